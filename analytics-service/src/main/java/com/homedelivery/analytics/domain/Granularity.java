package com.homedelivery.analytics.domain;

import com.homedelivery.shared.api.error.ValidationException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The steps of a time series, in UTC. */
public enum Granularity {
    HOUR(Duration.ofDays(31)),
    DAY(Duration.ofDays(366)),
    MONTH(Duration.ofDays(3653));

    private final Duration maxPeriod;

    Granularity(Duration maxPeriod) {
        this.maxPeriod = maxPeriod;
    }

    /** The maximum length of a period in such steps. */
    public Duration maxPeriod() {
        return maxPeriod;
    }

    /** The beginning of the step that contains a moment. */
    public Instant startOf(Instant moment) {
        ZonedDateTime utc = moment.atZone(ZoneOffset.UTC);
        return switch (this) {
            case HOUR -> utc.truncatedTo(ChronoUnit.HOURS).toInstant();
            case DAY -> utc.truncatedTo(ChronoUnit.DAYS).toInstant();
            case MONTH -> utc.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).toInstant();
        };
    }

    /** The beginnings of all steps that overlap a period. */
    public List<Instant> startsIn(Period period) {
        return Stream.iterate(startOf(period.from()), start -> start.isBefore(period.to()), this::next)
                .toList();
    }

    private Instant next(Instant start) {
        ZonedDateTime utc = start.atZone(ZoneOffset.UTC);
        return switch (this) {
            case HOUR -> utc.plusHours(1).toInstant();
            case DAY -> utc.plusDays(1).toInstant();
            case MONTH -> utc.plusMonths(1).toInstant();
        };
    }

    /** @throws ValidationException when there is no such interval */
    public static Granularity parse(String name) {
        return Arrays.stream(values())
                .filter(granularity ->
                        granularity.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new ValidationException("interval", "must be one of hour, day, month"));
    }
}
