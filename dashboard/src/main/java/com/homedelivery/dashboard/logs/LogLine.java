package com.homedelivery.dashboard.logs;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a service complained about, in the first line of it.
 *
 * @param at ISO 8601, UTC
 * @param level {@code WARN} or {@code ERROR}
 * @param traceId empty outside of a trace
 */
public record LogLine(String at, String service, String level, String traceId, String logger, String message) {

    private static final int LONGEST_MESSAGE = 500;
    private static final Pattern COMPLAINT =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\S+Z) +(ERROR|WARN) (?:\\[([0-9a-f]*)] )?\\[[^]]*] (\\S+) *: (.*)");

    /** The complaint in a line of a log that is written for people; empty for every other line. */
    static Optional<LogLine> parse(String service, String line) {
        Matcher complaint = COMPLAINT.matcher(line);
        if (!complaint.matches()) {
            return Optional.empty();
        }
        String trace = complaint.group(3);
        String message = complaint.group(5);
        return Optional.of(new LogLine(
                complaint.group(1),
                service,
                complaint.group(2),
                trace == null ? "" : trace,
                complaint.group(4),
                message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) + "…" : message));
    }
}
