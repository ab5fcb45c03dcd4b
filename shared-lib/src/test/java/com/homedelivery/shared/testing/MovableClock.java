package com.homedelivery.shared.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that can be put forward. */
public class MovableClock extends Clock {

    private static final AtomicReference<Clock> OF_ALL =
            new AtomicReference<>(Clock.offset(Clock.systemUTC(), Duration.ofDays(-120)));

    private final AtomicReference<Clock> time;

    /**
     * Goes like any clock, and is put forward for all instances in this JVM alike. It starts far behind, so that it never
     * gets ahead of other servers.
     */
    public MovableClock() {
        this(OF_ALL);
    }

    private MovableClock(AtomicReference<Clock> time) {
        this.time = time;
    }

    /** A clock of its own, which moves only when it is put forward. */
    public static MovableClock standingAt(Instant now) {
        return new MovableClock(new AtomicReference<>(Clock.fixed(now, ZoneOffset.UTC)));
    }

    public void putForward(Duration by) {
        time.updateAndGet(clock -> Clock.offset(clock, by));
    }

    @Override
    public Instant instant() {
        return time.get().instant();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Always UTC");
    }
}
