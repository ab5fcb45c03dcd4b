package com.homedelivery.shared.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;

class ThreadDumpOnTimeoutTests {

    @Test
    void showsVirtualThreadsWhenATestHasWaitedInVain() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        Thread stuck = Thread.ofVirtual().name("stuck-virtual-thread").start(() -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThatExceptionOfType(ConditionTimeoutException.class)
                .isThrownBy(() -> await().conditionEvaluationListener(new ThreadDumpOnTimeout())
                        .atMost(Duration.ofMillis(200))
                        .until(() -> false));
        assertThat(Path.of("target/thread-dumps/" + ProcessHandle.current().pid() + ".txt"))
                .content()
                .contains("stuck-virtual-thread");
        stuck.interrupt();
        stuck.join();
    }
}
