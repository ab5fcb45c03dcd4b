package com.homedelivery.shared.messaging.kafka;

import com.homedelivery.shared.work.BackgroundTask;
import com.homedelivery.shared.work.BackoffLogger;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** For a service that only reads from Kafka: makes the topics in the background, as soon as the broker answers. */
final class TopicInitializer implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(TopicInitializer.class);
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final KafkaTopics topics;
    private List<BackgroundTask> workers = List.of();

    TopicInitializer(KafkaTopics topics) {
        this.topics = topics;
    }

    @Override
    public synchronized void start() {
        workers = List.of(BackgroundTask.start("kafka-topics", this::create));
    }

    private void create(BackgroundTask worker) {
        BackoffLogger outage = new BackoffLogger(log, "Kafka topics");
        boolean created = false;
        while (!created) {
            try {
                topics.createMissing();
                created = true;
                outage.over();
            } catch (RuntimeException e) {
                worker.pause(outage.failed(e));
            }
        }
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
