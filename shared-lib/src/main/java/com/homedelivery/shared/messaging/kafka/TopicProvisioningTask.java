package com.homedelivery.shared.messaging.kafka;

import com.homedelivery.shared.work.BackgroundTask;
import com.homedelivery.shared.work.BackgroundTaskLifecycle;
import com.homedelivery.shared.work.LoggedBackoff;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** For a service that only reads from Kafka: makes the topics in the background, as soon as the broker answers. */
final class TopicProvisioningTask extends BackgroundTaskLifecycle {

    private static final Logger log = LoggerFactory.getLogger(TopicProvisioningTask.class);
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(1);

    private final TopicProvisioner provisioner;

    TopicProvisioningTask(TopicProvisioner provisioner) {
        super(SHUTDOWN_TIMEOUT);
        this.provisioner = provisioner;
    }

    @Override
    protected List<BackgroundTask> startTasks() {
        return List.of(BackgroundTask.start("kafka-topics", this::create));
    }

    private void create(BackgroundTask task) {
        LoggedBackoff backoff = new LoggedBackoff(log, "Kafka topics");
        boolean created = false;
        while (!created) {
            try {
                provisioner.createMissing();
                created = true;
                backoff.recovered();
            } catch (RuntimeException e) {
                task.pause(backoff.failed(e));
            }
        }
    }
}
