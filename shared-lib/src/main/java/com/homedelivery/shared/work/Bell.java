package com.homedelivery.shared.work;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tells {@link DueWork} that there is something to do at once. One bell belongs to one work. */
public final class Bell {

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

    /** Waits for the bell, at most that long. However often it rang before, it counts once. */
    void await(Duration most) throws InterruptedException {
        if (rung.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
            rung.drainPermits();
        }
    }
}
