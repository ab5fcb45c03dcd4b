package com.homedelivery.shared.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.PaymentEvent.PaymentFailed;
import com.homedelivery.shared.event.RiderLocationEvent.RiderLocationSampled;
import com.homedelivery.shared.geo.GeoPoint;
import com.homedelivery.shared.messaging.MessagingProperties;
import com.homedelivery.shared.messaging.redis.RedisConnections;
import com.homedelivery.shared.messaging.redis.StreamInfo;
import com.homedelivery.shared.messaging.sink.BatchResult;
import com.homedelivery.shared.messaging.sink.OutboxRow;
import com.homedelivery.shared.messaging.sink.Partition;
import com.homedelivery.shared.messaging.sink.SentRow;
import com.homedelivery.shared.messaging.sink.Sink;
import com.homedelivery.shared.messaging.sink.SinkType;
import com.homedelivery.shared.testing.TcpProxy;
import com.homedelivery.shared.work.BackgroundTask;
import com.homedelivery.shared.work.RunningTasks;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.RedisCommand;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

class OutboxRelayIT {

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String STREAM = "stream:payments";
    private static final String NOWHERE = "localhost:1";
    private static final MessagingProperties.Relay SETTINGS =
            new MessagingProperties.Relay(Duration.ofMillis(500), Duration.ofHours(1), Duration.ofMinutes(10));

    /** Looks by itself so rarely that no test sees it do so. */
    private static final MessagingProperties.Relay HARDLY_EVER =
            new MessagingProperties.Relay(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofMinutes(10));

    @RegisterExtension
    static final MessagingServers servers = new MessagingServers("relay", STREAM);

    @RegisterExtension
    final RunningTasks tasks = new RunningTasks(GRACE);

    /** Kafka forgets nothing between tests; older records are not looked at. */
    private static long testStart;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @BeforeEach
    void noteStart() {
        testStart = System.currentTimeMillis();
    }

    @Test
    void sendsWhatWasCommittedWhileTheRelayWasDown() {
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
    void anUnavailableKafkaDoesNotDelayRedisAndGetsItsEventsLater() {
        String broker = servers.kafkaBrokers();
        TcpProxy proxy = tasks.using(new TcpProxy(broker.split(":")[0], Integer.parseInt(broker.split(":")[1])));
        proxy.cut();
        startRedis();
        startKafka("localhost:" + proxy.port());
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            publish(Integer.toString(i));
            int sent = i + 1;
            long published = System.nanoTime();
            await().atMost(SOON).until(() -> inRedis().size() == sent);
            times.add(Duration.ofNanos(System.nanoTime() - published));
        }
        assertThat(times)
                .as("the quickest: the first waits for the relay to start, all may have a busy machine")
                .anyMatch(time -> time.compareTo(Duration.ofSeconds(2)) < 0);
        assertThat(unsent("kafka_sent_at")).isEqualTo(5);
        proxy.mend();
        await().atMost(SOON).until(() -> unsent("kafka_sent_at") == 0);
        assertThat(inKafka()).containsExactlyInAnyOrder("0", "1", "2", "3", "4");
    }

    @Test
    void anUnresponsiveRedisDoesNotDelayKafkaAndGetsItsEventsInOrderLater() {
        TcpProxy proxy = tasks.using(servers.proxyToRedis());
        startRedis(servers.redisConnections(proxy.port()));
        startKafka(servers.kafkaBrokers());
        UUID order = UUID.randomUUID();
        publishOne(order, "before");
        await().atMost(SOON).until(() -> inRedis(order).equals(List.of("before")));
        proxy.freeze();
        for (int i = 0; i < 20; i++) {
            publishOne(order, Integer.toString(i));
        }
        await().atMost(SOON).until(() -> inKafka(order).size() == 21);
        assertThat(inRedis(order)).hasSize(1);
        proxy.mend();
        await().atMost(SOON).until(() -> unsent("redis_sent_at") == 0);
        assertThat(inRedis(order).stream().distinct())
                .startsWith("before", "0", "1", "2")
                .hasSize(21)
                .isEqualTo(inKafka(order));
    }

    @Test
    void aClientTimeoutIsNotARefusal() {
        TcpProxy proxy = tasks.using(servers.proxyToRedis());
        AtomicBoolean freeze = new AtomicBoolean();
        Sink sink = new BeforeSending(
                redisSink(servers.redisConnections(proxy.port(), soonGivingUp(CommandType.XADD))), () -> {
                    if (freeze.compareAndSet(true, false)) {
                        proxy.freeze();
                        CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(proxy::mend);
                    }
                });
        startRedis(sink);
        UUID order = UUID.randomUUID();
        publishOne(order, "before");
        await().atMost(SOON).until(() -> unsent("redis_sent_at") == 0);
        freeze.set(true);
        servers.transaction.executeWithoutResult(_ -> {
            publish(order, "one");
            publish(order, "two");
        });
        await().atMost(SOON).until(() -> unsent("redis_sent_at") == 0 || parked() > 0);
        assertThat(parked()).isZero();
        assertThat(inRedis(order).stream().distinct()).containsExactly("before", "one", "two");
    }

    /** Before Redis can answer, if it is held up; what waits for the whole transaction has more patience. */
    private static TimeoutOptions soonGivingUp(CommandType type) {
        return TimeoutOptions.builder()
                .timeoutSource(new TimeoutOptions.TimeoutSource() {
                    @Override
                    public long getTimeout(RedisCommand<?, ?, ?> command) {
                        return command.getType() == type ? 200 : RedisConnections.TIMEOUT.toMillis();
                    }
                })
                .build();
    }

    @Test
    void goesOnAfterTheDatabaseConnectionBroke() {
        TcpProxy proxy = tasks.using(servers.proxyToDatabase());
        start(new OutboxRelay(
                servers.databaseDetails(proxy),
                redisSink(servers.redisConnections()),
                SETTINGS,
                metrics(SinkType.REDIS),
                servers.notifier,
                MessagingServers.NO_TRACES));
        publish("before");
        await().atMost(SOON).until(() -> unsent("redis_sent_at") == 0);
        proxy.cut();
        publish("after");
        proxy.mend();
        await().atMost(SOON).until(() -> inRedis().equals(List.of("before", "after")));
    }

    @Test
    void anEventThatWasSentAndNotMarkedWhenTheConnectionBrokeIsSentAgain() {
        TcpProxy proxy = tasks.using(servers.proxyToDatabase());
        AtomicBoolean cut = new AtomicBoolean();
        Sink sink = new BeforeSending(redisSink(servers.redisConnections()), () -> {
            if (cut.compareAndSet(true, false)) {
                proxy.cut();
            }
        });
        start(new OutboxRelay(
                servers.databaseDetails(proxy),
                sink,
                SETTINGS,
                metrics(SinkType.REDIS),
                servers.notifier,
                MessagingServers.NO_TRACES));
        cut.set(true);
        publish("a");
        await().atMost(SOON).until(() -> inRedis().equals(List.of("a")));
        proxy.mend();
        await().atMost(SOON).until(() -> inRedis().equals(List.of("a", "a")) && unsent("redis_sent_at") == 0);
    }

    @Test
    void marksSentEventsWithTheNextQuery() throws Exception {
        publish("a", "b");
        try (RelaySession session = RelaySession.open(servers.databaseDetails(), SinkType.REDIS, SOON)) {
            List<OutboxRow> rows = session.unsent(10, List.of());
            assertThat(rows).hasSize(2);
            session.sent(List.of(rows.getFirst().id()), Map.of(new Partition(STREAM, 0), "7-0"));
            assertThat(unsent("redis_sent_at")).isEqualTo(2);
            assertThat(session.unsent(10, List.of())).containsExactly(rows.getLast());
            assertThat(unsent("redis_sent_at")).isEqualTo(1);
            assertThat(session.highWaterMarks()).containsExactly(Map.entry(new Partition(STREAM, 0), "7-0"));

            session.sent(List.of(rows.getLast().id()), Map.of(new Partition(STREAM, 0), "8-0"));
            session.mark();
            assertThat(unsent("redis_sent_at")).isZero();
            assertThat(session.highWaterMarks()).containsExactly(Map.entry(new Partition(STREAM, 0), "8-0"));
        }
    }

    @Test
    void marksRowsInOneOrderWhicheverWentOutFirst() throws Exception {
        publish("first", "last");
        // So many that PostgreSQL looks the marked ones up by their ids.
        servers.jdbc.sql("""
                        insert into outbox (event_id, stream, topic, event_key, type, source, occurred_at, data,
                            redis_sent_at, kafka_sent_at)
                        select gen_random_uuid(), 'stream:payments', 'payments', 'k', 'payment.failed', 'tests', now(), '{}', now(), now()
                        from generate_series(1, 20000)""").update();
        servers.jdbc.sql("analyze outbox").update();
        try (RelaySession session = RelaySession.open(servers.databaseDetails(), SinkType.REDIS, SOON);
                Connection other = OutboxConnection.open(servers.databaseDetails(), "tests", Duration.ofMinutes(5));
                Statement statement = other.createStatement();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<OutboxRow> rows = session.unsent(10, List.of());
            long first = rows.getFirst().id();
            long last = rows.getLast().id();
            session.sent(List.of(last, first), Map.of());
            other.setAutoCommit(false);
            statement.execute("select id from outbox where id = " + first + " for update");
            var marking = threads.submit(() -> {
                session.mark();
                return session;
            });
            await().atMost(SOON)
                    .until(() -> servers.jdbc.sql("""
                                    select exists (select from pg_stat_activity
                                        where datname = current_database() and wait_event_type = 'Lock')""").query(Boolean.class).single());

            statement.execute("select id from outbox where id = " + last + " for update nowait");

            other.rollback();
            marking.get();
        }
        assertThat(unsent("redis_sent_at")).isZero();
    }

    @Test
    void ofTwoInstancesOneSendsAndTheOtherTakesOver() {
        BackgroundTask first = startRedis();
        publish("a");
        await().atMost(SOON).until(() -> inRedis().size() == 1);
        startRedis();
        publish("b", "c");
        await().atMost(SOON).until(() -> inRedis().size() == 3);
        BackgroundTask.stop(List.of(first), GRACE);
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
    void noticesALossThoughAConsumerRecreatesTheStreamBeforeTheNextEvent() {
        AtomicBoolean lose = new AtomicBoolean();
        Sink sink = new BeforeSending(redisSink(servers.redisConnections()), () -> {
            if (lose.compareAndSet(true, false)) {
                servers.redis.keys(STREAM + "*").forEach(servers.redis::del);
                servers.redis.xgroupCreate(
                        StreamOffset.from(STREAM, "0-0"), "order-service", XGroupCreateArgs.Builder.mkstream());
            }
        });
        startRedis(sink);
        publish("a", "b");
        await().atMost(SOON).until(() -> unsent("redis_sent_at") == 0);
        lose.set(true);
        publish("c");
        await().atMost(SOON).until(() -> inRedis().containsAll(List.of("a", "b", "c")));
        await().atMost(SOON).until(() -> unsent("redis_sent_at") == 0);
        assertThat(groups()).containsExactlyInAnyOrder("order-service", "notification-service");
    }

    @Test
    void sendsASingleEventInOneCommand() {
        startRedis(HARDLY_EVER, servers.databaseDetails(), servers.redisConnections());
        publish("first");
        await().atMost(SOON).until(() -> inRedis().equals(List.of("first")));
        List<String> commands = commandsDuring(() -> publishOneAfterTheOther(50));
        assertThat(commands).doesNotContain("XRANGE").filteredOn("XADD"::equals).hasSize(50);
    }

    @Test
    void checksAtIntervalsThatSentEventsAreStillThereAndMarksThem() {
        startRedis();
        publish("first");
        await().atMost(SOON).until(() -> unsent("redis_sent_at") == 0);
        long begin = System.nanoTime();
        List<String> commands = commandsDuring(() -> {
            publishOneAfterTheOther(100);
            await().atMost(SOON).until(() -> unsent("redis_sent_at") == 0);
        });
        long looks = 1 + (System.nanoTime() - begin) / SETTINGS.pollInterval().toNanos();
        assertThat(commands.stream().filter("XADD"::equals)).hasSize(100);
        assertThat(commands.stream().filter("XRANGE"::equals).count())
                .as("two for each look: what it knew, and what is new")
                .isBetween(2L, 2 * looks);
    }

    private void publishOneAfterTheOther(int events) {
        long there = servers.redis.xlen(STREAM);
        for (int sent = 1; sent <= events; sent++) {
            long expected = there + sent;
            publish("next");
            await().atMost(SOON).until(() -> servers.redis.xlen(STREAM) == expected);
        }
    }

    /** Names of the commands about the stream, but for the XLEN of this test; statistics would count other streams as well. */
    private static List<String> commandsDuring(Runnable action) {
        Map<String, String> settings = servers.redis.configGet("slowlog-*");
        servers.redis.configSet("slowlog-max-len", "100000");
        servers.redis.configSet("slowlog-log-slower-than", "0");
        try {
            servers.redis.slowlogReset();
            action.run();
            return servers.redis.slowlogGet(100_000).stream()
                    .map(entry -> (List<?>) ((List<?>) entry).get(3))
                    .filter(command -> command.contains(STREAM) && !command.contains("XLEN"))
                    .map(command -> String.valueOf(command.getFirst()))
                    .toList();
        } finally {
            settings.forEach(servers.redis::configSet);
            servers.redis.slowlogReset();
        }
    }

    @Test
    void checksSoonerWhenManyEventsAreUnchecked() {
        startRedis(HARDLY_EVER, servers.databaseDetails(), servers.redisConnections());
        publish("first");
        await().atMost(SOON).until(() -> inRedis().equals(List.of("first")));
        servers.transaction.executeWithoutResult(
                _ -> IntStream.range(0, 250).forEach(_ -> publish(UUID.randomUUID(), "next")));
        await().atMost(SOON).until(() -> unsent("redis_sent_at") < 251);
    }

    @Test
    void marksWhatItSentWhenItStops() {
        BackgroundTask relay = startRedis(HARDLY_EVER, servers.databaseDetails(), servers.redisConnections());
        publish("a", "b");
        await().atMost(SOON).until(() -> inRedis().equals(List.of("a", "b")));
        BackgroundTask.stop(List.of(relay), GRACE);
        assertThat(unsent("redis_sent_at")).isZero();
    }

    @Test
    void sendsLostEventsAgainBeforeNewOnesWhenRedisIsBack() {
        TcpProxy proxy = tasks.using(servers.proxyToRedis());
        startRedis(HARDLY_EVER, servers.databaseDetails(), servers.redisConnections(proxy.port()));
        UUID order = UUID.randomUUID();
        for (String word : List.of("a", "b", "c", "d")) {
            publishOne(order, word);
            await().atMost(SOON).until(() -> inRedis(order).contains(word));
        }
        proxy.cut();
        List<StreamMessage<String, String>> entries = servers.redis.xrange(STREAM, Range.unbounded());
        servers.redis.xdel(STREAM, entries.get(1).getId(), entries.get(3).getId());
        publishOne(order, "new");
        proxy.mend();
        await().atMost(SOON).until(() -> inRedis(order).contains("new"));
        assertThat(inRedis(order)).containsExactly("a", "c", "b", "d", "new");
    }

    @Test
    void theNextLeaderNoticesALossThatTheLastOneDidNotCheckFor() {
        BackgroundTask first = startRedis();
        publish("a", "b");
        await().atMost(SOON).until(() -> unsent("redis_sent_at") == 0);
        BackgroundTask.stop(List.of(first), GRACE);

        TcpProxy proxy = tasks.using(servers.proxyToDatabase());
        BackgroundTask second = startRedis(HARDLY_EVER, servers.databaseDetails(proxy), servers.redisConnections());
        publish("c");
        await().atMost(SOON).until(() -> inRedis().equals(List.of("a", "b", "c")));
        servers.redis.keys(STREAM + "*").forEach(servers.redis::del);
        servers.redis.xgroupCreate(
                StreamOffset.from(STREAM, "0-0"), "order-service", XGroupCreateArgs.Builder.mkstream());
        publish("d");
        await().atMost(SOON).until(() -> inRedis().equals(List.of("d")));
        publish("e");
        await().atMost(SOON).until(() -> inRedis().equals(List.of("d", "e")));
        proxy.cut();
        BackgroundTask.stop(List.of(second), GRACE);

        startRedis();
        await().atMost(SOON).until(() -> unsent("redis_sent_at") == 0);
        assertThat(inRedis()).contains("a", "b", "c", "d", "e");
        assertThat(groups()).containsExactlyInAnyOrder("order-service", "notification-service");
    }

    @Test
    void knowsTheOrderInWhichEventsWereSentWhenOneIsCommittedLate() throws Exception {
        publish("late", "early");
        try (RelaySession session = RelaySession.open(servers.databaseDetails(), SinkType.REDIS, SOON)) {
            List<OutboxRow> rows = session.unsent(10, List.of());
            OutboxRow late = rows.getFirst();
            OutboxRow early = rows.getLast();
            session.sent(List.of(early.id(), late.id()), Map.of());
            session.mark();
            RelaySession.Sent newest =
                    session.lastSent(List.of(early.event().id())).orElseThrow();
            assertThat(session.sendAgain(STREAM, newest)).isEqualTo(1);
            assertThat(session.unsent(10, List.of())).containsExactly(late);
        }
    }

    @Test
    void sendsOnlyWhatTheStreamLostAgainWhenItsEndWasLostBeforeTheRelayStarted() {
        BackgroundTask relay = startRedis();
        publish("a", "b", "c");
        await().atMost(SOON).until(() -> unsent("redis_sent_at") == 0);
        BackgroundTask.stop(List.of(relay), GRACE);
        servers.redis.xdel(
                STREAM,
                servers.redis.xrange(STREAM, Range.unbounded()).getLast().getId());
        startRedis();
        await().atMost(SOON).until(() -> inRedis().equals(List.of("a", "b", "c")));
    }

    @Test
    void sendsOnlyWhatTheStreamLostAgain() {
        startRedis();
        UUID order = UUID.randomUUID();
        List<String> words = IntStream.range(0, 300).mapToObj(Integer::toString).toList();
        words.forEach(word -> publishOne(order, word));
        await().atMost(SOON).until(() -> unsent("redis_sent_at") == 0);

        String[] lost = servers.redis.xrange(STREAM, Range.unbounded()).stream()
                .skip(280)
                .map(StreamMessage::getId)
                .toArray(String[]::new);
        // What another service has added since is no sign of what is left of this one's.
        servers.redis.xadd(
                STREAM, Map.of("id", UUID.randomUUID().toString(), "source", "another", "subject", "-", "data", "-"));
        servers.redis.xdel(STREAM, lost);
        publishOne(order, "new");

        await().atMost(SOON).until(() -> inRedis(order).contains("new") && unsent("redis_sent_at") == 0);
        List<String> there = inRedis(order);
        assertThat(there).containsOnlyOnce("new");
        assertThat(there.stream().filter(word -> !word.equals("new")).toList()).isEqualTo(words);
    }

    @Test
    void sendsFromTheNewestSurvivorOnWhenTheStreamIsLostTwice() {
        BackgroundTask relay = startRedis();
        publish("a", "b", "c", "d");
        await().atMost(SOON).until(() -> unsent("redis_sent_at") == 0);
        for (String survivor : List.of("c", "b")) {
            BackgroundTask.stop(List.of(relay), GRACE);
            servers.redis.xrange(STREAM, Range.unbounded()).stream()
                    .filter(entry -> word(entry.getBody().get("data")).compareTo(survivor) > 0)
                    .forEach(entry -> servers.redis.xdel(STREAM, entry.getId()));
            relay = startRedis();
            await().atMost(SOON).until(() -> inRedis().equals(List.of("a", "b", "c", "d")));
            await().atMost(SOON).until(() -> unsent("redis_sent_at") == 0);
        }
    }

    @Test
    void eventsWaitWhileRedisIsFullAndNoneCountsAsRefused() {
        startRedis();
        publish("before");
        await().atMost(SOON).until(() -> inRedis().equals(List.of("before")));
        String limit = servers.redis.configGet("maxmemory").get("maxmemory");
        servers.redis.configResetstat();
        servers.redis.configSet("maxmemory", "1");
        try {
            publish("while it was full");
            await().atMost(SOON).until(() -> servers.redis.info("errorstats").contains("errorstat_OOM"));
            assertThat(parked()).isZero();
            assertThat(inRedis()).containsExactly("before");
        } finally {
            servers.redis.configSet("maxmemory", limit);
        }
        await().atMost(SOON).until(() -> inRedis().equals(List.of("before", "while it was full")));
    }

    @Test
    void warnsThatRedisIsNearlyFullBeforeItRefuses() {
        String limit = servers.redis.configGet("maxmemory").get("maxmemory");
        servers.redis.configSet("maxmemory", "1gb");
        try {
            startRedis();
            await().atMost(SOON).until(() -> {
                double ratio = metrics.get("homedelivery.redis.memory.used.ratio")
                        .gauge()
                        .value();
                return ratio > 0 && ratio < 0.8;
            });
        } finally {
            servers.redis.configSet("maxmemory", limit);
        }
    }

    @Test
    void sendsTheLastHourAgainWhenAPartitionHasLostAll() throws Exception {
        startKafka(servers.kafkaBrokers());
        UUID order = UUID.randomUUID();
        publishOne(order, "a");
        await().atMost(SOON).until(() -> unsent("kafka_sent_at") == 0);
        loseInKafka(order, "b");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers.kafkaBrokers()))) {
            admin.deleteRecords(Map.of(partition(order), RecordsToDelete.beforeOffset(-1)))
                    .all()
                    .get();
        }
        publishOne(order, "c");
        await().atMost(SOON).until(() -> inKafka(order).equals(List.of("c", "a", "b", "c")));
    }

    @Test
    void sendsOnlyWhatAPartitionLostAgain() {
        startKafka(servers.kafkaBrokers());
        UUID order = UUID.randomUUID();
        publishOne(order, "a");
        publishOne(order, "b");
        await().atMost(SOON).until(() -> unsent("kafka_sent_at") == 0);
        loseInKafka(order, "c");
        publishOne(order, "d");
        await().atMost(SOON).until(() -> inKafka(order).equals(List.of("a", "b", "d", "c", "d")));
        publishOne(order, "e");
        await().atMost(SOON).until(() -> inKafka(order).equals(List.of("a", "b", "d", "c", "d", "e")));
    }

    @Test
    void checksAllPartitionsWhenOneHasLostEvents() {
        startKafka(servers.kafkaBrokers());
        UUID order = UUID.randomUUID();
        UUID other = Stream.generate(UUID::randomUUID)
                .filter(candidate -> !partition(candidate).equals(partition(order)))
                .findFirst()
                .orElseThrow();
        publishOne(other, "a");
        await().atMost(SOON).until(() -> unsent("kafka_sent_at") == 0);
        loseInKafka(other, "b");
        publishOne(order, "c");
        await().atMost(SOON).until(() -> unsent("kafka_sent_at") == 0);
        loseInKafka(order, "d");
        publishOne(order, "e");
        await().atMost(SOON).until(() -> inKafka(order).containsAll(List.of("c", "d", "e")));
        await().atMost(SOON).until(() -> inKafka(other).equals(List.of("a", "b")));
    }

    /** As if this event had been there, at the end of its partition, and the partition had lost it. */
    private void loseInKafka(UUID order, String word) {
        tasks.stop();
        publishOne(order, word);
        servers.jdbc
                .sql("update outbox set kafka_sent_at = now() where kafka_sent_at is null")
                .update();
        servers.jdbc
                .sql("update outbox_tail set position = (position::bigint + 1)::text where part = ?")
                .param(partition(order).partition())
                .update();
        startKafka(servers.kafkaBrokers());
    }

    private static TopicPartition partition(UUID order) {
        byte[] key = order.toString().getBytes(StandardCharsets.UTF_8);
        return new TopicPartition(servers.topics.of(EventStream.PAYMENTS), BuiltInPartitioner.partitionForKey(key, 3));
    }

    @Test
    void quarantinesWhatKafkaRefusesWithLaterEventsOfItsKeyAndSendsTheRest() {
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
        await().atMost(SOON).until(() -> parkedFor("kafka") == 1);

        servers.jdbc
                .sql("update outbox set data = replace(data, ?, 'mended')")
                .param(tooLong)
                .update();
        servers.jdbc.sql("delete from outbox_quarantine").update();
        await().atMost(SOON).until(() -> inKafka(poisoned).equals(List.of("before", "mended", "after", "later")));
    }

    @Test
    void quarantinesWhatRedisRefusesAndSendsOtherStreams() {
        servers.redis.set(STREAM, "not a stream");
        startRedis();
        publish("refused");
        await().atMost(SOON).until(() -> parked() == 1);
        servers.redis.del(STREAM);
        servers.jdbc.sql("delete from outbox_quarantine").update();
        await().atMost(SOON).until(() -> inRedis().equals(List.of("refused")));
    }

    @Test
    void retryingAQuarantinedEventSendsLaterEventsOfItsKeyToo() {
        QuarantinedRows quarantine = new QuarantinedRows(servers.jdbc);
        UUID order = UUID.randomUUID();
        QuarantinedRow row = refused(order, quarantine);
        assertThat(row.reason()).startsWith("WRONGTYPE");
        assertThat(row.event().subject()).isEqualTo(order.toString());
        assertThat(quarantine.find(SinkType.REDIS, row.id())).contains(row);
        assertThat(quarantine.find(SinkType.KAFKA, row.id())).isEmpty();
        assertThat(quarantine.page(1, 20)).isEmpty();

        servers.redis.del(STREAM);
        assertThat(quarantine.sendAgain(SinkType.REDIS, row.id())).isTrue();
        assertThat(quarantine.sendAgain(SinkType.REDIS, row.id())).isFalse();
        await().atMost(SOON).until(() -> inRedis().equals(List.of("refused", "behind it")));
    }

    /** Redis refuses an event of this order, behind which there is another. */
    private QuarantinedRow refused(UUID order, QuarantinedRows quarantine) {
        servers.redis.set(STREAM, "not a stream");
        startRedis();
        publishOne(order, "refused");
        publishOne(order, "behind it");
        await().atMost(SOON).until(() -> quarantine.count() == 1);
        return quarantine.page(0, 20).getFirst();
    }

    @Test
    void aDiscardedEventIsNeverSentThereAndDelaysNoOther() {
        QuarantinedRows quarantine = new QuarantinedRows(servers.jdbc);
        long id = refused(UUID.randomUUID(), quarantine).id();

        servers.redis.del(STREAM);
        assertThat(quarantine.discard(SinkType.KAFKA, id)).isFalse();
        assertThat(quarantine.discard(SinkType.REDIS, id)).isTrue();
        await().atMost(SOON).until(() -> inRedis().equals(List.of("behind it")));
        assertThat(unsent("kafka_sent_at")).isEqualTo(2);
        servers.redis.del(STREAM);
        await().atMost(SOON).until(() -> inRedis().equals(List.of("behind it")));
    }

    @Test
    void aStreamHasItsConsumerGroupsFromTheFirstEntryOnEvenAfterALoss() {
        startRedis();
        publish("a");
        await().atMost(SOON).until(() -> inRedis().equals(List.of("a")));
        assertThat(groups()).containsExactlyInAnyOrder("order-service", "notification-service");
        servers.redis.del(STREAM);
        await().atMost(SOON).until(() -> inRedis().equals(List.of("a")));
        assertThat(groups()).containsExactlyInAnyOrder("order-service", "notification-service");
    }

    @Test
    void deletesEventsSomeTimeAfterAllDestinationsGotThem() throws Exception {
        startRedis();
        startKafka(servers.kafkaBrokers());
        publish("a");
        servers.transaction.executeWithoutResult(_ ->
                servers.outbox.publish(new RiderLocationSampled(UUID.randomUUID(), new GeoPoint(1, 2), Instant.now())));
        await().atMost(SOON).until(() -> unsent("redis_sent_at") + unsent("kafka_sent_at") == 0);
        tasks.stop();
        publish("unsent");
        try (RelaySession session = RelaySession.open(servers.databaseDetails(), SinkType.KAFKA, SOON)) {
            assertThat(session.deleteSent(Duration.ofHours(1), 10)).isZero();
            await().atMost(SOON).until(() -> session.deleteSent(Duration.ZERO, 10) == 2);
        }
        assertThat(servers.jdbc
                        .sql("select count(*) from outbox")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aDeletionThatTimesOutDelaysNothing() throws Exception {
        servers.jdbc.sql("""
                        insert into outbox (event_id, stream, topic, event_key, type, source, occurred_at, data,
                            redis_sent_at, kafka_sent_at)
                        values (gen_random_uuid(), 'stream:payments', 'payments', 'k', 'payment.failed', 'tests', now(), '{}',
                            now() - interval '2 hours', now() - interval '2 hours')""").update();
        try (Connection _ = transactionWith("select id from outbox for update")) {
            startRedis();
            publish("a");
            await().atMost(SOON).until(() -> inRedis().equals(List.of("a")));
        }
    }

    @Test
    void aBacklogThatCannotBeCountedInTimeDoesNotEndTheLeadership() throws Exception {
        publish("a");
        try (Connection other = transactionWith("lock table outbox in access exclusive mode")) {
            startRedis();
            List<Integer> counting =
                    await().atMost(SOON).until(() -> relaysAt("select (select count"), found -> !found.isEmpty());
            await().atMost(SOON).until(() -> relaysAt("select id, event_id").equals(counting));
            other.rollback();
        }
        await().atMost(SOON).until(() -> inRedis().equals(List.of("a")));
    }

    /** Another session, which has executed this and does not end its transaction. */
    private static Connection transactionWith(String sql) throws SQLException {
        Connection session = OutboxConnection.open(servers.databaseDetails(), "tests", Duration.ofMinutes(5));
        try (Statement statement = session.createStatement()) {
            statement.execute("set idle_in_transaction_session_timeout = 0");
            session.setAutoCommit(false);
            statement.execute(sql);
        }
        return session;
    }

    /** Sessions of relays whose latest statement begins like this. */
    private static List<Integer> relaysAt(String statement) {
        return servers.jdbc.sql("""
                        select pid from pg_stat_activity where datname = current_database()
                            and application_name = 'outbox-relay-redis' and query like ? || '%'""").param(statement).query(Integer.class).list();
    }

    @Test
    void findsLostEventsAmongManyOfOtherStreams() throws Exception {
        outboxThatHasJustFilled("now()");
        try (RelaySession session = RelaySession.open(servers.databaseDetails(), SinkType.REDIS, SOON)) {
            assertThat(session.sendAgain(STREAM, session.sentAgo(Duration.ofHours(1))))
                    .isEqualTo(3);
        }
        assertThat(unsent("redis_sent_at")).isEqualTo(3);
    }

    @Test
    void marksWhatWasSentWhenManyWait() throws Exception {
        outboxThatHasJustFilled("null");
        try (RelaySession session = RelaySession.open(servers.databaseDetails(), SinkType.REDIS, SOON)) {
            session.sent(
                    session.unsent(500, List.of()).stream().map(OutboxRow::id).toList(), Map.of());
            session.mark();
        }
        assertThat(unsent("redis_sent_at")).isEqualTo(44_500);
    }

    /** 45,000 rows, three of them of the stream; the planner takes the outbox for as empty as it was when last analyzed. */
    private static void outboxThatHasJustFilled(String sentAt) {
        String rows = """
                insert into outbox (event_id, stream, topic, event_key, type, source, occurred_at, data,
                    redis_sent_at, kafka_sent_at)
                select gen_random_uuid(), case when n % 15000 = 0 then 'stream:payments' else 'stream:orders' end,
                    'payments', 'k', 'payment.failed', 'tests', now(), '{}', SENT_AT, now()
                from generate_series(1, 45000) n""".replace("SENT_AT", sentAt);
        servers.jdbc.sql(rows).update();
        servers.jdbc.sql("delete from outbox").update();
        servers.jdbc.sql("analyze outbox").update();
        servers.jdbc.sql(rows).update();
    }

    private BackgroundTask startRedis() {
        return startRedis(servers.redisConnections());
    }

    private BackgroundTask startRedis(RedisConnections connections) {
        return start(new OutboxRelay(
                servers.databaseDetails(),
                redisSink(connections),
                SETTINGS,
                metrics(SinkType.REDIS),
                servers.notifier,
                MessagingServers.NO_TRACES));
    }

    private BackgroundTask startRedis(
            MessagingProperties.Relay settings, JdbcConnectionDetails database, RedisConnections connections) {
        return start(new OutboxRelay(
                database,
                redisSink(connections),
                settings,
                metrics(SinkType.REDIS),
                servers.notifier,
                MessagingServers.NO_TRACES));
    }

    private Sink redisSink(RedisConnections connections) {
        return servers.redisSink(tasks.using(connections), metrics);
    }

    private void startRedis(Sink sink) {
        start(new OutboxRelay(
                servers.databaseDetails(),
                sink,
                SETTINGS,
                metrics(SinkType.REDIS),
                servers.notifier,
                MessagingServers.NO_TRACES));
    }

    private BackgroundTask startKafka(String brokers) {
        return start(new OutboxRelay(
                servers.databaseDetails(),
                servers.kafkaSink(brokers),
                SETTINGS,
                metrics(SinkType.KAFKA),
                servers.notifier,
                MessagingServers.NO_TRACES));
    }

    private OutboxMetrics metrics(SinkType destination) {
        return new OutboxMetrics(metrics, destination);
    }

    private BackgroundTask start(OutboxRelay relay) {
        return tasks.start(relay.name(), relay::run);
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

    private static List<String> groups() {
        return servers.redis.xinfoGroups(STREAM).stream()
                .map(group -> String.valueOf(StreamInfo.pairs(group).get("name")))
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
        return servers.records(EventStream.PAYMENTS).stream()
                .filter(record -> record.timestamp() >= testStart)
                .toList();
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
                .sql("select count(*) from outbox_quarantine")
                .query(Integer.class)
                .single();
    }

    private double parkedFor(String destination) {
        return metrics.get("homedelivery.outbox.quarantined")
                .tag("destination", destination)
                .gauge()
                .value();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Does something between the preparations for a batch and the batch. */
    private record BeforeSending(Sink sink, Runnable action) implements Sink {

        @Override
        public SinkType destination() {
            return sink.destination();
        }

        @Override
        public void prepare(List<OutboxRow> rows) {
            sink.prepare(rows);
            action.run();
        }

        @Override
        public Set<Partition> truncated(Map<Partition, String> tails) {
            return sink.truncated(tails);
        }

        @Override
        public boolean mayLoseUnnoticed() {
            return sink.mayLoseUnnoticed();
        }

        @Override
        public List<SentRow> stillPresent(List<SentRow> sent) {
            return sink.stillPresent(sent);
        }

        @Override
        public Optional<LogEnd> end(Partition log) {
            return sink.end(log);
        }

        @Override
        public BatchResult send(List<OutboxRow> rows, Map<Partition, String> tails) {
            return sink.send(rows, tails);
        }

        @Override
        public void cleanUp(Collection<Partition> logs) {
            sink.cleanUp(logs);
        }

        @Override
        public void close() {
            sink.close();
        }
    }
}
