package com.homedelivery.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: up to twice as long each time, at most half a minute, and at random between the half of
 * that and the whole, so that all who have lost the same gateway do not come back to it at once.
 */
final class Backoff {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Duration first;
    private final RandomGenerator random;
    private Duration longest;

    /** @param first up to how long the first wait is */
    Backoff(Duration first, RandomGenerator random) {
        this.first = first;
        this.random = random;
        this.longest = first;
    }

    Duration next() {
        Duration half = longest.dividedBy(2);
        Duration wait = half.plusNanos(random.nextLong(half.toNanos() + 1));
        Duration twice = longest.multipliedBy(2);
        longest = twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
        return wait;
    }

    /** What was tried has been well for a while: the next wait is a first one. */
    void reset() {
        longest = first;
    }
}
