package com.homedelivery.systemtests.upgrade;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Moves every time in a text, so that what was recorded long ago looks as if it had happened just now: leases, windows and
 * retention go on from where they stood. Times are what ISO 8601 writes in UTC, with a {@code T} or as PostgreSQL writes it,
 * and milliseconds since 1970 that lie within a day of the recording, as Redis' stream ids and Java's clocks have them. All are
 * moved by the same number of whole seconds, so that those that are equal stay equal, however exactly they are written.
 *
 * @param from the moment of the recording
 * @param to what it becomes, at most a second earlier
 */
record TimeShift(Instant from, Instant to) {

    private static final Pattern INSTANT =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2})([T ])(\\d{2}:\\d{2}:\\d{2})(?=(\\.\\d{1,9})?(Z|\\+00)\\b)");
    private static final Pattern MILLIS = Pattern.compile("\\b\\d{13}\\b");
    private static final Duration NEAR = Duration.ofDays(1);

    /** Everything but the times stays as it is. */
    String applyTo(String text) {
        String shifted = INSTANT.matcher(text).replaceAll(this::shiftInstant);
        return MILLIS.matcher(shifted).replaceAll(this::shiftMillis);
    }

    private String shiftInstant(MatchResult match) {
        LocalDateTime time = LocalDateTime.parse(match.group(1) + "T" + match.group(3));
        return DateTimeFormatter.ofPattern("uuuu-MM-dd'" + match.group(2) + "'HH:mm:ss")
                .format(time.plus(by()));
    }

    private String shiftMillis(MatchResult match) {
        Instant instant = Instant.ofEpochMilli(Long.parseLong(match.group()));
        return Duration.between(instant, from).abs().compareTo(NEAR) > 0
                ? match.group()
                : Long.toString(instant.plus(by()).toEpochMilli());
    }

    private Duration by() {
        return Duration.ofSeconds(Duration.between(from, to).toSeconds());
    }
}
