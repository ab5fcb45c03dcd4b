package com.homedelivery.shared.work;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tells whoever waits in the background that there is something to do at once. One bell belongs to one who waits. */
public final class WakeUpSignal {

    private final Semaphore rung = new Semaphore(0);

    /**
     * Rings when the current transaction has committed.
     *
     * @throws IllegalStateException when there is no transaction
     */
    public void ringAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                ring();
            }
        });
    }

    /** Rings now; whoever is not waiting yet will hear it. */
    public void ring() {
        rung.release();
    }

    /**
     * Waits for the bell, at most that long. However often it rang before, it counts once.
     *
     * @return whether it rang
     */
    public boolean await(Duration most) throws InterruptedException {
        boolean heard = rung.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS);
        if (heard) {
            rung.drainPermits();
        }
        return heard;
    }
}
