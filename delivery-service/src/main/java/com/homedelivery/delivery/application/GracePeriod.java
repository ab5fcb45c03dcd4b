package com.homedelivery.delivery.application;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether it may be held against somebody that nothing was heard of them. It may not while this service has just
 * started, or has just come out of a time in which it could not work: then they could not reach it. Not thread-safe.
 */
final class GracePeriod {

    private final Duration length;
    private Instant end;
    private Instant lastRound;

    /** @param length how long everybody has to be heard again */
    GracePeriod(Duration length, Instant startedAt) {
        this.length = length;
        this.lastRound = startedAt;
        this.end = startedAt.plus(length);
    }

    /** Whether silence counts in the round that begins now; a long pause since the last round begins a new period. */
    boolean isOver(Instant now) {
        if (Duration.between(lastRound, now).compareTo(length) > 0) {
            restart(now);
        }
        lastRound = now;
        return !now.isBefore(end);
    }

    /** This service could not work until now. */
    void restart(Instant now) {
        end = now.plus(length);
    }
}
