package com.homedelivery.shared.work;

import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A background thread that works until it is told to stop. While it waits it is interrupted at once; while it works it is
 * given time to finish. A task that fails begins again.
 */
public final class BackgroundTask {

    private static final Logger log = LoggerFactory.getLogger(BackgroundTask.class);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(5);
    private static final Duration LAST_GRACE = Duration.ofSeconds(1);

    private final Thread thread;
    private boolean stopping;
    private boolean waiting;

    private BackgroundTask(String name, Consumer<BackgroundTask> task) {
        this.thread = Thread.ofVirtual().name(name).unstarted(() -> BackgroundThread.run(() -> run(task)));
    }

    private void run(Consumer<BackgroundTask> task) {
        try {
            while (goesOn()) {
                try {
                    task.accept(this);
                    return;
                } catch (RuntimeException | Error e) {
                    if (e instanceof Stopped) {
                        return;
                    }
                    log.error("{} begins again after", thread.getName(), e);
                    pause(AFTER_A_FAULT);
                }
            }
        } catch (Stopped whileItPaused) {
            // It was told to.
        }
    }

    public static BackgroundTask start(String name, Consumer<BackgroundTask> task) {
        BackgroundTask worker = new BackgroundTask(name, task);
        worker.thread.start();
        return worker;
    }

    /** Ends all of them; after the grace they are interrupted in whatever they do. */
    public static void stop(Collection<BackgroundTask> workers, Duration grace) {
        workers.forEach(BackgroundTask::askToStop);
        long deadline = System.nanoTime() + grace.toNanos();
        workers.forEach(worker -> worker.awaitEnd(Duration.ofNanos(Math.max(1, deadline - System.nanoTime()))));
    }

    public synchronized boolean goesOn() {
        return !stopping;
    }

    private synchronized void askToStop() {
        stopping = true;
        if (waiting) {
            thread.interrupt();
        }
    }

    private void awaitEnd(Duration grace) {
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
    public void pause(Duration time) {
        try {
            whileWaiting(() -> {
                Thread.sleep(time);
                return time;
            });
        } catch (InterruptedException e) {
            throw new Stopped();
        }
    }

    /**
     * Waits for the bell, at most that long; called by the thread itself.
     *
     * @return whether it rang
     */
    public boolean await(WakeUpSignal bell, Duration atMost) {
        try {
            return whileWaiting(() -> bell.await(atMost));
        } catch (InterruptedException e) {
            throw new Stopped();
        }
    }

    /** Runs something that only waits and may be interrupted; called by the thread itself. */
    public <T, E extends Exception> T whileWaiting(Wait<T, E> wait) throws E {
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
    public interface Wait<T, E extends Exception> {
        T end() throws E;
    }

    /** Ends the task of a worker that was told to stop. */
    public static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Stopped() {
            super(null, null, false, false);
        }
    }
}
