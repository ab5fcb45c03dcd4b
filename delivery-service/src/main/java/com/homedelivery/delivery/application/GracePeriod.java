package com.homedelivery.delivery.application;

import java.time.Duration;
import java.time.Instant;

/**
 * A time after the start of this service, or after a time in which it could not work, during which the silence of riders does
 * not count: they could not reach it. Not thread-safe.
 */
final class GracePeriod {

    private final Duration length;
    private Instant end;
    private Instant lastRound;

    /** @param length how long riders have to send a position again */
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
