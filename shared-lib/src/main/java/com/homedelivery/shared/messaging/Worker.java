package com.homedelivery.shared.messaging;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * A background thread that works until it is told to stop. While it waits it is interrupted at once; while it works it is
 * given time to finish.
 */
final class Worker {

    private static final Duration LAST_GRACE = Duration.ofSeconds(1);

    private final Thread thread;
    private boolean stopping;
    private boolean waiting;

    private Worker(String name, Consumer<Worker> task) {
        this.thread = Thread.ofVirtual().name(name).unstarted(() -> {
            try {
                task.accept(this);
            } catch (Stopped stopped) {
                // It was told to.
            }
        });
    }

    static Worker start(String name, Consumer<Worker> task) {
        Worker worker = new Worker(name, task);
        worker.thread.start();
        return worker;
    }

    synchronized boolean goesOn() {
        return !stopping;
    }

    /** Asks the thread to end; returns at once. */
    synchronized void stop() {
        stopping = true;
        if (waiting) {
            thread.interrupt();
        }
    }

    /** Waits for the end; after the grace the thread is interrupted in whatever it does. */
    void awaitEnd(Duration grace) {
        try {
            if (!thread.join(grace)) {
                thread.interrupt();
                thread.join(LAST_GRACE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does nothing for a while; called by the thread itself. */
    void pause(Duration time) {
        try {
            whileWaiting(() -> {
                Thread.sleep(time);
                return time;
            });
        } catch (InterruptedException e) {
            throw new Stopped();
        }
    }

    /** Runs something that only waits and may be interrupted; called by the thread itself. */
    <T, E extends Exception> T whileWaiting(Wait<T, E> wait) throws E {
        begin();
        try {
            return wait.end();
        } catch (Exception e) {
            if (!goesOn()) {
                throw new Stopped();
            }
            throw e;
        } finally {
            finish();
        }
    }

    private synchronized void begin() {
        if (stopping) {
            throw new Stopped();
        }
        waiting = true;
    }

    private synchronized void finish() {
        waiting = false;
        Thread.interrupted();
    }

    /** Something worth waiting for. */
    interface Wait<T, E extends Exception> {
        T end() throws E;
    }

    /** Ends the task of a worker that was told to stop. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super(null, null, false, false);
        }
    }
}
