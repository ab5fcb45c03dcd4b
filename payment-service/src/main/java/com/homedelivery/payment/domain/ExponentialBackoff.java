package com.homedelivery.payment.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * How long to wait before something is tried again: the first wait, twice that, four times that …
 *
 * @param first wait before the first retry
 * @param max no wait is longer
 */
record ExponentialBackoff(Duration first, Duration max) {

    /** For a provider that does not answer: 1 s, 2 s, 4 s … at most a minute. */
    static final ExponentialBackoff UNANSWERED = new ExponentialBackoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

    /** For a provider that rejects a refund: 1 min, 2 min, 4 min … at most an hour. */
    static final ExponentialBackoff REJECTED = new ExponentialBackoff(Duration.ofMinutes(1), Duration.ofHours(1));

    private static final int MAX_DOUBLINGS = 20;

    /** @param failures how often it has failed before this time, 0 or more */
    Instant next(int failures, Instant now) {
        Duration wait = first.multipliedBy(1L << Math.clamp(failures, 0, MAX_DOUBLINGS));
        return now.plus(wait.compareTo(max) < 0 ? wait : max);
    }
}
