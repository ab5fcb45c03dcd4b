package com.homedelivery.localstack.suite;

import java.io.Console;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * The terminal, or the file or pipe in its place. Colours only on a terminal and only when {@code NO_COLOR} is not set;
 * no cursor movement but on a terminal.
 */
final class Screen {

    /** What a piece of text is about; tells its colour. */
    enum Tone {
        PLAIN("0"),
        GOOD("32"),
        BAD("31"),
        BUSY("33"),
        QUIET("2");

        private final String code;

        Tone(String code) {
            this.code = code;
        }
    }

    private static final List<String> NAME_COLOURS =
            List.of("36", "33", "32", "35", "34", "96", "93", "92", "95", "94");

    private final PrintStream out;
    private final boolean terminal;
    private final boolean coloured;

    Screen(PrintStream out, boolean terminal, boolean coloured) {
        this.out = out;
        this.terminal = terminal;
        this.coloured = coloured;
    }

    /** Standard output, as this process has it. */
    static Screen ofProcess(Map<String, String> environment) {
        Console console = System.console();
        boolean terminal = console != null
                && console.isTerminal()
                && !"dumb".equals(environment.get("TERM"))
                && !environment.containsKey("CI");
        return new Screen(
                System.out,
                terminal,
                terminal && environment.getOrDefault("NO_COLOR", "").isEmpty());
    }

    boolean isTerminal() {
        return terminal;
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

    String paint(Tone tone, String text) {
        return coloured && tone != Tone.PLAIN ? "\033[" + tone.code + "m" + text + "\033[0m" : text;
    }

    /** A name in a colour of its own. */
    String paintName(int number, String name) {
        return coloured ? "\033[" + NAME_COLOURS.get(number % NAME_COLOURS.size()) + "m" + name + "\033[0m" : name;
    }
}
