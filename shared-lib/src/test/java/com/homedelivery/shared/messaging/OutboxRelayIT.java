package com.homedelivery.shared.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.event.PaymentEvent.PaymentFailed;
import com.homedelivery.shared.event.RiderLocationEvent.RiderLocationSampled;
import com.homedelivery.shared.geo.GeoPoint;
import io.lettuce.core.Range;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxRelayIT {

    private static final Duration GRACE = Duration.ofSeconds(3);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String STREAM = "stream:payments";
    private static final String NOWHERE = "localhost:1";
    private static final MessagingProperties.Relay SETTINGS =
            new MessagingProperties.Relay(100, Duration.ofMillis(500), Duration.ofHours(1));

    private static MessagingServers servers;

    /** Kafka forgets nothing between tests; older records are not looked at. */
    private static long testStart;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final List<Worker> workers = new ArrayList<>();
    private final List<AutoCloseable> closeables = new ArrayList<>();

    @BeforeAll
    static void connect() {
        servers = new MessagingServers("relay");
    }

    @AfterAll
    static void disconnect() {
        servers.close();
    }

    @BeforeEach
    void forget() {
        servers.reset(STREAM);
        testStart = System.currentTimeMillis();
    }

    @AfterEach
    void stopRelays() throws Exception {
        Worker.stop(workers, GRACE);
        for (AutoCloseable closeable : closeables) {
            closeable.close();
        }
    }

    @Test
    void sendsWhatWasCommittedWhileItWasAway() {
        publish("a", "b");
        startRedis();
        await().atMost(SOON).until(() -> inRedis().equals(List.of("a", "b")));
    }

    @Test
    void sendsEventsOfOneTransactionTogetherAndInOrder() {
        startRedis();
        UUID order = UUID.randomUUID();
        List<String> words = IntStream.range(0, 250).mapToObj(Integer::toString).toList();
        servers.transaction.executeWithoutResult(_ -> words.forEach(word -> publish(order, word)));
        await().atMost(SOON).until(() -> inRedis().size() == words.size());
        assertThat(inRedis()).isEqualTo(words);
    }

    @Test
    void doesNotMissARowThatCommitsAfterALaterOne() throws Exception {
        startRedis();
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var slow = threads.submit(() -> servers.transaction.executeWithoutResult(_ -> {
                publish(UUID.randomUUID(), "slow");
                written.countDown();
                awaitLatch(mayCommit);
            }));
            awaitLatch(written);
            publish("fast");
            await().atMost(SOON).until(() -> inRedis().equals(List.of("fast")));
            mayCommit.countDown();
            slow.get();
        }
        await().atMost(SOON).until(() -> inRedis().equals(List.of("fast", "slow")));
    }

    @Test
    void keepsTheOrderOfAKeyWithManyWriters() {
        startRedis();
        startKafka(servers.kafkaBrokers());
        servers.jdbc
                .sql("create table if not exists counter (id uuid primary key, value int not null)")
                .update();
        List<UUID> orders =
                IntStream.range(0, 5).mapToObj(_ -> UUID.randomUUID()).toList();
        orders.forEach(order -> servers.jdbc
                .sql("insert into counter values (?, 0)")
                .param(order)
                .update());
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (int i = 0; i < 300; i++) {
                UUID order = orders.get(i % orders.size());
                threads.submit(() -> servers.transaction.executeWithoutResult(_ -> {
                    int next = servers.jdbc
                            .sql("update counter set value = value + 1 where id = ? returning value")
                            .param(order)
                            .query(Integer.class)
                            .single();
                    publish(order, Integer.toString(next));
                }));
            }
        }
        List<String> inOrder =
                IntStream.rangeClosed(1, 60).mapToObj(Integer::toString).toList();
        await().atMost(SOON).until(() -> inRedis().size() == 300);
        orders.forEach(order -> assertThat(inRedis(order)).isEqualTo(inOrder));
        await().atMost(SOON).until(() -> inKafka().size() == 300);
        orders.forEach(order -> assertThat(inKafka(order)).isEqualTo(inOrder));
    }

    @Test
    void aKafkaThatIsAwayDoesNotHoldUpRedisAndIsServedWhenItIsBack() {
        String broker = servers.kafkaBrokers();
        Wire wire = wire(new Wire(broker.split(":")[0], Integer.parseInt(broker.split(":")[1])));
        wire.cut();
        startRedis();
        startKafka("localhost:" + wire.port());
        for (int i = 0; i < 5; i++) {
            publish(Integer.toString(i));
            int sent = i + 1;
            await().atMost(Duration.ofSeconds(2)).until(() -> inRedis().size() == sent);
        }
        assertThat(unsent("kafka_sent_at")).isEqualTo(5);
        wire.mend();
        await().atMost(SOON).until(() -> unsent("kafka_sent_at") == 0);
        assertThat(inKafka()).containsExactlyInAnyOrder("0", "1", "2", "3", "4");
    }

    @Test
    void aFrozenRedisDoesNotHoldUpKafkaAndIsServedInOrderWhenItThaws() {
        Wire wire = wire(servers.wireToRedis());
        startRedis(servers.redisConnections(wire.port()));
        startKafka(servers.kafkaBrokers());
        UUID order = UUID.randomUUID();
        publishOne(order, "before");
        await().atMost(SOON).until(() -> inRedis(order).equals(List.of("before")));
        wire.freeze();
        for (int i = 0; i < 20; i++) {
            publishOne(order, Integer.toString(i));
        }
        await().atMost(SOON).until(() -> inKafka(order).size() == 21);
        assertThat(inRedis(order)).hasSize(1);
        wire.mend();
        await().atMost(SOON).until(() -> unsent("redis_sent_at") == 0);
        assertThat(inRedis(order).stream().distinct())
                .startsWith("before", "0", "1", "2")
                .hasSize(21)
                .isEqualTo(inKafka(order));
    }

    @Test
    void goesOnAfterTheDatabaseConnectionBroke() {
        Wire wire = wire(servers.wireToDatabase());
        start(new OutboxRelay(
                servers.databaseDetails(wire),
                redisSink(servers.redisConnections()),
                SETTINGS,
                metrics(Destination.REDIS)));
        publish("before");
        await().atMost(SOON).until(() -> inRedis().size() == 1);
        wire.cut();
        publish("after");
        wire.mend();
        await().atMost(SOON).until(() -> inRedis().equals(List.of("before", "after")));
    }

    @Test
    void ofTwoOneSendsAndTheOtherTakesOver() {
        Worker first = startRedis();
        publish("a");
        await().atMost(SOON).until(() -> inRedis().size() == 1);
        startRedis();
        publish("b", "c");
        await().atMost(SOON).until(() -> inRedis().size() == 3);
        Worker.stop(List.of(first), GRACE);
        publish("d");
        await().atMost(SOON).until(() -> inRedis().size() == 4);
        assertThat(inRedis()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void sendsTheLastHourAgainWhenTheStreamIsLost() {
        startRedis();
        publish("a", "b");
        await().atMost(SOON).until(() -> unsent("redis_sent_at") == 0);
        servers.redis.del(STREAM);
        await().atMost(SOON).until(() -> inRedis().equals(List.of("a", "b")));
        publish("c");
        await().atMost(SOON).until(() -> inRedis().equals(List.of("a", "b", "c")));
    }

    @Test
    void sendsTheLastHourAgainWhenTheStreamLostItsEndBeforeTheRelayStarted() {
        Worker relay = startRedis();
        publish("a", "b", "c");
        await().atMost(SOON).until(() -> unsent("redis_sent_at") == 0);
        Worker.stop(List.of(relay), GRACE);
        servers.redis.xdel(
                STREAM,
                servers.redis.xrange(STREAM, Range.unbounded()).getLast().getId());
        startRedis();
        await().atMost(SOON).until(() -> inRedis().equals(List.of("a", "b", "a", "b", "c")));
    }

    @Test
    void sendsTheLastHourAgainWhenAPartitionGivesOutOffsetsAgain() {
        startKafka(servers.kafkaBrokers());
        UUID order = UUID.randomUUID();
        publishOne(order, "a");
        await().atMost(SOON).until(() -> unsent("kafka_sent_at") == 0);
        Worker.stop(workers, GRACE);
        // As if more had been there before.
        servers.jdbc
                .sql("update outbox_tail set position = (position::bigint + 100)::text")
                .update();
        startKafka(servers.kafkaBrokers());
        publishOne(order, "b");
        await().atMost(SOON).until(() -> inKafka(order).equals(List.of("a", "b", "a", "b")));
    }

    @Test
    void parksWhatKafkaRefusesWithItsSuccessorsAndSendsTheRest() {
        startKafka(servers.kafkaBrokers());
        UUID poisoned = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        String tooLong = "x".repeat(2_000_000);
        servers.transaction.executeWithoutResult(_ -> {
            publish(poisoned, "before");
            publish(poisoned, tooLong);
            publish(poisoned, "after");
            publish(other, "unharmed");
        });
        publishOne(poisoned, "later");
        await().atMost(SOON).until(() -> inKafka(other).equals(List.of("unharmed")));
        await().atMost(SOON).until(() -> parked() == 1);
        publishOne(other, "still unharmed");
        await().atMost(SOON).until(() -> inKafka(other).size() == 2);
        assertThat(inKafka(poisoned)).containsExactly("before");
        assertThat(metrics.get("outbox.parked")
                        .tag("destination", "kafka")
                        .gauge()
                        .value())
                .isEqualTo(1);

        servers.jdbc
                .sql("update outbox set data = replace(data, ?, 'mended')")
                .param(tooLong)
                .update();
        servers.jdbc.sql("delete from outbox_parked").update();
        await().atMost(SOON).until(() -> inKafka(poisoned).equals(List.of("before", "mended", "after", "later")));
    }

    @Test
    void parksWhatRedisRefusesWithoutHarmToOtherStreams() {
        servers.redis.set(STREAM, "not a stream");
        startRedis();
        publish("refused");
        await().atMost(SOON).until(() -> parked() == 1);
        servers.redis.del(STREAM);
        servers.jdbc.sql("delete from outbox_parked").update();
        await().atMost(SOON).until(() -> inRedis().equals(List.of("refused")));
    }

    @Test
    void deletesWhatAllDestinationsHaveHadForAWhile() throws Exception {
        startRedis();
        startKafka(servers.kafkaBrokers());
        publish("a");
        servers.transaction.executeWithoutResult(_ ->
                servers.outbox.publish(new RiderLocationSampled(UUID.randomUUID(), new GeoPoint(1, 2), Instant.now())));
        await().atMost(SOON).until(() -> unsent("redis_sent_at") + unsent("kafka_sent_at") == 0);
        Worker.stop(workers, GRACE);
        publish("unsent");
        try (RelaySession session = RelaySession.open(servers.databaseDetails(), Destination.KAFKA)) {
            assertThat(session.deleteSent(Duration.ofHours(1), 10)).isZero();
            await().atMost(SOON).until(() -> session.deleteSent(Duration.ZERO, 10) == 2);
        }
        assertThat(servers.jdbc
                        .sql("select count(*) from outbox")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private Worker startRedis() {
        return startRedis(servers.redisConnections());
    }

    private Worker startRedis(RedisConnections connections) {
        return start(new OutboxRelay(
                servers.databaseDetails(), redisSink(connections), SETTINGS, metrics(Destination.REDIS)));
    }

    private Sink redisSink(RedisConnections connections) {
        closeables.add(connections);
        return new RedisStreamSink(connections, new StreamTrimming());
    }

    private Worker startKafka(String brokers) {
        Sink sink = new KafkaSink(servers.kafka(brokers), servers.topics, servers.kafkaTopics(brokers));
        return start(new OutboxRelay(servers.databaseDetails(), sink, SETTINGS, metrics(Destination.KAFKA)));
    }

    private OutboxMetrics metrics(Destination destination) {
        return new OutboxMetrics(metrics, destination);
    }

    private Worker start(OutboxRelay relay) {
        Worker worker = Worker.start(relay.name(), relay::run);
        workers.add(worker);
        return worker;
    }

    private Wire wire(Wire wire) {
        closeables.add(wire);
        return wire;
    }

    /** Each about another order, each in a transaction of its own. */
    private void publish(String... words) {
        Arrays.stream(words).forEach(word -> publishOne(UUID.randomUUID(), word));
    }

    private void publishOne(UUID order, String word) {
        servers.transaction.executeWithoutResult(_ -> publish(order, word));
    }

    private static void publish(UUID order, String word) {
        servers.outbox.publish(
                new PaymentFailed(UUID.randomUUID(), order, UUID.randomUUID(), BigDecimal.TEN, word, Instant.now()));
    }

    private static List<String> inRedis() {
        if (!servers.redis.type(STREAM).equals("stream")) {
            return List.of();
        }
        return servers.redis.xrange(STREAM, Range.unbounded()).stream()
                .map(entry -> word(entry.getBody().get("data")))
                .toList();
    }

    private static List<String> inRedis(UUID order) {
        return servers.redis.xrange(STREAM, Range.unbounded()).stream()
                .filter(entry -> entry.getBody().get("subject").equals(order.toString()))
                .map(entry -> word(entry.getBody().get("data")))
                .toList();
    }

    private static List<String> inKafka() {
        return records().stream().map(record -> word(record.value())).toList();
    }

    private static List<String> inKafka(UUID order) {
        return records().stream()
                .filter(record -> record.key().equals(order.toString()))
                .map(record -> word(record.value()))
                .toList();
    }

    private static List<ConsumerRecord<String, String>> records() {
        String topic = servers.topics.nameOf("payments");
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers.kafkaBrokers(), "allow.auto.create.topics", false),
                new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, 3)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            if (!consumer.listTopics().containsKey(topic)) {
                return List.of();
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, String>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            records.removeIf(record -> record.timestamp() < testStart);
            return records;
        }
    }

    private static String word(String data) {
        return data.replaceAll(".*\"reason\":\"([^\"]*)\".*", "$1");
    }

    private static int unsent(String column) {
        return servers.jdbc
                .sql("select count(*) from outbox where " + column + " is null and (stream is not null or '" + column
                        + "' = 'kafka_sent_at')")
                .query(Integer.class)
                .single();
    }

    private static int parked() {
        return servers.jdbc
                .sql("select count(*) from outbox_parked")
                .query(Integer.class)
                .single();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
