package com.homedelivery.localstack.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What was asked for cannot be done; the message says why, and what to look at, to a person at a terminal. */
public class LocalStackException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message for the person at the terminal */
    public LocalStackException(String message) {
        super(message);
    }

    /** As above, with what it came from. */
    public LocalStackException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }

    /** A failure, with the end of a log: of its lines that begin so, if there are any. */
    public static LocalStackException withLog(String what, Path log, String beginning, int lines) {
        List<String> all = List.of();
        try {
            all = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException unreadable) {
            // The message names the log all the same.
        }
        List<String> chosen = all.stream()
                .filter(line -> line.startsWith(beginning))
                .distinct()
                .toList();
        List<String> shown = chosen.isEmpty() ? all : chosen;
        String end = String.join("\n", shown.subList(Math.max(0, shown.size() - lines), shown.size()));
        return new LocalStackException(what + ". Its log, " + log + ", ends:\n\n" + end.indent(4));
    }
}
