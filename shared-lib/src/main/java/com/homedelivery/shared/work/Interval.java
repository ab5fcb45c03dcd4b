package com.homedelivery.shared.work;

import java.time.Duration;

/** Says when something that is repeated is due: at once, and then whenever the interval has passed. */
public final class Interval {

    private final long every;
    private long next = System.nanoTime();

    public Interval(Duration every) {
        this.every = every.toNanos();
    }

    /** How long it is until it is time; 0 when it is. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, next - System.nanoTime()));
    }

    /** Whether it is time; if so, the next time is counted from now. */
    public boolean now() {
        long now = System.nanoTime();
        if (now - next < 0) {
            return false;
        }
        next = now + every;
        return true;
    }
}
