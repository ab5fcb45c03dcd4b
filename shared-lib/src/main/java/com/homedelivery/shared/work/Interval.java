package com.homedelivery.shared.work;

import java.time.Duration;

/** Says when something that is repeated is due: at once, and then whenever the interval has passed. */
public final class Interval {

    private final long every;
    private long next = System.nanoTime();

    public Interval(Duration every) {
        this.every = every.toNanos();
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
