package com.homedelivery.localstack.suite;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

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
     * @throws SuiteException of the first that has failed
     */
    public static <T> void forEach(Collection<T> all, int atOnce, Work<T> work) throws InterruptedException {
        Semaphore turns = new Semaphore(atOnce, true);
        List<Future<?>> begun = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (T each : all) {
                // Taken here, not in the thread: they begin in their order.
                turns.acquire();
                if (begun.stream().anyMatch(done -> done.state() == Future.State.FAILED)) {
                    break;
                }
                begun.add(executor.submit(() -> {
                    try {
                        work.on(each);
                        return each;
                    } finally {
                        turns.release();
                    }
                }));
            }
        }
        for (Future<?> done : begun) {
            try {
                done.get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof SuiteException failure
                        ? failure
                        : new SuiteException("It could not be done: " + e.getCause(), e);
            }
        }
    }
}
