package com.homedelivery.shared.messaging;

import java.util.Arrays;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.kafka.core.KafkaAdmin;

/** Makes the topics that the broker does not have yet. */
final class KafkaTopics {

    private final KafkaAdmin admin;
    private final Topics topics;
    private final MessagingProperties.Kafka settings;

    KafkaTopics(KafkaAdmin admin, Topics topics, MessagingProperties.Kafka settings) {
        this.admin = admin;
        this.topics = topics;
        this.settings = settings;
    }

    /** @throws org.springframework.kafka.KafkaException when the broker does not answer */
    void createMissing() {
        admin.createOrModifyTopics(Arrays.stream(topics.names())
                .map(name -> new NewTopic(name, settings.partitions(), settings.replication()))
                .toArray(NewTopic[]::new));
    }
}
