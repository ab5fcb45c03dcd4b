package com.homedelivery.shared.messaging.kafka;

import com.homedelivery.shared.messaging.MessagingProperties;
import com.homedelivery.shared.messaging.sink.Sink;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;

/** Makes what this package keeps to itself, for the tests of the relay. */
public final class KafkaFixtures {

    private KafkaFixtures() {}

    public static Sink sink(
            KafkaTemplate<String, String> kafka,
            KafkaAdmin admin,
            ConsumerFactory<String, String> consumers,
            TopicNames topics,
            String source) {
        return new KafkaSink(
                kafka,
                topics,
                topics(admin, topics),
                new KafkaHighWaterMarks(
                        () -> Admin.create(admin.getConfigurationProperties()),
                        consumers,
                        topics,
                        source,
                        Clock.systemUTC()),
                () -> false);
    }

    public static void createTopics(KafkaAdmin admin, TopicNames topics) {
        topics(admin, topics).createMissing();
    }

    static TopicProvisioner topics(KafkaAdmin admin, TopicNames topics) {
        return topics(admin, topics, null);
    }

    static TopicProvisioner topics(KafkaAdmin admin, TopicNames topics, @Nullable Duration keepPersonalRecords) {
        return new TopicProvisioner(
                admin, topics, new MessagingProperties.Kafka(3, (short) 1, Duration.ofDays(7), keepPersonalRecords));
    }
}
