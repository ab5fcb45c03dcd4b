package com.homedelivery.shared.messaging.stream;

import com.homedelivery.shared.work.BackgroundTask;
import java.time.Duration;
import java.util.List;
import org.springframework.context.SmartLifecycle;

/** Starts the consumers when everything else is up, and stops them before anything else. */
final class StreamConsumers implements SmartLifecycle {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final List<StreamConsumer> consumers;
    private List<BackgroundTask> workers = List.of();

    StreamConsumers(List<StreamConsumer> consumers) {
        this.consumers = consumers;
    }

    @Override
    public synchronized void start() {
        workers = consumers.stream()
                .map(consumer -> BackgroundTask.start(consumer.name(), consumer::run))
                .toList();
    }

    @Override
    public synchronized void stop() {
        BackgroundTask.stop(workers, GRACE);
        workers = List.of();
    }

    @Override
    public synchronized boolean isRunning() {
        return !workers.isEmpty();
    }
}
