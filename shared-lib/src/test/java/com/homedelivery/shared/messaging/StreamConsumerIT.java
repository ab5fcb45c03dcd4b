package com.homedelivery.shared.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.event.EventJson;
import com.homedelivery.shared.event.EventMetadata;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.UserEvent;
import com.homedelivery.shared.event.UserEvent.UserRegistered;
import com.homedelivery.shared.security.Role;
import io.lettuce.core.Consumer;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

class StreamConsumerIT {

    private static final Duration GRACE = Duration.ofSeconds(3);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String STREAM = "stream:users";
    private static final String GROUP = "tests";
    private static final String DEAD = STREAM + ":dead:" + GROUP;
    private static final MessagingProperties.Consumer SETTINGS = new MessagingProperties.Consumer(
            4,
            Duration.ofMillis(10),
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofMillis(200),
            Duration.ofDays(7));

    private static MessagingServers servers;

    private final List<Worker> workers = new ArrayList<>();
    private final List<AutoCloseable> closeables = new ArrayList<>();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    private final UUID user = UUID.randomUUID();

    /** What the handler does beside its work, told how often it was called for this user. */
    private IntConsumer trouble = _ -> {};

    private volatile int calls;

    @BeforeAll
    static void connect() {
        servers = new MessagingServers("consumer");
        servers.jdbc
                .sql("create table if not exists welcomed (user_id uuid not null)")
                .update();
    }

    @AfterAll
    static void disconnect() {
        servers.close();
    }

    @BeforeEach
    void forget() {
        servers.reset(STREAM);
        servers.jdbc.sql("truncate welcomed").update();
    }

    @AfterEach
    void stopConsumers() throws Exception {
        Worker.stop(workers, GRACE);
        for (AutoCloseable closeable : closeables) {
            closeable.close();
        }
    }

    @Test
    void readsWhatWasThereBeforeItsGroup() {
        add(registered(user));
        start();
        await().atMost(SOON).until(() -> welcomes() == 1);
        await().atMost(SOON).until(() -> pending() == 0);
    }

    @Test
    void actsOnceOnWhatComesTwice() {
        Map<String, String> event = registered(user);
        start();
        add(event);
        add(event);
        add(registered(UUID.randomUUID()));
        await().atMost(SOON).until(() -> welcomesOfAll() == 2);
        assertThat(welcomes()).isEqualTo(1);
        await().atMost(SOON).until(() -> pending() == 0);
    }

    @Test
    void doesNotActAgainAfterACrashBetweenCommitAndAcknowledgement() {
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
        await().atMost(SOON).until(() -> pending() == 0);
        assertThat(welcomes()).isEqualTo(1);
        assertThat(calls).isZero();
    }

    @Test
    void takesOverWhatADeadConsumerLeft() {
        add(registered(user));
        deliverToADeadConsumer();
        await().atMost(SOON)
                .until(() -> idleMillis() > SETTINGS.abandonedAfter().toMillis());
        start();
        await().atMost(SOON).until(() -> welcomes() == 1);
        await().atMost(SOON).until(() -> pending() == 0);
    }

    @Test
    void passesOverAnAbandonedEntryThatIsDeleted() {
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
    void anEventThatFailsComesAgainAndHoldsUpNobody() {
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
        await().atMost(SOON).until(() -> pending() == 0);
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void afterSomeDeliveriesItBecomesADeadLetter() {
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
        await().atMost(SOON).until(() -> pending() == 0);
        assertThat(metrics.get("stream.dead").counter().count()).isEqualTo(1);
        assertThat(welcomes()).isZero();
        assertThat(servers.jdbc
                        .sql("select count(*) from inbox")
                        .query(Integer.class)
                        .single())
                .as("a dead letter can be put back into the stream")
                .isZero();
    }

    @Test
    void aLostRaceIsRunAgainAtOnce() {
        trouble = call -> {
            if (call < 3) {
                throw new OptimisticLockingFailureException("somebody was faster");
            }
        };
        add(registered(user));
        start();
        await().atMost(SOON).until(() -> welcomes() == 1);
        assertThat(metrics.get("stream.failed").counter().count()).isZero();
    }

    @Test
    void anotherServerThatIsAwayIsNoReasonForADeadLetter() {
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
    void waitsForItsDatabase() {
        Wire wire = wire(servers.wireToDatabase());
        wire.cut();
        var source = servers.dataSource(wire);
        start(servers.redisConnections(), new JdbcInbox(JdbcClient.create(source), new JdbcTransactionManager(source)));
        for (int i = 0; i < 10; i++) {
            add(registered(UUID.randomUUID()));
        }
        await().atMost(SOON).until(() -> pending() > 0);
        wire.mend();
        await().atMost(SOON).until(() -> welcomesOfAll() == 10);
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void connectsAgainWhenRedisWasAway() {
        Wire wire = wire(servers.wireToRedis());
        start(servers.redisConnections(wire.port()), inbox());
        add(registered(user));
        await().atMost(SOON).until(() -> welcomes() == 1);
        wire.cut();
        add(registered(UUID.randomUUID()));
        wire.mend();
        await().atMost(SOON).until(() -> welcomesOfAll() == 2);
        await().atMost(SOON).until(() -> pending() == 0);
    }

    @Test
    void makesStreamAndGroupAgainWhenTheyAreLost() {
        start();
        add(registered(user));
        await().atMost(SOON).until(() -> welcomes() == 1);
        servers.redis.del(STREAM);
        add(registered(UUID.randomUUID()));
        await().atMost(SOON).until(() -> welcomesOfAll() == 2);
    }

    @Test
    void ignoresWhatItDoesNotKnow() {
        Map<String, String> unknown = registered(user);
        unknown.put("type", "user.levitated");
        add(unknown);
        add(registered(UUID.randomUUID()));
        start();
        await().atMost(SOON).until(() -> welcomesOfAll() == 1);
        await().atMost(SOON).until(() -> pending() == 0);
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void putsAsideAtOnceWhatItCannotRead() {
        Map<String, String> broken = registered(user);
        broken.put("data", "{\"userId\":");
        add(broken);
        add(Map.of("greeting", "hello"));
        start();
        await().atMost(SOON).until(() -> deadLetters().size() == 2);
        await().atMost(SOON).until(() -> pending() == 0);
        assertThat(calls).isZero();
    }

    @Test
    void twoConsumersShareTheWork() {
        start();
        start();
        for (int i = 0; i < 200; i++) {
            add(registered(UUID.randomUUID()));
        }
        await().atMost(SOON).until(() -> welcomesOfAll() == 200);
        assertThat(servers.redis.xinfoConsumers(STREAM, GROUP)).hasSize(2);
        await().atMost(SOON).until(() -> pending() == 0);
    }

    @Test
    void forgetsConsumersThatLeftNothingBehind() {
        add(registered(user));
        deliverToADeadConsumer();
        try (RedisConnections connections = servers.redisConnections();
                ConsumerGroup group =
                        new ConsumerGroup(connections.open(), STREAM, GROUP, "living", SETTINGS.block())) {
            group.forgetConsumers(Duration.ZERO);
            assertThat(pending()).isEqualTo(1);
            group.takeOver(Duration.ZERO).forEach(entry -> group.acknowledge(entry.getId()));
            group.forgetConsumers(Duration.ZERO);
        }
        assertThat(servers.redis.xinfoConsumers(STREAM, GROUP))
                .singleElement()
                .asString()
                .contains("living");
    }

    @Test
    void stopsAtOnceWhileItWaits() {
        Worker worker = start();
        add(registered(user));
        await().atMost(SOON).until(() -> pending() == 0 && welcomes() == 1);
        long begin = System.nanoTime();
        Worker.stop(List.of(worker), GRACE);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(900));
    }

    private Worker start() {
        return start(servers.redisConnections(), inbox());
    }

    private Worker start(RedisConnections connections, Inbox inbox) {
        closeables.add(connections);
        StreamConsumer<UserEvent> consumer = new StreamConsumer<>(
                StreamSubscription.to(EventStream.USERS, this::on),
                GROUP,
                "consumer-" + workers.size(),
                connections,
                inbox,
                MessagingServers.NO_TRACES,
                SETTINGS,
                new ConsumerMetrics(metrics, STREAM, Clock.systemUTC()));
        Worker worker = Worker.start(consumer.name(), consumer::run);
        workers.add(worker);
        return worker;
    }

    private Inbox inbox() {
        return new JdbcInbox(servers.jdbc, servers.transactions);
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

    private static Map<String, String> registered(UUID user) {
        UserRegistered event = new UserRegistered(user, "ann@example.test", Role.USER, Instant.now());
        EventMetadata metadata =
                new EventMetadata(UUID.randomUUID(), "user.registered", "tests", Instant.now(), user.toString(), null);
        return new LinkedHashMap<>(
                EntryFields.of(new OutboxRow(1, Optional.of(STREAM), "users", metadata, EventJson.write(event))));
    }

    private static void add(Map<String, String> fields) {
        servers.redis.xadd(STREAM, fields);
    }

    private static void deliverToADeadConsumer() {
        servers.redis.xgroupCreate(
                XReadArgs.StreamOffset.from(STREAM, "0"), GROUP, XGroupCreateArgs.Builder.mkstream());
        assertThat(servers.redis.xreadgroup(Consumer.from(GROUP, "dead"), XReadArgs.StreamOffset.lastConsumed(STREAM)))
                .hasSize(1);
    }

    private static long idleMillis() {
        return servers.redis
                .xpending(STREAM, GROUP, Range.unbounded(), Limit.from(1))
                .getFirst()
                .getMsSinceLastDelivery();
    }

    private static long pending() {
        return servers.redis.exists(STREAM) == 0
                ? 0
                : servers.redis.xpending(STREAM, GROUP).getCount();
    }

    private static List<StreamMessage<String, String>> deadLetters() {
        return servers.redis.xrange(DEAD, Range.unbounded());
    }

    private Wire wire(Wire wire) {
        closeables.add(wire);
        return wire;
    }
}
