package com.homedelivery.shared.messaging.stream;

import com.homedelivery.shared.work.BackgroundTask;
import com.homedelivery.shared.work.BackgroundTaskLifecycle;
import java.time.Duration;
import java.util.List;

/** Starts the consumers when everything else is up, and stops them before anything else. */
final class StreamConsumers extends BackgroundTaskLifecycle {

    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(5);

    private final List<StreamConsumer> consumers;

    StreamConsumers(List<StreamConsumer> consumers) {
        super(SHUTDOWN_TIMEOUT);
        this.consumers = consumers;
    }

    @Override
    protected List<BackgroundTask> startTasks() {
        return consumers.stream()
                .map(consumer -> BackgroundTask.start(consumer.name(), consumer::run))
                .toList();
    }
}
