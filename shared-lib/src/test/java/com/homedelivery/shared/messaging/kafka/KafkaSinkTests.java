package com.homedelivery.shared.messaging.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.homedelivery.shared.event.EventMetadata;
import com.homedelivery.shared.messaging.sink.OutboxRow;
import com.homedelivery.shared.messaging.sink.Partition;
import com.homedelivery.shared.testing.MovableClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;

class KafkaSinkTests {

    private static final String TOPIC = "payments";
    private static final Partition FIRST = new Partition(TOPIC, 0);
    private static final Partition SECOND = new Partition(TOPIC, 1);
    private static final Map<Partition, String> LAST_SENT = Map.of(FIRST, "10", SECOND, "20");

    private static final TopicPartition FIRST_OF_KAFKA = new TopicPartition(TOPIC, 0);
    private static final TopicPartition SECOND_OF_KAFKA = new TopicPartition(TOPIC, 1);

    /** Partitions whose ends Kafka does not tell. It has lost the end of the second one. */
    private final Map<TopicPartition, KafkaException> failures = new HashMap<>();

    private final MovableClock clock = MovableClock.standingAt(Instant.parse("2026-07-01T12:00:00Z"));
    private int looks;
    private boolean paused;
    private final KafkaSink sink = new KafkaSink(
            new KafkaTemplate<>(producers()),
            new TopicNames(""),
            KafkaFixtures.topics(new KafkaAdmin(Map.of()), new TopicNames("")),
            new KafkaHighWaterMarks(
                    this::admin, new DefaultKafkaConsumerFactory<>(Map.of()), new TopicNames(""), "tests", clock),
            () -> paused);

    @Test
    void takesNothingWhileItIsPaused() {
        paused = true;
        assertThatThrownBy(() -> sink.prepare(List.of())).hasMessageContaining("on purpose");
    }

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
    void looksAgainAfterADelayWhenKafkaDidNotAnswer() {
        sendToTheFirstPartition();
        doesNotAnswerAbout(FIRST_OF_KAFKA, SECOND_OF_KAFKA);
        assertThat(sink.truncated(LAST_SENT)).isEmpty();
        failures.clear();
        assertThat(sink.truncated(LAST_SENT)).isEmpty();
        assertThat(looks).isEqualTo(1);
        clock.putForward(Duration.ofSeconds(5));
        assertThat(sink.truncated(LAST_SENT)).containsExactly(SECOND);
    }

    @Test
    void doublesTheDelayWhileKafkaDoesNotAnswer() {
        sendToTheFirstPartition();
        doesNotAnswerAbout(FIRST_OF_KAFKA, SECOND_OF_KAFKA);
        for (int seconds : List.of(0, 5, 9, 1)) {
            clock.putForward(Duration.ofSeconds(seconds));
            assertThat(sink.truncated(LAST_SENT)).isEmpty();
        }
        assertThat(looks).isEqualTo(3);
    }

    @Test
    void aPartitionWithoutAnAnswerDoesNotHideTheLossOfAnother() {
        sendToTheFirstPartition();
        doesNotAnswerAbout(FIRST_OF_KAFKA);
        assertThat(sink.truncated(LAST_SENT)).containsExactly(SECOND);
        clock.putForward(Duration.ofSeconds(5));
        assertThat(sink.truncated(Map.of(FIRST, "10", SECOND, "4"))).isEmpty();
        assertThat(looks).isEqualTo(2);
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
        failures.put(FIRST_OF_KAFKA, new TopicAuthorizationException("may write only"));
        failures.put(SECOND_OF_KAFKA, new TopicAuthorizationException("may write only"));
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

    private void doesNotAnswerAbout(TopicPartition... partitions) {
        for (TopicPartition partition : partitions) {
            failures.put(partition, new TimeoutException("no answer"));
        }
    }

    private Admin admin() {
        looks++;
        return (Admin) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Admin.class}, (_, method, _) -> switch (method.getName()) {
                    case "listOffsets" ->
                        new ListOffsetsResult(Map.of(
                                FIRST_OF_KAFKA, end(FIRST_OF_KAFKA, 11), SECOND_OF_KAFKA, end(SECOND_OF_KAFKA, 5)));
                    case "close" -> null;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private KafkaFuture<ListOffsetsResultInfo> end(TopicPartition partition, long offset) {
        KafkaFutureImpl<ListOffsetsResultInfo> end = new KafkaFutureImpl<>();
        if (failures.containsKey(partition)) {
            end.completeExceptionally(failures.get(partition));
        } else {
            end.complete(new ListOffsetsResultInfo(offset, -1, Optional.empty()));
        }
        return end;
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
