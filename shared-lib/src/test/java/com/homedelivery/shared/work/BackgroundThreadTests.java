package com.homedelivery.shared.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BackgroundThreadTests {

    private final AtomicBoolean inBackground = new AtomicBoolean();

    @Test
    void aRequestIsNotBackgroundWork() {
        assertThat(BackgroundThread.isCurrent()).isFalse();
    }

    @Test
    void workIsBackgroundWorkUntilItEnds() {
        BackgroundThread.run(() -> {
            BackgroundThread.run(() -> {});
            inBackground.set(BackgroundThread.isCurrent());
        });
        assertThat(inBackground).isTrue();
        assertThat(BackgroundThread.isCurrent()).isFalse();
    }

    @Test
    void wrappedWorkIsBackgroundWorkOnAThreadThatAlsoServesRequests() throws Exception {
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            threads.submit(BackgroundThread.wrap(() -> inBackground.set(BackgroundThread.isCurrent())))
                    .get();
            assertThat(inBackground).isTrue();
            assertThat(threads.submit(BackgroundThread::isCurrent).get()).isFalse();
        }
    }

    @Test
    void threadsStartedByAJobAreBackgroundWork() {
        BackgroundThread.run(() -> {
            try (ExecutorService helpers = Executors.newVirtualThreadPerTaskExecutor()) {
                helpers.execute(() -> inBackground.set(BackgroundThread.isCurrent()));
            }
        });
        assertThat(inBackground).isTrue();
    }
}
