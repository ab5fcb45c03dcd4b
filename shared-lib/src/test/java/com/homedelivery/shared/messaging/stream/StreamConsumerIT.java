package com.homedelivery.shared.messaging.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.event.EventJson;
import com.homedelivery.shared.event.EventMetadata;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.UserEvent;
import com.homedelivery.shared.event.UserEvent.UserProfileUpdated;
import com.homedelivery.shared.event.UserEvent.UserRegistered;
import com.homedelivery.shared.messaging.MessagingProperties;
import com.homedelivery.shared.messaging.StreamSubscription;
import com.homedelivery.shared.messaging.deadletter.DeadLetterFixtures;
import com.homedelivery.shared.messaging.inbox.Inbox;
import com.homedelivery.shared.messaging.inbox.InboxFixtures;
import com.homedelivery.shared.messaging.outbox.MessagingServers;
import com.homedelivery.shared.messaging.redis.RedisConnections;
import com.homedelivery.shared.messaging.redis.StreamInfo;
import com.homedelivery.shared.messaging.redis.StreamRecordMapper;
import com.homedelivery.shared.messaging.sink.OutboxRow;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.TcpProxy;
import com.homedelivery.shared.work.BackgroundTask;
import com.homedelivery.shared.work.RunningTasks;
import io.lettuce.core.Consumer;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

class StreamConsumerIT {

    private static final Duration GRACE = Duration.ofSeconds(3);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String STREAM = "stream:users";
    private static final String GROUP = "tests";
    private static final String DEAD = STREAM + ":dead:" + GROUP;
    private static final MessagingProperties.Consumer SETTINGS = settings(4, Duration.ZERO);

    @RegisterExtension
    static final MessagingServers servers = new MessagingServers("consumer", STREAM);

    @RegisterExtension
    final RunningTasks tasks = new RunningTasks(GRACE);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    private final UUID user = UUID.randomUUID();

    /** What the handler does beside its work, told how often it was called for this user. */
    private IntConsumer trouble = _ -> {};

    private volatile int calls;

    private MessagingProperties.Consumer settings = SETTINGS;

    private static MessagingProperties.Consumer settings(int maxDeliveries, Duration linger) {
        return new MessagingProperties.Consumer(
                maxDeliveries,
                Duration.ofMillis(10),
                Duration.ofMillis(100),
                linger,
                Duration.ofMillis(200),
                Duration.ofDays(7),
                3,
                Duration.ofMillis(100),
                3);
    }

    @BeforeAll
    static void createTable() {
        servers.jdbc
                .sql("create table if not exists welcomed (user_id uuid not null)")
                .update();
    }

    @BeforeEach
    void forget() {
        servers.jdbc.sql("truncate welcomed").update();
    }

    @Test
    void readsEntriesFromBeforeItsGroup() {
        add(registered(user));
        start();
        await().atMost(SOON).until(() -> welcomes() == 1);
        awaitNothingPending();
    }

    @Test
    void handlesARepeatedEventOnce() {
        Map<String, String> event = registered(user);
        start();
        add(event);
        add(event);
        add(registered(UUID.randomUUID()));
        await().atMost(SOON).until(() -> welcomesOfAll() == 2);
        assertThat(welcomes()).isEqualTo(1);
        awaitNothingPending();
    }

    @Test
    void doesNotHandleAnEventAgainAfterACrashBetweenCommitAndAcknowledgement() {
        Map<String, String> event = registered(user);
        add(event);
        deliverToADeadConsumer();
        welcome(user);
        servers.jdbc
                .sql("insert into inbox (event_id) values (?)")
                .param(UUID.fromString(event.get("id")))
                .update();
        await().atMost(SOON)
                .until(() -> idleMillis() > SETTINGS.abandonedAfter().toMillis());
        start();
        awaitNothingPending();
        assertThat(welcomes()).isEqualTo(1);
        assertThat(calls).isZero();
    }

    @Test
    void claimsStaleEntriesOfADeadConsumer() {
        add(registered(user));
        deliverToADeadConsumer();
        await().atMost(SOON)
                .until(() -> idleMillis() > SETTINGS.abandonedAfter().toMillis());
        start();
        await().atMost(SOON).until(() -> welcomes() == 1);
        awaitNothingPending();
    }

    @Test
    void skipsAStaleEntryThatIsDeleted() {
        add(registered(user));
        deliverToADeadConsumer();
        servers.redis.xdel(
                STREAM,
                servers.redis.xrange(STREAM, Range.unbounded()).getFirst().getId());
        await().atMost(SOON)
                .until(() -> idleMillis() > SETTINGS.abandonedAfter().toMillis());
        start();
        add(registered(UUID.randomUUID()));
        await().atMost(SOON).until(() -> welcomesOfAll() == 1);
    }

    @Test
    void retriesAFailedEventWithoutDelayingOthers() {
        trouble = call -> {
            if (call < 3) {
                throw new IllegalStateException("not yet");
            }
        };
        UUID other = UUID.randomUUID();
        add(registered(user));
        add(registered(other));
        start();
        await().atMost(SOON).until(() -> welcomesOfAll() == 2);
        assertThat(calls).isEqualTo(3);
        awaitNothingPending();
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void anEventBecomesADeadLetterAfterTheLastDelivery() {
        trouble = _ -> {
            throw new IllegalStateException("never");
        };
        Map<String, String> event = registered(user);
        add(event);
        start();
        await().atMost(SOON).until(() -> deadLetters().size() == 1);
        assertThat(deadLetters().getFirst().getBody())
                .containsAllEntriesOf(event)
                .containsEntry("deliveries", "4");
        assertThat(calls).isEqualTo(4);
        awaitNothingPending();
        await().atMost(SOON)
                .until(() -> metrics.get("homedelivery.stream.deadlettered")
                                .counter()
                                .count()
                        == 1);
        assertThat(welcomes()).isZero();
        assertThat(servers.jdbc
                        .sql("select count(*) from inbox")
                        .query(Integer.class)
                        .single())
                .as("a dead letter can be put back into the stream")
                .isZero();
    }

    @Test
    void retriesAConcurrencyConflictAtOnce() {
        trouble = call -> {
            if (call < 3) {
                throw new OptimisticLockingFailureException("somebody was faster");
            }
        };
        add(registered(user));
        start();
        await().atMost(SOON).until(() -> welcomes() == 1);
        assertThat(metrics.get("homedelivery.stream.failed").counter().count()).isZero();
    }

    @Test
    void anUnavailableDependencyIsNoReasonForADeadLetter() {
        trouble = call -> {
            if (call < 10) {
                throw new UncheckedIOException(new ConnectException("refused"));
            }
        };
        add(registered(user));
        start();
        await().atMost(SOON).until(() -> welcomes() == 1);
        assertThat(calls).isEqualTo(10);
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void waitsWhileTheDatabaseIsUnavailable() {
        TcpProxy proxy = tasks.using(servers.proxyToDatabase());
        proxy.cut();
        var source = servers.dataSource(proxy);
        start(
                servers.redisConnections(),
                InboxFixtures.inDatabase(JdbcClient.create(source), new JdbcTransactionManager(source)));
        addOthers(100);
        await().atMost(SOON).until(() -> pending() > 0);
        await().atMost(SOON).until(() -> gauge("homedelivery.stream.lag") > 0);
        proxy.mend();
        await().atMost(SOON).until(() -> welcomesOfAll() == 100);
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void reconnectsWhenRedisIsBack() {
        TcpProxy proxy = tasks.using(servers.proxyToRedis());
        start(servers.redisConnections(proxy.port()), inbox());
        add(registered(user));
        await().atMost(SOON).until(() -> welcomes() == 1);
        proxy.cut();
        add(registered(UUID.randomUUID()));
        proxy.mend();
        await().atMost(SOON).until(() -> welcomesOfAll() == 2);
        awaitNothingPending();
    }

    @Test
    void recreatesALostStreamAndGroup() {
        start();
        add(registered(user));
        await().atMost(SOON).until(() -> welcomes() == 1);
        servers.redis.del(STREAM);
        add(registered(UUID.randomUUID()));
        await().atMost(SOON).until(() -> welcomesOfAll() == 2);
    }

    @Test
    void readsFromAFullRedis() {
        servers.redis.xgroupCreate(
                XReadArgs.StreamOffset.from(STREAM, "0"), GROUP, XGroupCreateArgs.Builder.mkstream());
        add(registered(user));
        add(registered(UUID.randomUUID()));
        String limit = servers.redis.configGet("maxmemory").get("maxmemory");
        servers.redis.configSet("maxmemory", "1");
        try {
            start();
            await().atMost(SOON).until(() -> welcomesOfAll() == 2 && pending() == 0);
        } finally {
            servers.redis.configSet("maxmemory", limit);
        }
    }

    @Test
    void createsItsGroupOnceAFullRedisHasRoom() {
        start();
        add(registered(user));
        await().atMost(SOON).until(() -> welcomes() == 1);
        String limit = servers.redis.configGet("maxmemory").get("maxmemory");
        servers.redis.configResetstat();
        servers.redis.configSet("maxmemory", "1");
        try {
            servers.redis.del(STREAM);
            await().atMost(SOON).until(() -> servers.redis.info("errorstats").contains("errorstat_OOM"));
        } finally {
            servers.redis.configSet("maxmemory", limit);
        }
        await().atMost(SOON).until(() -> servers.redis.exists(STREAM) == 1);
        add(registered(UUID.randomUUID()));
        await().atMost(SOON).until(() -> welcomesOfAll() == 2);
    }

    @Test
    void writesADeadLetterOnceAFullRedisHasRoomWithoutDelayingOthers() {
        trouble = _ -> {
            throw new IllegalStateException("never");
        };
        Map<String, String> event = registered(user);
        add(event);
        addOthers(300);
        servers.redis.xgroupCreate(XReadArgs.StreamOffset.from(STREAM, "0"), GROUP);
        String limit = servers.redis.configGet("maxmemory").get("maxmemory");
        servers.redis.configSet("maxmemory", "1");
        try {
            start();
            await().atMost(SOON).until(() -> welcomesOfAll() == 300);
            await().atMost(SOON).until(() -> pending() == 1 && calls > SETTINGS.maxDeliveries());
            assertThat(deadLetters()).isEmpty();
        } finally {
            servers.redis.configSet("maxmemory", limit);
        }
        await().atMost(SOON).until(() -> deadLetters().size() == 1);
        assertThat(deadLetters().getFirst().getBody())
                .containsAllEntriesOf(event)
                .containsEntry("deliveries", "4");
        awaitNothingPending();
    }

    @Test
    void repeatedEventsNeedNoTransactionEach() {
        AtomicInteger transactions = new AtomicInteger();
        Inbox counting = new Inbox() {

            @Override
            public void once(EventMetadata event, Runnable action) {
                transactions.incrementAndGet();
                inbox().once(event, action);
            }

            @Override
            public Set<UUID> alreadyProcessed(Collection<UUID> events) {
                return inbox().alreadyProcessed(events);
            }
        };
        for (int i = 0; i < 3 * ConsumerGroup.AT_ONCE; i++) {
            Map<String, String> event = registered(UUID.randomUUID());
            servers.jdbc
                    .sql("insert into inbox (event_id) values (?)")
                    .param(UUID.fromString(event.get("id")))
                    .update();
            add(event);
        }
        add(registered(user));
        start(subscription().oneByOne(), servers.redisConnections(), counting);
        await().atMost(SOON).until(() -> welcomes() == 1 && pending() == 0);
        assertThat(transactions).hasValue(1);
        assertThat(welcomesOfAll()).isEqualTo(1);
    }

    @Test
    void waitingEventsShareATransactionAndAnAcknowledgement() {
        addOthers(50);
        servers.redis.configResetstat();
        start();
        await().atMost(SOON).until(() -> welcomesOfAll() == 50 && pending() == 0);
        assertThat(transactionsThatWelcomed())
                .as("more than one only when the first has taken too long")
                .isLessThan(25);
        assertThat(servers.redis.info("commandstats")).contains("cmdstat_xack:calls=1,");
    }

    @Test
    void aSubscriptionCanHaveATransactionForEachEvent() {
        addOthers(50);
        start(subscription().oneByOne(), servers.redisConnections(), inbox());
        await().atMost(SOON).until(() -> welcomesOfAll() == 50 && pending() == 0);
        assertThat(transactionsThatWelcomed()).isEqualTo(50);
    }

    @Test
    void findsTheFailingEventOfABatchAndHandlesTheOthersOnce() {
        trouble = _ -> {
            throw new IllegalStateException("never");
        };
        Map<String, String> atFault = registered(user);
        Map<String, String> unreadable = registered(UUID.randomUUID());
        unreadable.put("data", "{");
        addOthers(20);
        add(atFault);
        add(unreadable);
        addOthers(20);
        start();
        await().atMost(SOON).until(() -> welcomesOfAll() == 40 && pending() == 0);
        assertThat(deadLetters())
                .extracting(letter -> letter.getBody().get("id"))
                .containsExactlyInAnyOrder(atFault.get("id"), unreadable.get("id"));
        assertThat(servers.jdbc
                        .sql("select count(distinct user_id) from welcomed")
                        .query(Integer.class)
                        .single())
                .isEqualTo(40);
    }

    @Test
    void retriesABatchWithAConcurrencyConflictOneByOne() {
        trouble = call -> {
            if (call < 3) {
                throw new OptimisticLockingFailureException("somebody was faster");
            }
        };
        add(registered(UUID.randomUUID()));
        add(registered(user));
        add(registered(UUID.randomUUID()));
        start();
        await().atMost(SOON).until(() -> welcomesOfAll() == 3 && pending() == 0);
        assertThat(calls).isEqualTo(3);
        assertThat(metrics.get("homedelivery.stream.failed").counter().count()).isZero();
    }

    @Test
    void handlesABatchInTheOrderOfKeysAndThoseOfOneKeyAsTheyCame() {
        List<UUID> users = Stream.generate(UUID::randomUUID).limit(5).collect(Collectors.toCollection(ArrayList::new));
        List<Map<String, String>> events = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Collections.shuffle(users);
            users.forEach(each -> events.add(registered(each)));
        }
        events.forEach(StreamConsumerIT::add);
        List<UUID> actedOn = new CopyOnWriteArrayList<>();
        start(
                StreamSubscription.withMetadata(EventStream.USERS, (_, metadata) -> actedOn.add(metadata.id())),
                servers.redisConnections(),
                inbox());
        await().atMost(SOON).until(() -> actedOn.size() == events.size());
        assertThat(actedOn)
                .isEqualTo(events.stream()
                        .sorted(Comparator.comparing(event -> event.get("subject")))
                        .map(event -> UUID.fromString(event.get("id")))
                        .toList());
    }

    @Test
    void eventsThatComeWithinTheLingerShareATransaction() {
        settings = settings(4, Duration.ofSeconds(3));
        start();
        add(registered(user));
        await().atMost(SOON).until(() -> welcomes() == 1 && pending() == 0);
        servers.redis.configResetstat();
        addOthers(5);
        await().atMost(SOON).until(() -> welcomesOfAll() == 6 && pending() == 0);
        assertThat(servers.redis.info("commandstats")).contains("cmdstat_xack:calls=1,");
        assertThat(servers.jdbc
                        .sql("select count(distinct xmin::text) from welcomed where user_id <> ?")
                        .param(user)
                        .query(Integer.class)
                        .single())
                .as("more than one only when the first has taken too long")
                .isLessThan(5);
    }

    @Test
    void ignoredEventsNeedNoTransaction() {
        Map<String, String> unreadable = profileUpdated();
        unreadable.put("data", "{");
        for (int i = 0; i < 100; i++) {
            add(profileUpdated());
        }
        add(unreadable);
        Inbox noDatabase = (_, _) -> {
            throw new IllegalStateException("there is no need for the inbox");
        };
        start(subscription().only(UserRegistered.class), servers.redisConnections(), noDatabase);
        await().atMost(SOON).until(() -> entriesRead() == 101 && pending() == 0);
        assertThat(calls).isZero();
        assertThat(metrics.get("homedelivery.stream.failed").counter().count()).isZero();
    }

    @Test
    void anUnknownTypeWaitsForANewerVersion() {
        Map<String, String> unknown = registered(user);
        unknown.put("type", "user.levitated");
        // However long the newer version takes to come.
        settings = settings(1_000, Duration.ZERO);
        add(unknown);
        start();
        await().atMost(SOON)
                .until(() -> metrics.get("homedelivery.stream.failed").counter().count() > 0);
        try (RedisConnections connections = servers.redisConnections();
                ConsumerGroup newer = new ConsumerGroup(connections, STREAM, GROUP, "newer", StreamConsumer.BLOCK)) {
            await().atMost(SOON)
                    .until(() -> newer.claimStale(SETTINGS.abandonedAfter()).stream()
                            .peek(entry -> newer.acknowledge(entry.getId()))
                            .findFirst()
                            .isPresent());
        }
        awaitNothingPending();
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void anUnknownTypeBecomesADeadLetterInTheEnd() {
        Map<String, String> unknown = registered(user);
        unknown.put("type", "user.levitated");
        add(unknown);
        add(registered(UUID.randomUUID()));
        start();
        await().atMost(SOON).until(() -> welcomesOfAll() == 1);
        await().atMost(SOON).until(() -> deadLetters().size() == 1);
        assertThat(deadLetters().getFirst().getBody())
                .containsAllEntriesOf(unknown)
                .containsEntry("deliveries", "4")
                .extractingByKey("error")
                .asString()
                .contains("unknown type user.levitated");
        awaitNothingPending();
    }

    @Test
    void retriesAnUnreadableEventLikeAnyOtherFailure() {
        Map<String, String> truncated = registered(user);
        truncated.put("data", "{\"userId\":");
        Map<String, String> withAnUnknownRole = registered(user);
        withAnUnknownRole.compute("data", (_, data) -> data.replace("\"user\"", "\"wizard\""));
        add(truncated);
        add(withAnUnknownRole);
        start();
        await().atMost(SOON).until(() -> deadLetters().size() == 2);
        awaitNothingPending();
        assertThat(deadLetters())
                .allSatisfy(letter -> assertThat(letter.getBody()).containsEntry("deliveries", "4"));
        assertThat(calls).isZero();
    }

    @Test
    void keepsAnyNumberOfDeadLetters() {
        servers.redis.eval(
                "for i = 1, 10200 do redis.call('XADD', KEYS[1], '*', 'type', 'user.registered') end",
                ScriptOutputType.STATUS,
                DEAD);
        trouble = _ -> {
            throw new IllegalStateException("never");
        };
        add(registered(user));
        start();
        await().atMost(SOON).until(() -> pending() == 0 && calls == 4);
        assertThat(servers.redis.xlen(DEAD)).isEqualTo(10_201);
    }

    @Test
    void haltsAfterTooManyDeadLettersInARowAndGoesOnWhenItWorksAgain() {
        AtomicBoolean broken = new AtomicBoolean(true);
        addOthers(100);
        startThatFailsWhile(broken);
        await().atMost(SOON).until(() -> gauge("homedelivery.stream.halted") == 1);
        double failures = metrics.get("homedelivery.stream.failed").counter().count();
        await().atMost(SOON)
                .until(() -> metrics.get("homedelivery.stream.failed").counter().count() > failures + 3);
        assertThat(deadLetters()).hasSize(SETTINGS.deadLettersInARow());
        assertThat(welcomesOfAll()).isZero();

        broken.set(false);
        await().atMost(SOON).until(() -> welcomesOfAll() == 100 - SETTINGS.deadLettersInARow());
        awaitNothingPending();
        assertThat(gauge("homedelivery.stream.halted")).isZero();
        assertThat(deadLetters()).hasSize(SETTINGS.deadLettersInARow());
        await().atMost(SOON).until(() -> gauge("homedelivery.stream.deadletters") == SETTINGS.deadLettersInARow());
    }

    @Test
    void measuresHowLongAnEventHasWaitedToBeRead() {
        long anHourAgo = Instant.now().minus(Duration.ofHours(1)).toEpochMilli();
        AtomicBoolean broken = new AtomicBoolean(true);
        addAt(anHourAgo, 0, 10);
        startThatFailsWhile(broken);
        await().atMost(SOON).until(() -> gauge("homedelivery.stream.halted") == 1);
        await().atMost(SOON).until(() -> gauge("homedelivery.stream.lag") == 0);

        addAt(anHourAgo, 10, 110);
        await().atMost(SOON).until(() -> gauge("homedelivery.stream.lag") >= 3600);

        broken.set(false);
        await().atMost(SOON).until(() -> gauge("homedelivery.stream.halted") == 0);
        await().atMost(SOON).until(() -> gauge("homedelivery.stream.lag") == 0);
    }

    @Test
    void twoConsumersShareTheWork() {
        start();
        start();
        await().atMost(SOON).ignoreExceptions().until(() -> consumers() == 2);
        addOthers(200);
        await().atMost(SOON).until(() -> welcomesOfAll() == 200);
        assertThat(consumers()).isEqualTo(2);
        awaitNothingPending();
    }

    @Test
    void removesGoneConsumersWithoutPendingEntries() {
        add(registered(user));
        deliverToADeadConsumer();
        try (RedisConnections connections = servers.redisConnections();
                ConsumerGroup group = new ConsumerGroup(connections, STREAM, GROUP, "living", StreamConsumer.BLOCK)) {
            group.forgetConsumers(Duration.ZERO);
            assertThat(pending()).isEqualTo(1);
            group.claimStale(Duration.ZERO).forEach(entry -> group.acknowledge(entry.getId()));
            group.forgetConsumers(Duration.ZERO);
        }
        assertThat(servers.redis.xinfoConsumers(STREAM, GROUP))
                .singleElement()
                .asString()
                .contains("living");
    }

    /** A busy machine may need more than one try; a read that is waited for takes too long in each. */
    @Test
    void stopsAtOnceWhileWaiting() {
        await().atMost(SOON)
                .until(this::timeToStopWhileWaiting, time -> time.compareTo(StreamConsumer.BLOCK.dividedBy(2)) < 0);
    }

    private Duration timeToStopWhileWaiting() {
        BackgroundTask worker = start();
        int before = welcomes();
        add(registered(user));
        await().atMost(SOON).until(() -> pending() == 0 && welcomes() > before);
        long begin = System.nanoTime();
        BackgroundTask.stop(List.of(worker), SOON);
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private BackgroundTask start() {
        return start(servers.redisConnections(), inbox());
    }

    private void startThatFailsWhile(AtomicBoolean broken) {
        start(
                StreamSubscription.to(EventStream.USERS, event -> {
                    if (broken.get()) {
                        throw new IllegalStateException("a release that does not work");
                    }
                    welcome(event.userId());
                }),
                servers.redisConnections(),
                inbox());
    }

    private BackgroundTask start(RedisConnections connections, Inbox inbox) {
        return start(subscription(), connections, inbox);
    }

    private BackgroundTask start(
            StreamSubscription<UserEvent> subscription, RedisConnections connections, Inbox inbox) {
        tasks.using(connections);
        EventProcessor<?> processor = new EventProcessor<>(subscription, inbox, MessagingServers.NO_TRACES);
        StreamConsumer consumer = new StreamConsumer(
                processor,
                STREAM,
                GROUP,
                "consumer-" + tasks.count(),
                connections,
                DeadLetterFixtures.inRedis(new EventProcessors(Map.of(STREAM, processor)), GROUP, connections),
                settings,
                new ConsumerMetrics(metrics, STREAM, GROUP, Clock.systemUTC()));
        return tasks.start(consumer.name(), consumer::run);
    }

    private StreamSubscription<UserEvent> subscription() {
        return StreamSubscription.to(EventStream.USERS, this::on);
    }

    private double gauge(String name) {
        return metrics.get(name).gauge().value();
    }

    private Inbox inbox() {
        return InboxFixtures.inDatabase(servers.jdbc, servers.transactions);
    }

    private void on(UserEvent event) {
        welcome(event.userId());
        if (event.userId().equals(user)) {
            trouble.accept(++calls);
        }
    }

    private static void welcome(UUID user) {
        servers.jdbc.sql("insert into welcomed values (?)").param(user).update();
    }

    private int welcomes() {
        return servers.jdbc
                .sql("select count(*) from welcomed where user_id = ?")
                .param(user)
                .query(Integer.class)
                .single();
    }

    private static int welcomesOfAll() {
        return servers.jdbc
                .sql("select count(*) from welcomed")
                .query(Integer.class)
                .single();
    }

    private static int transactionsThatWelcomed() {
        return servers.jdbc
                .sql("select count(distinct xmin::text) from welcomed")
                .query(Integer.class)
                .single();
    }

    private static Map<String, String> registered(UUID user) {
        return fieldsOf(new UserRegistered(user, "ann@example.test", Role.USER, Instant.now()));
    }

    private static Map<String, String> profileUpdated() {
        return fieldsOf(new UserProfileUpdated(UUID.randomUUID(), null, null, true, Instant.now(), null));
    }

    private static Map<String, String> fieldsOf(UserEvent event) {
        EventMetadata metadata = new EventMetadata(
                UUID.randomUUID(), EventStream.typeOf(event), "tests", Instant.now(), event.key(), null);
        return new LinkedHashMap<>(StreamRecordMapper.of(
                new OutboxRow(1, Optional.of(STREAM), "users", metadata, EventJson.write(event))));
    }

    private static void add(Map<String, String> fields) {
        servers.redis.xadd(STREAM, fields);
    }

    private static void addOthers(int count) {
        for (int i = 0; i < count; i++) {
            add(registered(UUID.randomUUID()));
        }
    }

    private static void addAt(long millis, int from, int to) {
        for (int i = from; i < to; i++) {
            servers.redis.xadd(STREAM, new XAddArgs().id(millis + "-" + i), registered(UUID.randomUUID()));
        }
    }

    private static void deliverToADeadConsumer() {
        servers.redis.xgroupCreate(
                XReadArgs.StreamOffset.from(STREAM, "0"), GROUP, XGroupCreateArgs.Builder.mkstream());
        assertThat(servers.redis.xreadgroup(Consumer.from(GROUP, "dead"), XReadArgs.StreamOffset.lastConsumed(STREAM)))
                .hasSize(1);
    }

    /** How many entries the group has been given. */
    private static long entriesRead() {
        if (servers.redis.exists(STREAM) == 0) {
            return 0;
        }
        String lastDelivered = servers.redis.xinfoGroups(STREAM).stream()
                .map(StreamInfo::pairs)
                .map(group -> String.valueOf(group.get("last-delivered-id")))
                .findFirst()
                .orElse("0-0");
        return servers.redis.xrange(STREAM, Range.create("-", lastDelivered)).size();
    }

    private static long idleMillis() {
        return servers.redis
                .xpending(STREAM, GROUP, Range.unbounded(), Limit.from(1))
                .getFirst()
                .getMsSinceLastDelivery();
    }

    private static int consumers() {
        return servers.redis.xinfoConsumers(STREAM, GROUP).size();
    }

    /** None either while no consumer has made stream and group. */
    private static long pending() {
        return servers.redis.exists(STREAM) == 0
                        || servers.redis.xinfoGroups(STREAM).isEmpty()
                ? 0
                : servers.redis.xpending(STREAM, GROUP).getCount();
    }

    private static void awaitNothingPending() {
        await().atMost(SOON).until(() -> pending() == 0);
    }

    private static List<StreamMessage<String, String>> deadLetters() {
        return servers.redis.xrange(DEAD, Range.unbounded());
    }
}
