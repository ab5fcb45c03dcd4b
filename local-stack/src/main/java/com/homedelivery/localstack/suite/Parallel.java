package com.homedelivery.localstack.suite;

import com.homedelivery.localstack.client.LocalStackException;
import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/** Does the same with each of many, some at a time, in their order. */
public final class Parallel {

    private Parallel() {}

    /** What is done with one. */
    @FunctionalInterface
    public interface Work<T> {
        void on(T each) throws Exception;
    }

    /**
     * Returns when it is done with all; begins no more once one has failed.
     *
     * @throws LocalStackException of the first that has failed
     */
    public static <T> void forEach(Collection<T> all, int atOnce, Work<T> work) {
        AtomicReference<Exception> failure = new AtomicReference<>();
        try (ExecutorService executor =
                Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory())) {
            for (T each : all) {
                executor.execute(() -> {
                    try {
                        if (failure.get() == null) {
                            work.on(each);
                        }
                    } catch (Exception e) {
                        failure.compareAndSet(null, e);
                    }
                });
            }
        }
        if (failure.get() instanceof LocalStackException stated) {
            throw stated;
        } else if (failure.get() != null) {
            throw new LocalStackException("It could not be done", failure.get());
        }
    }
}
