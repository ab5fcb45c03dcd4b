package com.homedelivery.localstack.suite;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/**
 * The terminal, or the file or pipe in its place. Colours only on a terminal and only when {@code NO_COLOR} is not set;
 * no cursor movement but on a terminal.
 */
record Console(PrintStream out, boolean isTerminal) {

    /** Standard output, as this process has it. */
    static Console ofProcess(Map<String, String> environment) {
        java.io.Console console = System.console();
        boolean terminal = console != null
                && console.isTerminal()
                && !"dumb".equals(environment.get("TERM"))
                && !environment.containsKey("CI");
        return new Console(System.out, terminal);
    }

    synchronized void line(String text) {
        out.println(text);
        out.flush();
    }

    /** Replaces the last {@code previous} lines on a terminal. */
    synchronized void redraw(int previous, List<String> lines) {
        StringBuilder frame = new StringBuilder();
        if (previous > 0) {
            frame.append("\033[").append(previous).append('A');
        }
        lines.forEach(line -> frame.append("\033[2K").append(line).append('\n'));
        out.print(frame);
        out.flush();
    }

    /** @param style as picocli knows them, such as {@code red} or {@code faint}; or none */
    String paint(String style, String text) {
        return style.isEmpty() || !isTerminal ? text : Ansi.AUTO.string("@|" + style + " " + text + "|@");
    }
}
