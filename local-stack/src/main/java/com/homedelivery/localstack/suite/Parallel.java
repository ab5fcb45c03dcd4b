package com.homedelivery.localstack.suite;

import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Does the same with each of many, some at a time, in their order. */
public final class Parallel {

    private Parallel() {}

    /**
     * Returns when it is done with all; begins no more once one has failed.
     *
     * @throws RuntimeException what the first that has failed has thrown
     */
    public static <T> void forEach(Collection<T> all, int atOnce, Consumer<T> work) {
        AtomicReference<RuntimeException> failure = new AtomicReference<>();
        try (ExecutorService executor =
                Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory())) {
            for (T each : all) {
                executor.execute(() -> {
                    try {
                        if (failure.get() == null) {
                            work.accept(each);
                        }
                    } catch (RuntimeException e) {
                        failure.compareAndSet(null, e);
                    }
                });
            }
        }
        if (failure.get() != null) {
            throw failure.get();
        }
    }
}
