package com.homedelivery.shared.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that can be put forward. */
public class MovableClock extends Clock {

    /** As fine as the one of the services. */
    private static final Clock REAL = Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));

    /** How far a clock that goes is behind at first. */
    static final Duration BEHIND = Duration.ofDays(120);

    private static final AtomicReference<Clock> OF_ALL = new AtomicReference<>(Clock.offset(REAL, BEHIND.negated()));

    private final AtomicReference<Clock> time;

    /**
     * Goes like any clock, and is put forward for all instances in this JVM alike. It starts far behind, so that it never
     * gets ahead of other servers; {@link RealServers} has Kafka keep what is that old.
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

    /**
     * Stands still, unless it is put forward, until this is closed: however slow the machine is, what happens meanwhile takes
     * no time.
     */
    public Standstill standStill() {
        time.updateAndGet(clock -> Clock.fixed(clock.instant(), ZoneOffset.UTC));
        return () -> time.updateAndGet(clock -> Clock.offset(REAL, Duration.between(REAL.instant(), clock.instant())));
    }

    /** A time during which the clock stands still. */
    @FunctionalInterface
    public interface Standstill extends AutoCloseable {
        @Override
        void close();
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
