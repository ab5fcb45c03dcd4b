package com.homedelivery.analytics.web;

import com.homedelivery.analytics.domain.Period;
import com.homedelivery.shared.api.error.ValidationException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The query values {@code from} and {@code to}: dates ({@code 2026-01-31}, UTC) or timestamps. A date as {@code to} is
 * the last day of the period.
 *
 * @param from beginning; 30 days before the end when it is missing
 * @param to end; now when it is missing
 */
record PeriodQuery(@Nullable String from, @Nullable String to) {

    private static final Duration DEFAULT_LENGTH = Duration.ofDays(30);
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9999;

    /** @throws ValidationException when the values are no valid period */
    Period periodAt(Instant now) {
        Instant end = to == null ? now : parse("to", to, 1);
        return new Period(from == null ? end.minus(DEFAULT_LENGTH) : parse("from", from, 0), end);
    }

    private static Instant parse(String field, String text, int daysLater) {
        try {
            Instant moment = text.indexOf('T') < 0
                    ? LocalDate.parse(text)
                            .plusDays(daysLater)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                    : Instant.parse(text);
            int year = moment.atZone(ZoneOffset.UTC).getYear();
            if (year < FIRST_YEAR || year > LAST_YEAR) {
                throw new ValidationException(field, "must lie between " + FIRST_YEAR + " and " + LAST_YEAR);
            }
            return moment;
        } catch (DateTimeException e) {
            throw new ValidationException(field, "must be a date (2026-01-31) or a timestamp (2026-01-31T10:15:30Z)");
        }
    }
}
