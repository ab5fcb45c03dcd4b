package com.homedelivery.shared.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.event.EventJson;
import com.homedelivery.shared.event.EventMetadata;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.RiderLocationEvent.RiderLocationSampled;
import com.homedelivery.shared.geo.GeoPoint;
import com.homedelivery.shared.messaging.kafka.EventRecord;
import com.homedelivery.shared.messaging.kafka.KafkaRecordMapper;
import com.homedelivery.shared.messaging.kafka.TopicNames;
import com.homedelivery.shared.messaging.outbox.Outbox;
import com.homedelivery.shared.messaging.redis.StreamRecordMapper;
import com.homedelivery.shared.messaging.sink.OutboxRow;
import com.homedelivery.shared.testing.IntegrationTest;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** The way of an event as a service sees it: out through the outbox, in through a subscription. */
@IntegrationTest
@TestPropertySource(
        properties = {
            "spring.application.name=messaging",
            "spring.flyway.locations=classpath:db/messaging",
            "homedelivery.messaging.consumer.max-deliveries=3",
            "homedelivery.messaging.consumer.first-retry=20ms"
        })
class MessagingIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {

        @Bean
        Handler handler(Tracer tracer) {
            return new Handler(tracer);
        }

        @Bean
        StreamSubscription<OrderEvent> orders(Handler handler) {
            return StreamSubscription.withMetadata(EventStream.ORDERS, handler::on);
        }
    }

    /** Counts, and fails where it is told to. */
    static class Handler {

        private final Map<UUID, List<EventMetadata>> seen = new ConcurrentHashMap<>();
        private final Map<UUID, String> traces = new ConcurrentHashMap<>();
        private final Set<UUID> impossible = ConcurrentHashMap.newKeySet();
        private final Tracer tracer;

        Handler(Tracer tracer) {
            this.tracer = tracer;
        }

        void on(OrderEvent event, EventMetadata metadata) {
            seen.computeIfAbsent(event.orderId(), _ -> new CopyOnWriteArrayList<>())
                    .add(metadata);
            traces.put(event.orderId(), tracer.currentTraceContext().context().traceId());
            if (impossible.contains(event.orderId())) {
                throw new IllegalStateException("cannot handle this order");
            }
        }

        List<EventMetadata> of(UUID order) {
            return seen.getOrDefault(order, List.of());
        }
    }

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Outbox outbox;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Handler handler;

    @Autowired
    StringRedisTemplate redis;

    @Autowired
    MeterRegistry metrics;

    private final UUID order = UUID.randomUUID();
    private final OrderCancelled cancelled =
            new OrderCancelled(order, UUID.randomUUID(), "changed my mind", Instant.parse("2026-01-31T10:15:30.120Z"));

    @Test
    void aCommittedEventReachesItsHandlerOnce() {
        transaction.executeWithoutResult(_ -> outbox.publish(cancelled));

        await().atMost(SOON).until(() -> !handler.of(order).isEmpty());
        assertThat(handler.of(order)).singleElement().satisfies(metadata -> {
            assertThat(metadata.type()).isEqualTo("order.cancelled");
            assertThat(metadata.source()).isEqualTo("messaging");
            assertThat(metadata.subject()).isEqualTo(order.toString());
            assertThat(metadata.id().version()).isEqualTo(7);
        });
    }

    @Test
    void theStreamEntryHasTheFieldsOfTheContract() {
        transaction.executeWithoutResult(_ -> outbox.publish(cancelled));

        Map<String, String> entry = await().atMost(SOON)
                .until(() -> entryOf(order), Optional::isPresent)
                .orElseThrow();
        assertThat(entry).containsOnlyKeys("id", "type", "source", "time", "subject", "data");
        assertThat(entry)
                .containsEntry("type", "order.cancelled")
                .containsEntry("source", "messaging")
                .containsEntry("subject", order.toString());
        assertThat(entry.get("time")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(entry.get("data"))
                .contains("\"reason\":\"changed my mind\"", "\"cancelledAt\":\"2026-01-31T10:15:30.120Z\"")
                .doesNotContain("\"key\"");
    }

    @Test
    void theKafkaRecordHasTheHeadersOfTheContract(
            @Autowired ConsumerFactory<String, String> consumers, @Autowired TopicNames topics) {
        transaction.executeWithoutResult(_ -> outbox.publish(cancelled));

        ConsumerRecord<String, String> record = recordOf(order, topics.of(EventStream.ORDERS), consumers);
        assertThat(record.headers())
                .extracting(header -> header.key())
                .containsExactlyInAnyOrder(
                        "ce_id", "ce_type", "ce_source", "ce_time", "ce_specversion", "content-type");
        EventRecord event = KafkaRecordMapper.read(record);
        assertThat(event.event()).isEqualTo(cancelled);
        assertThat(event.metadata().subject()).isEqualTo(order.toString());
        assertThat(event.metadata().id().toString())
                .isEqualTo(entryOf(order).orElseThrow().get("id"));
    }

    @Test
    void theHandlerContinuesTheTrace(@Autowired Tracer tracer) {
        Span span = tracer.nextSpan().name("request").start();
        try (Tracer.SpanInScope _ = tracer.withSpan(span)) {
            transaction.executeWithoutResult(_ -> outbox.publish(cancelled));
        } finally {
            span.end();
        }

        await().atMost(SOON).until(() -> handler.traces.containsKey(order));
        assertThat(entryOf(order).orElseThrow().get("traceparent"))
                .startsWith("00-" + span.context().traceId());
        assertThat(handler.traces).containsEntry(order, span.context().traceId());
    }

    @Test
    void anEventForKafkaOnlyNeedsNoStream(
            @Autowired ConsumerFactory<String, String> consumers, @Autowired TopicNames topics) {
        UUID rider = UUID.randomUUID();
        RiderLocationSampled sample = new RiderLocationSampled(rider, new GeoPoint(40.7, -74.0), Instant.now());
        transaction.executeWithoutResult(_ -> outbox.publish(sample));

        ConsumerRecord<String, String> record = recordOf(rider, topics.of(EventStream.RIDER_LOCATIONS), consumers);
        assertThat(record.value()).contains("\"lat\":40.7");
        // The backlog is counted now and then: the last count may have met another event on its way.
        await().atMost(SOON)
                .until(() -> metrics.get("homedelivery.outbox.backlog")
                                .tag("destination", "redis")
                                .gauge()
                                .value()
                        == 0);
    }

    @Test
    void aRolledBackEventIsNotPublished() {
        transaction.executeWithoutResult(status -> {
            outbox.publish(cancelled);
            status.setRollbackOnly();
        });
        UUID later = UUID.randomUUID();
        transaction.executeWithoutResult(
                _ -> outbox.publish(new OrderCancelled(later, UUID.randomUUID(), "later", Instant.now())));

        await().atMost(SOON).until(() -> !handler.of(later).isEmpty());
        assertThat(handler.of(order)).isEmpty();
        assertThat(entryOf(order)).isEmpty();
    }

    @Test
    void nothingIsPublishedOutsideOfATransaction() {
        assertThatThrownBy(() -> outbox.publish(cancelled)).isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void anEventThatCannotBeHandledBecomesADeadLetterAndDelaysNoOther() {
        handler.impossible.add(order);
        UUID later = UUID.randomUUID();
        transaction.executeWithoutResult(_ -> {
            outbox.publish(cancelled);
            outbox.publish(new OrderCancelled(later, UUID.randomUUID(), "later", Instant.now()));
        });

        await().atMost(SOON).until(() -> !handler.of(later).isEmpty());
        Map<String, String> letter = await().atMost(SOON)
                .until(() -> deadLetterOf(order), Optional::isPresent)
                .orElseThrow();
        assertThat(handler.of(order))
                .as("once more if it was first tried together with the later one")
                .hasSizeBetween(3, 4);
        assertThat(letter)
                .containsEntry("type", "order.cancelled")
                .containsEntry("deliveries", "3")
                .containsKeys("entry", "data", "trace");
        assertThat(letter.get("error")).contains("cannot handle this order");
        await().atMost(SOON)
                .until(() -> redis.opsForStream()
                                .pending("stream:orders", "messaging")
                                .getTotalPendingMessages()
                        == 0);
    }

    @Test
    void requestsThatUseEveryConnectionDoNotDelayEvents(@Autowired DataSource dataSource) throws SQLException {
        int size = dataSource.unwrap(HikariDataSource.class).getMaximumPoolSize();
        List<Connection> requests = new ArrayList<>();
        try {
            for (int i = 0; i < size; i++) {
                requests.add(dataSource.getConnection());
            }
            EventMetadata metadata = new EventMetadata(
                    UUID.randomUUID(), "order.cancelled", "tests", Instant.now(), order.toString(), null);
            redis.opsForStream()
                    .add(
                            "stream:orders",
                            StreamRecordMapper.of(new OutboxRow(
                                    1, Optional.of("stream:orders"), "orders", metadata, EventJson.write(cancelled))));

            await().atMost(SOON).until(() -> !handler.of(order).isEmpty());
        } finally {
            for (Connection connection : requests) {
                connection.close();
            }
        }
        assertThat(metrics.get("hikaricp.connections.max")
                        .tag("pool", "background")
                        .gauge()
                        .value())
                .isEqualTo(3);
    }

    private Optional<Map<String, String>> entryOf(UUID subject) {
        return find("stream:orders", subject);
    }

    private Optional<Map<String, String>> deadLetterOf(UUID subject) {
        return jdbc.sql("select fields from dead_letters where fields like ?")
                .param("%\"subject\":\"" + subject + "\"%")
                .query((row, _) -> StreamRecordMapper.fromJson(row.getString(1)))
                .optional();
    }

    private Optional<Map<String, String>> find(String stream, UUID subject) {
        return redis.<String, String>opsForStream().range(stream, Range.unbounded()).stream()
                .map(entry -> entry.getValue())
                .filter(fields -> subject.toString().equals(fields.get("subject")))
                .findFirst();
    }

    private static ConsumerRecord<String, String> recordOf(
            UUID subject, String topic, ConsumerFactory<String, String> consumers) {
        try (Consumer<String, String> consumer = consumers.createConsumer()) {
            List<TopicPartition> partitions = await()
                    .atMost(SOON)
                    .ignoreExceptions()
                    .until(() -> consumer.partitionsFor(topic), found -> found.size() == 3)
                    .stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<ConsumerRecord<String, String>> found = new CopyOnWriteArrayList<>();
            await().atMost(SOON).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (record.key().equals(subject.toString())) {
                        found.add(record);
                    }
                });
                return !found.isEmpty();
            });
            return found.getFirst();
        }
    }
}
