package com.homedelivery.shared.testing;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Several things in the same moment. */
public final class AtOnce {

    private AtOnce() {}

    public static <T> List<T> run(int times, Supplier<T> what) {
        return run(Stream.generate(() -> what).limit(times).toList());
    }

    public static <T> List<T> run(List<Supplier<T>> things) {
        CyclicBarrier together = new CyclicBarrier(things.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = things.stream()
                    .map(thing -> threads.submit(() -> {
                        together.await();
                        return thing.get();
                    }))
                    .toList();
            return running.stream().map(AtOnce::resultOf).toList();
        }
    }

    private static <T> T resultOf(Future<T> running) {
        try {
            return running.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
