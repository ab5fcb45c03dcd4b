package com.homedelivery.analytics;

import com.homedelivery.shared.event.DomainEvent;
import com.homedelivery.shared.event.EventJson;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.messaging.kafka.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** Publishes events to Kafka as the outbox relays do, and knows when a consumer group has consumed them all. */
final class KafkaEventPublisher implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(90);

    private final TopicNames topics;
    private final Producer<String, String> producer;
    private final Admin admin;

    KafkaEventPublisher(String brokers, TopicNames topics) {
        this.topics = topics;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers), new StringSerializer(), new StringSerializer());
        this.admin = Admin.create(Map.of("bootstrap.servers", brokers));
    }

    void publish(DomainEvent event) {
        publish(topics.of(EventStream.of(event)), event.key(), EventStream.typeOf(event), EventJson.write(event));
    }

    void publish(String topic, String key, String type, String json) {
        ProducerRecord<String, String> record = new ProducerRecord<>(topic, key, json);
        header(record, "ce_id", UUID.randomUUID().toString());
        header(record, "ce_type", type);
        header(record, "ce_source", "a-service");
        header(record, "ce_time", Instant.now().toString());
        header(record, "ce_specversion", "1.0");
        header(record, "content-type", "application/json");
        producer.send(record);
    }

    void publishWithoutHeaders(String topic, String text) {
        producer.send(new ProducerRecord<>(topic, "key", text));
    }

    /** Returns when a consumer group has committed the offsets of everything that was published. */
    void awaitConsumed(String group) {
        producer.flush();
        // At first there may be neither all topics nor the group.
        Awaitility.await()
                .atMost(TIMEOUT)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> isConsumed(group));
    }

    boolean isConsumed(String group) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> consumed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        for (var description : admin.describeTopics(List.of(topics.all()))
                .allTopicNames()
                .get()
                .values()) {
            for (var partition : description.partitions()) {
                TopicPartition where = new TopicPartition(description.name(), partition.partition());
                long end = admin.listOffsets(Map.of(where, OffsetSpec.latest()))
                        .partitionResult(where)
                        .get()
                        .offset();
                OffsetAndMetadata committed = consumed.get(where);
                if (end > 0 && (committed == null || committed.offset() < end)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void header(ProducerRecord<String, String> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
