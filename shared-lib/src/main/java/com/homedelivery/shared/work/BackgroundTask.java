package com.homedelivery.shared.work;

import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A virtual thread that runs until it is stopped, as a {@link BackgroundThread}. While it waits it is interrupted at once;
 * while it works it is given time to finish. A body that fails is run again after five seconds.
 */
public final class BackgroundTask {

    private static final Logger log = LoggerFactory.getLogger(BackgroundTask.class);
    private static final Duration RESTART_DELAY = Duration.ofSeconds(5);
    private static final Duration INTERRUPT_TIMEOUT = Duration.ofSeconds(1);

    private final Thread thread;
    private boolean stopping;
    private boolean waiting;

    private BackgroundTask(String name, Consumer<BackgroundTask> body) {
        this.thread = Thread.ofVirtual().name(name).unstarted(() -> BackgroundThread.run(() -> run(body)));
    }

    private void run(Consumer<BackgroundTask> body) {
        try {
            while (isRunning()) {
                try {
                    body.accept(this);
                    return;
                } catch (RuntimeException | Error e) {
                    if (e instanceof TaskStoppedException) {
                        return;
                    }
                    log.error("{} begins again after", thread.getName(), e);
                    pause(RESTART_DELAY);
                }
            }
        } catch (TaskStoppedException duringPause) {
            // It was told to.
        }
    }

    /**
     * Starts a task.
     *
     * @param name of the thread
     * @param body ends when it returns, or when one of the task's methods throws {@link TaskStoppedException}
     */
    public static BackgroundTask start(String name, Consumer<BackgroundTask> body) {
        BackgroundTask task = new BackgroundTask(name, body);
        task.thread.start();
        return task;
    }

    /** Stops all of them; those that are still at work after the timeout are interrupted, and waited for a second. */
    public static void stop(Collection<BackgroundTask> tasks, Duration timeout) {
        stop(tasks, timeout, AfterTimeout.INTERRUPT);
    }

    /** Stops all of them, and waits until they have ended, at most for the timeout. */
    static void stop(Collection<BackgroundTask> tasks, Duration timeout, AfterTimeout afterTimeout) {
        tasks.forEach(BackgroundTask::requestStop);
        long deadline = System.nanoTime() + timeout.toNanos();
        tasks.forEach(task -> task.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())), afterTimeout));
    }

    /** Whether the task has not been told to stop. */
    public synchronized boolean isRunning() {
        return !stopping;
    }

    private synchronized void requestStop() {
        stopping = true;
        if (waiting) {
            thread.interrupt();
        }
    }

    private void join(Duration timeout, AfterTimeout afterTimeout) {
        try {
            if (!thread.join(timeout) && afterTimeout == AfterTimeout.INTERRUPT) {
                thread.interrupt();
                thread.join(INTERRUPT_TIMEOUT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Does nothing for a while; called by the thread itself.
     *
     * @throws TaskStoppedException when the task is stopped
     */
    public void pause(Duration time) {
        try {
            interruptibly(() -> {
                Thread.sleep(time);
                return time;
            });
        } catch (InterruptedException e) {
            throw new TaskStoppedException();
        }
    }

    /**
     * Waits for the signal, at most that long; called by the thread itself.
     *
     * @return whether it came
     * @throws TaskStoppedException when the task is stopped
     */
    public boolean await(WakeUpSignal signal, Duration atMost) {
        try {
            return interruptibly(() -> signal.await(atMost));
        } catch (InterruptedException e) {
            throw new TaskStoppedException();
        }
    }

    /**
     * Runs something that only waits and may be interrupted; called by the thread itself.
     *
     * @throws TaskStoppedException when the task is stopped
     */
    public <T, E extends Exception> T interruptibly(InterruptibleCall<T, E> call) throws E {
        beginWaiting();
        try {
            return call.run();
        } catch (Exception e) {
            if (!isRunning()) {
                throw new TaskStoppedException();
            }
            throw e;
        } finally {
            endWaiting();
        }
    }

    private synchronized void beginWaiting() {
        if (stopping) {
            throw new TaskStoppedException();
        }
        waiting = true;
    }

    private synchronized void endWaiting() {
        waiting = false;
        Thread.interrupted();
    }

    /** A call that blocks and ends early when its thread is interrupted. */
    @FunctionalInterface
    public interface InterruptibleCall<T, E extends Exception> {
        T run() throws E;
    }

    /** What is done about a task that is still at work when its time to finish is over. */
    public enum AfterTimeout {
        INTERRUPT,
        /** It goes on: what it does may not be broken off. */
        LEAVE
    }
}
