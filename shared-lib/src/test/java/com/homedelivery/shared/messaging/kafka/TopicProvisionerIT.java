package com.homedelivery.shared.messaging.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.messaging.outbox.MessagingServers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class TopicProvisionerIT {

    @Test
    void setsTheRetentionOfExistingTopicsToo() throws Exception {
        try (MessagingServers servers = new MessagingServers("topics");
                Admin admin = Admin.create(Map.of("bootstrap.servers", servers.kafkaBrokers()))) {
            String orders = servers.topics.of(EventStream.ORDERS);
            admin.createTopics(List.of(new NewTopic(orders, 3, (short) 1).configs(Map.of("retention.ms", "3600000"))))
                    .all()
                    .get();
            awaitConfig(admin, orders, "retention.ms", "3600000");

            KafkaFixtures.topics(servers.kafkaAdmin(servers.kafkaBrokers()), servers.topics)
                    .createMissing();

            for (EventStream<?> stream : EventStream.ALL) {
                String topic = servers.topics.of(stream);
                awaitConfig(admin, topic, "cleanup.policy", "delete");
                awaitConfig(admin, topic, "retention.bytes", "-1");
                awaitConfig(
                        admin,
                        topic,
                        "retention.ms",
                        stream.equals(EventStream.RIDER_LOCATIONS)
                                ? Long.toString(Duration.ofDays(7).toMillis())
                                : "-1");
            }
        }
    }

    @Test
    void keepsWhatTellsOfPeopleNoLongerThanAsked() throws Exception {
        try (MessagingServers servers = new MessagingServers("topics");
                Admin admin = Admin.create(Map.of("bootstrap.servers", servers.kafkaBrokers()))) {
            Duration month = Duration.ofDays(30);

            KafkaFixtures.topics(servers.kafkaAdmin(servers.kafkaBrokers()), servers.topics, month)
                    .createMissing();

            for (EventStream<?> stream :
                    List.of(EventStream.USERS, EventStream.ORDERS, EventStream.DELIVERIES, EventStream.NOTIFICATIONS)) {
                awaitConfig(admin, servers.topics.of(stream), "retention.ms", Long.toString(month.toMillis()));
            }
            awaitConfig(admin, servers.topics.of(EventStream.INVENTORY), "retention.ms", "-1");
        }
    }

    /** The controller answers before the broker that is asked has heard of the change. */
    private static void awaitConfig(Admin admin, String topic, String name, String value) {
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(config(admin, topic, name)).as(topic).isEqualTo(value));
    }

    private static String config(Admin admin, String topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get(name)
                .value();
    }
}
