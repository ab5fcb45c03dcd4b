package com.homedelivery.shared.work;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one background task that waits for work. */
public final class WakeUpSignal {

    private final Semaphore permits = new Semaphore(0);

    /** Wakes the task when the current transaction has committed. */
    public void wakeUpAfterCommit() {
        AfterCommit.run(this::wakeUp);
    }

    /** Wakes the task now, or as soon as it waits. */
    public void wakeUp() {
        permits.release();
    }

    /**
     * Waits for the signal, at most that long. However often it was given before, it counts once.
     *
     * @return whether it was given
     */
    public boolean await(Duration most) throws InterruptedException {
        boolean signalled = permits.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS);
        if (signalled) {
            permits.drainPermits();
        }
        return signalled;
    }
}
