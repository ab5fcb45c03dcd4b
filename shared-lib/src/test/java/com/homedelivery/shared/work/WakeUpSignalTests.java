package com.homedelivery.shared.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@Timeout(20)
class WakeUpSignalTests {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final WakeUpSignal signal = new WakeUpSignal();

    @Test
    void wakesAWaiterThatComesLater() throws InterruptedException {
        signal.wakeUp();
        assertThat(heardWithin(LONG)).isTrue();
    }

    @Test
    void wakesOnceHoweverOftenItWasSignalled() throws InterruptedException {
        signal.wakeUp();
        signal.wakeUp();
        signal.wakeUp();
        assertThat(heardWithin(LONG)).isTrue();
        assertThat(heardWithin(SHORT)).isFalse();
    }

    @Test
    void wakesWhenTheTransactionHasCommittedAndNotBefore() throws InterruptedException {
        TransactionSynchronizationManager.initSynchronization();
        try {
            signal.wakeUpAfterCommit();
            assertThat(heardWithin(SHORT)).isFalse();
            TransactionSynchronizationManager.getSynchronizations().forEach(TransactionSynchronization::afterCommit);
            assertThat(heardWithin(LONG)).isTrue();
        } finally {
            TransactionSynchronizationManager.clearSynchronization();
        }
    }

    @Test
    void requiresATransactionToWaitFor() {
        assertThatThrownBy(signal::wakeUpAfterCommit).isInstanceOf(IllegalStateException.class);
    }

    private boolean heardWithin(Duration most) throws InterruptedException {
        return signal.await(most);
    }
}
