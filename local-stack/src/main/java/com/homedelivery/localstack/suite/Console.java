package com.homedelivery.localstack.suite;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * The terminal, or the file or pipe in its place. Colours only on a terminal and only when {@code NO_COLOR} is not set;
 * no cursor movement but on a terminal.
 */
record Console(PrintStream out, boolean isTerminal, boolean isColoured) {

    /** A colour, by its number in the sequence that selects it (ECMA-48, SGR). */
    enum Colour {
        NONE(0),
        DIM(2),
        RED(31),
        GREEN(32),
        YELLOW(33);

        private final int code;

        Colour(int code) {
            this.code = code;
        }
    }

    private static final List<Integer> NAME_COLOURS = List.of(36, 33, 32, 35, 34, 96, 93, 92, 95, 94);

    /** Standard output, as this process has it. */
    static Console ofProcess(Map<String, String> environment) {
        java.io.Console console = System.console();
        boolean terminal = console != null
                && console.isTerminal()
                && !"dumb".equals(environment.get("TERM"))
                && !environment.containsKey("CI");
        boolean coloured = terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Console(System.out, terminal, coloured);
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

    String paint(Colour colour, String text) {
        return colour == Colour.NONE ? text : paint(colour.code, text);
    }

    /** A name in a colour of its own. */
    String paintName(int number, String name) {
        return paint(NAME_COLOURS.get(number % NAME_COLOURS.size()), name);
    }

    private String paint(int code, String text) {
        return isColoured ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
