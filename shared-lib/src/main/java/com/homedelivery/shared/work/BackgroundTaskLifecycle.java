package com.homedelivery.shared.work;

import java.time.Duration;
import java.util.List;
import org.springframework.context.SmartLifecycle;

/**
 * Starts {@link BackgroundTask}s with the application and stops them with it. All background work of a service that is not
 * {@code @Scheduled} is such a bean; what starts earlier and stops later is decided by the phase.
 */
public abstract class BackgroundTaskLifecycle implements SmartLifecycle {

    private final int phase;
    private final Duration shutdownTimeout;
    private final BackgroundTask.AfterTimeout afterTimeout;
    private volatile boolean running;
    private List<BackgroundTask> tasks = List.of();

    /**
     * Tasks in Spring's default phase: they start when everything else is up, and stop before anything else.
     *
     * @param shutdownTimeout how long they are given to finish what they do; then they are interrupted
     */
    protected BackgroundTaskLifecycle(Duration shutdownTimeout) {
        this(DEFAULT_PHASE, shutdownTimeout, BackgroundTask.AfterTimeout.INTERRUPT);
    }

    /**
     * @param phase see {@link #getPhase}; Redis' connections have 0, the web server has {@link #DEFAULT_PHASE} - 1024
     * @param shutdownTimeout how long the tasks are given to finish what they do
     * @param afterTimeout what is done about those that do not
     */
    protected BackgroundTaskLifecycle(int phase, Duration shutdownTimeout, BackgroundTask.AfterTimeout afterTimeout) {
        this.phase = phase;
        this.shutdownTimeout = shutdownTimeout;
        this.afterTimeout = afterTimeout;
    }

    /** Starts the tasks; called at each start of the application. */
    protected abstract List<BackgroundTask> startTasks();

    /** Does nothing while the tasks run. */
    @Override
    public final synchronized void start() {
        if (!running) {
            running = true;
            tasks = startTasks();
        }
    }

    @Override
    public final synchronized void stop() {
        running = false;
        BackgroundTask.stop(tasks, shutdownTimeout, afterTimeout);
        tasks = List.of();
    }

    @Override
    public final boolean isRunning() {
        return running;
    }

    @Override
    public final int getPhase() {
        return phase;
    }
}
