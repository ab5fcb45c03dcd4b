package com.homedelivery.shared.work;

import java.time.Duration;
import java.time.Instant;

/**
 * How long to wait before something is tried again: the first delay, twice that, four times that …
 *
 * @param first delay before the first retry
 * @param max no delay is longer
 */
public record ExponentialBackoff(Duration first, Duration max) {

    private static final int MAX_DOUBLINGS = 20;

    /** @param failures how often it has failed before this time, 0 or more */
    public Duration delay(int failures) {
        Duration delay = first.multipliedBy(1L << Math.clamp(failures, 0, MAX_DOUBLINGS));
        return delay.compareTo(max) < 0 ? delay : max;
    }

    /** When to try again what has failed now; see {@link #delay}. */
    public Instant next(int failures, Instant now) {
        return now.plus(delay(failures));
    }
}
