package com.homedelivery.shared.messaging.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.event.EventMetadata;
import com.homedelivery.shared.messaging.sink.OutboxRow;
import com.homedelivery.shared.messaging.sink.Partition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;

class KafkaSinkTests {

    private static final String TOPIC = "payments";
    private static final Partition FIRST = new Partition(TOPIC, 0);
    private static final Partition SECOND = new Partition(TOPIC, 1);
    private static final Map<Partition, String> LAST_SENT = Map.of(FIRST, "10", SECOND, "20");

    /** What the next consumers say that are made; when there are none left, Kafka has lost the end of the second partition. */
    private final Deque<KafkaException> failures = new ArrayDeque<>();

    private int looks;
    private final KafkaSink sink = new KafkaSink(
            new KafkaTemplate<>(producers()),
            new TopicNames(""),
            KafkaFixtures.topics(new KafkaAdmin(Map.of()), new TopicNames("")),
            new KafkaHighWaterMarks(consumers(), new TopicNames(""), "tests"));

    @Test
    void doesNotLookAtKafkaBeforeAnOffsetIsGivenOutAgain() {
        assertThat(sink.truncated(LAST_SENT)).isEmpty();
        assertThat(looks).isZero();
    }

    @Test
    void looksAtAllPartitionsOnceOneHasGivenOutAnOffsetAgain() {
        sendToTheFirstPartition();
        assertThat(sink.truncated(LAST_SENT)).containsExactly(SECOND);
    }

    @Test
    void looksAgainWhenALookFailed() {
        sendToTheFirstPartition();
        failures.add(new TimeoutException("no answer"));
        assertThat(sink.truncated(LAST_SENT)).isEmpty();
        assertThat(sink.truncated(LAST_SENT)).containsExactly(SECOND);
    }

    @Test
    void looksAgainUntilNothingIsMissing() {
        sendToTheFirstPartition();
        assertThat(sink.truncated(LAST_SENT)).containsExactly(SECOND);
        assertThat(sink.truncated(LAST_SENT)).containsExactly(SECOND);
        assertThat(sink.truncated(Map.of(FIRST, "10", SECOND, "4"))).isEmpty();
        assertThat(sink.truncated(LAST_SENT)).isEmpty();
        assertThat(looks).isEqualTo(3);
    }

    @Test
    void doesNotLookAgainWhereItMayNotRead() {
        sendToTheFirstPartition();
        failures.add(new TopicAuthorizationException("may write only"));
        assertThat(sink.truncated(LAST_SENT)).isEmpty();
        assertThat(sink.truncated(LAST_SENT)).isEmpty();
        assertThat(looks).isEqualTo(1);
    }

    /** Kafka gives it offset 0. */
    private void sendToTheFirstPartition() {
        EventMetadata event =
                new EventMetadata(UUID.randomUUID(), "payment.failed", "tests", Instant.now(), "order", null);
        assertThat(sink.send(List.of(new OutboxRow(1, Optional.empty(), TOPIC, event, "{}")), LAST_SENT)
                        .truncated())
                .containsExactly(FIRST);
    }

    private static ProducerFactory<String, String> producers() {
        MockProducer<String, String> producer =
                new MockProducer<>(
                        Cluster.empty(), true, new FirstPartition(), new StringSerializer(), new StringSerializer()) {
                    /** The template closes what it has used, which a factory's own producers ignore. */
                    @Override
                    public void close(Duration timeout) {}

                    @Override
                    public void close() {}
                };
        return new ProducerFactory<>() {
            @Override
            public Producer<String, String> createProducer() {
                return producer;
            }
        };
    }

    private ConsumerFactory<String, String> consumers() {
        return new DefaultKafkaConsumerFactory<>(Map.of()) {
            @Override
            public Consumer<String, String> createConsumer() {
                looks++;
                KafkaException failure = failures.poll();
                return new MockConsumer<>("earliest") {
                    @Override
                    public synchronized Map<TopicPartition, Long> endOffsets(
                            Collection<TopicPartition> partitions, Duration timeout) {
                        if (failure != null) {
                            throw failure;
                        }
                        return Map.of(new TopicPartition(TOPIC, 0), 11L, new TopicPartition(TOPIC, 1), 5L);
                    }
                };
            }
        };
    }

    private static final class FirstPartition implements Partitioner {

        @Override
        public int partition(
                String topic,
                @Nullable Object key,
                byte @Nullable [] keyBytes,
                @Nullable Object value,
                byte @Nullable [] valueBytes,
                Cluster cluster) {
            return 0;
        }

        @Override
        public void configure(Map<String, ?> settings) {}

        @Override
        public void close() {}
    }
}
