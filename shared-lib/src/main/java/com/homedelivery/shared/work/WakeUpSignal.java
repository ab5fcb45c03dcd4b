package com.homedelivery.shared.work;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Wakes one background task that waits for work. */
public final class WakeUpSignal {

    private final Semaphore permits = new Semaphore(0);

    /**
     * Wakes the task when the current transaction has committed.
     *
     * @throws IllegalStateException when there is no transaction
     */
    public void wakeUpAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wakeUp();
            }
        });
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
