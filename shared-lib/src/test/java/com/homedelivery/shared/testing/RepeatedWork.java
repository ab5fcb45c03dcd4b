package com.homedelivery.shared.testing;

import java.util.List;
import java.util.stream.Stream;

/** Work that several threads repeat without a pause until this is closed, as several instances of a service do. */
public final class RepeatedWork implements AutoCloseable {

    private final List<Thread> threads;
    private volatile boolean closed;

    private RepeatedWork(int threads, Runnable work) {
        this.threads = Stream.generate(() -> Thread.ofVirtual().unstarted(() -> repeat(work)))
                .limit(threads)
                .toList();
    }

    public static RepeatedWork on(int threads, Runnable work) {
        RepeatedWork repeated = new RepeatedWork(threads, work);
        repeated.threads.forEach(Thread::start);
        return repeated;
    }

    private void repeat(Runnable work) {
        while (!closed) {
            work.run();
        }
    }

    /** Waits until the threads have ended. */
    @Override
    public void close() throws InterruptedException {
        closed = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
