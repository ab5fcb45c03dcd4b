package com.homedelivery.shared.messaging.kafka;

import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.messaging.MessagingProperties;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Makes the topics that the broker does not have yet, and sees to it that each keeps its records as long as it should: the
 * record of the business for ever, unless what tells of people is to be kept for a while only.
 */
final class TopicProvisioner {

    private static final String FOR_EVER = "-1";

    /** With addresses, names, or words of people in them; of payments and stock the record has ids alone. */
    private static final Set<EventStream<?>> ABOUT_PEOPLE =
            Set.of(EventStream.USERS, EventStream.ORDERS, EventStream.DELIVERIES, EventStream.NOTIFICATIONS);

    private final KafkaAdmin admin;
    private final TopicNames topics;
    private final MessagingProperties.Kafka settings;

    TopicProvisioner(KafkaAdmin admin, TopicNames topics, MessagingProperties.Kafka settings) {
        this.admin = admin;
        this.topics = topics;
        this.settings = settings;
        admin.setModifyTopicConfigs(true);
    }

    /** @throws org.springframework.kafka.KafkaException when the broker does not answer */
    void createMissing() {
        admin.createOrModifyTopics(EventStream.ALL.stream().map(this::topic).toArray(NewTopic[]::new));
    }

    private @Nullable Duration keepOf(EventStream<?> stream) {
        if (stream.equals(EventStream.RIDER_LOCATIONS)) {
            return settings.keepRiderLocations();
        }
        return ABOUT_PEOPLE.contains(stream) ? settings.keepPersonalRecords() : null;
    }

    private NewTopic topic(EventStream<?> stream) {
        Duration keep = keepOf(stream);
        String retention = keep == null ? FOR_EVER : Long.toString(keep.toMillis());
        return new NewTopic(topics.of(stream), settings.partitions(), settings.replication())
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        retention,
                        TopicConfig.RETENTION_BYTES_CONFIG,
                        FOR_EVER));
    }
}
