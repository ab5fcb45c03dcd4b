package com.homedelivery.localstack.client;

import java.nio.file.Path;
import java.util.List;

/** What was asked for cannot be done; the message says why, and what to look at, to a person at a terminal. */
public class LocalStackException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final String LINES_SHOWN = "20";

    /** @param message for the person at the terminal */
    public LocalStackException(String message) {
        super(message);
    }

    /** As above, with what it came from. */
    public LocalStackException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }

    /** A failure, with the end of a log. */
    public static LocalStackException withLog(String what, Path log) {
        List<String> tail = List.of("tail", "-n", LINES_SHOWN, log.toString());
        return withLog(what, log, Processes.output(tail).orElse(""));
    }

    /** A failure, with what was chosen from a log. */
    public static LocalStackException withLog(String what, Path log, String end) {
        return new LocalStackException(what + ". Its log, " + log + ", says:\n\n" + end.indent(4));
    }
}
