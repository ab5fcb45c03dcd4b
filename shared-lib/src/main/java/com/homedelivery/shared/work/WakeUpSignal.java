package com.homedelivery.shared.work;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Wakes one background task that waits for work. */
public final class WakeUpSignal {

    private final Semaphore permits = new Semaphore(0);

    /**
     * Wakes the task when the current transaction has committed.
     *
     * @throws IllegalStateException when there is no transaction: the work that it is woken for would not be there yet
     */
    public void wakeUpAfterCommit() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            throw new IllegalStateException("A task is woken after the transaction that makes its work");
        }
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
