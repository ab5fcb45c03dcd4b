package com.homedelivery.shared.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class AfterCommitTests {

    private final AtomicInteger done = new AtomicInteger();

    @Test
    void waitsForTheCommit() {
        TransactionSynchronizationManager.initSynchronization();
        try {
            AfterCommit.run(done::incrementAndGet);
            assertThat(done).hasValue(0);
            TransactionSynchronizationManager.getSynchronizations().forEach(TransactionSynchronization::afterCommit);
            assertThat(done).hasValue(1);
        } finally {
            TransactionSynchronizationManager.clearSynchronization();
        }
    }

    @Test
    void isNeverDoneWhenAllIsRolledBack() {
        TransactionSynchronizationManager.initSynchronization();
        try {
            AfterCommit.run(done::incrementAndGet);
            TransactionSynchronizationManager.getSynchronizations()
                    .forEach(each -> each.afterCompletion(TransactionSynchronization.STATUS_ROLLED_BACK));
        } finally {
            TransactionSynchronizationManager.clearSynchronization();
        }
        assertThat(done).hasValue(0);
    }

    @Test
    void isDoneAtOnceOutsideOfATransaction() {
        AfterCommit.run(done::incrementAndGet);

        assertThat(done).hasValue(1);
    }
}
