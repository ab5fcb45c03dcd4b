package com.homedelivery.shared.work;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The tasks that a test has started, and what they use: all are ended after the test. */
public final class RunningTasks implements AfterEachCallback {

    private final Duration grace;
    private final List<BackgroundTask> tasks = new ArrayList<>();
    private final List<AutoCloseable> resources = new ArrayList<>();

    /** @param grace after which tasks are interrupted that do not end by themselves */
    public RunningTasks(Duration grace) {
        this.grace = grace;
    }

    public BackgroundTask start(String name, Consumer<BackgroundTask> task) {
        BackgroundTask started = BackgroundTask.start(name, task);
        tasks.add(started);
        return started;
    }

    /** Closes it after the tasks have been stopped. */
    public <T extends AutoCloseable> T using(T resource) {
        resources.add(resource);
        return resource;
    }

    /** How many have been started. */
    public int count() {
        return tasks.size();
    }

    public void stop() {
        BackgroundTask.stop(tasks, grace);
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        stop();
        for (AutoCloseable resource : resources) {
            resource.close();
        }
    }
}
