package com.homedelivery.shared.messaging.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.UserEvent;
import com.homedelivery.shared.event.UserEvent.UserRoleChanged;
import com.homedelivery.shared.messaging.StreamSubscription;
import com.homedelivery.shared.messaging.deadletter.DeadLetterFixtures;
import com.homedelivery.shared.messaging.outbox.Outbox;
import com.homedelivery.shared.messaging.sink.Partition;
import com.homedelivery.shared.messaging.stream.ConsumerGroup;
import com.homedelivery.shared.messaging.stream.DeadLetterFields;
import com.homedelivery.shared.messaging.stream.EventProcessors;
import com.homedelivery.shared.messaging.stream.StreamDeadLetterStore;
import com.homedelivery.shared.messaging.stream.StreamFixtures;
import com.homedelivery.shared.ops.DeadLetter;
import com.homedelivery.shared.redis.BestEffortRedis;
import com.homedelivery.shared.redis.KeyNaming;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.security.TokenRevocationCheck;
import com.homedelivery.shared.security.TokenRevocationCheck.EpochKeys;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.RealServers;
import com.homedelivery.shared.testing.RedisCluster;
import io.lettuce.core.Consumer;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.SlotHash;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.transaction.support.TransactionTemplate;

/** A service on a Redis Cluster: three masters with a replica each, one of which is killed and comes back. */
class RedisClusterIT {

    private static final String SERVICE = "notification-service";
    private static final String STREAM = "stream:of-this-test";
    private static final Duration SOON = Duration.ofSeconds(60);

    private static RedisCluster cluster;
    private static ConfigurableApplicationContext service;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {

        /** Whom events were about, and how often. */
        private final Map<UUID, Integer> seen = new ConcurrentHashMap<>();

        @Bean
        StreamSubscription<OrderEvent> orders() {
            return StreamSubscription.to(EventStream.ORDERS, event -> see(event.orderId()));
        }

        @Bean
        StreamSubscription<UserEvent> users() {
            return StreamSubscription.to(EventStream.USERS, event -> see(event.userId()));
        }

        private void see(UUID subject) {
            seen.merge(subject, 1, Integer::sum);
        }
    }

    private final LettuceConnectionFactory factory = service.getBean(LettuceConnectionFactory.class);
    private final StringRedisTemplate redis = service.getBean(StringRedisTemplate.class);
    private final RedisConnections connections = service.getBean(RedisConnections.class);
    private final Map<UUID, Integer> seen = service.getBean(Service.class).seen;

    @BeforeAll
    static void start() {
        cluster = RedisCluster.startWithReplicas();
        service = new SpringApplicationBuilder(Service.class)
                .initializers(RealServers.withRedis(cluster))
                .run(
                        "--server.port=0",
                        "--spring.application.name=" + SERVICE,
                        "--spring.flyway.locations=classpath:db/messaging");
    }

    @AfterAll
    static void stop() {
        service.close();
        cluster.close();
    }

    /** The relay sends them in one batch. */
    @Test
    void eventsOfOneTransactionReachStreamsOnDifferentServers() {
        assertThat(SlotHash.getSlot("stream:orders")).isNotEqualTo(SlotHash.getSlot("stream:users"));
        List<UUID> orders =
                IntStream.range(0, 20).mapToObj(_ -> UUID.randomUUID()).toList();
        List<UUID> users =
                IntStream.range(0, 20).mapToObj(_ -> UUID.randomUUID()).toList();

        publish(orders, users);

        awaitOnceEach(orders);
        awaitOnceEach(users);
    }

    @Test
    void theRelayGoesOnAndTheConsumerTooWhenTheirServerDies() {
        List<UUID> before =
                IntStream.range(0, 20).mapToObj(_ -> UUID.randomUUID()).toList();
        publish(before, List.of());
        awaitOnceEach(before);
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        RedisMessageListenerContainer listening = listener(heard);
        BestEffortRedis bestEffort = bestEffort();
        List<UUID> meanwhile =
                IntStream.range(0, 20).mapToObj(_ -> UUID.randomUUID()).toList();
        List<UUID> after =
                IntStream.range(0, 20).mapToObj(_ -> UUID.randomUUID()).toList();
        try {
            publish(meanwhile, List.of());
            cluster.killMasterOf("stream:orders");
            publish(after, List.of());

            awaitOnceEach(after);
            awaitOnceEach(meanwhile);
            assertThat(before).allSatisfy(order -> assertThat(seen).containsEntry(order, 1));
            await().atMost(SOON)
                    .ignoreExceptions()
                    .until(() -> cluster.keyOfEachMaster().stream().allMatch(key -> {
                        redis.opsForValue().set(key, "after");
                        return bestEffort.execute(commands -> commands.get(key)).isPresent();
                    }));
            await().atMost(SOON).ignoreExceptions().until(() -> {
                redis.convertAndSend("test:channel", "after");
                return heard.contains("after");
            });
            await().atMost(SOON).until(this::isHealthy);
        } finally {
            listening.stop();
            bestEffort.stop();
            cluster.restore();
        }
    }

    @Test
    void aStreamIsTrimmedAndHowFarIsKeptBesideIt() {
        try (StatefulRedisConnection<String, String> connection = connections.open(STREAM);
                RedisStreamSink sink = (RedisStreamSink)
                        RedisFixtures.sink(connections, SERVICE, service.getBean(MeterRegistry.class))) {
            RedisCommands<String, String> stream = connection.sync();
            IntStream.range(0, 300).forEach(n -> stream.xadd(STREAM, Map.of("n", Integer.toString(n))));
            stream.xgroupCreate(StreamOffset.from(STREAM, "0"), "all");
            List<StreamMessage<String, String>> read = stream.xreadgroup(
                    Consumer.from("all", "one"), XReadArgs.Builder.count(300), StreamOffset.lastConsumed(STREAM));
            stream.xack(STREAM, "all", read.stream().map(StreamMessage::getId).toArray(String[]::new));

            new StreamTrimmingJob(Duration.ZERO, KeyNaming.CLUSTER).trim(stream, STREAM);

            assertThat(stream.xlen(STREAM)).isLessThan(300);
            assertThat(redis.hasKey("{" + STREAM + "}:trimmed")).isTrue();
            assertThat(sink.truncated(
                            Map.of(new Partition(STREAM, 0), read.getFirst().getId())))
                    .isEmpty();
        }
    }

    @Test
    void deadLettersInRedisAreKeptBesideTheirStream() {
        StreamDeadLetterStore letters =
                DeadLetterFixtures.inRedis(service.getBean(EventProcessors.class), "tests", connections);
        try (ConsumerGroup group = StreamFixtures.group(connections, "stream:users", "tests", "one");
                StatefulRedisConnection<String, String> connection = connections.open("stream:users")) {
            RedisCommands<String, String> stream = connection.sync();
            stream.xgroupCreate(StreamOffset.from("stream:users", "$"), "tests", XGroupCreateArgs.Builder.mkstream());
            String entry = stream.xadd("stream:users", Map.of("type", "user.unknown"));
            stream.xreadgroup(Consumer.from("tests", "one"), StreamOffset.lastConsumed("stream:users"));

            assertThat(letters.keep(group, Map.of(DeadLetterFields.ENTRY, entry, "type", "user.unknown")))
                    .isTrue();
            assertThat(letters.keep(group, Map.of(DeadLetterFields.ENTRY, entry, "type", "user.unknown")))
                    .as("acknowledged already")
                    .isFalse();
        }
        DeadLetter letter = letters.newest(null, 0, 10).getFirst();
        assertThat(letter.stream()).isEqualTo("stream:users");
        assertThat(letters.count("stream:users")).isEqualTo(1);
        assertThat(redis.hasKey("{stream:users}:dead:tests")).isTrue();
        assertThat(letters.discard(letter.id())).isTrue();
        assertThat(letters.newest(null, 0, 10)).isEmpty();
    }

    @Test
    void commandsThatTravelTogetherReachTheirServers() {
        BestEffortRedis bestEffort = bestEffort();
        List<String> keys = cluster.keyOfEachMaster();
        try {
            assertThat(bestEffort.executeTogether(commands -> {
                        commands.set(keys.get(0), "0");
                        commands.set(keys.get(1), "1");
                        return commands.set(keys.get(2), "2");
                    }))
                    .contains("OK");
            assertThat(keys.stream().map(key -> bestEffort.execute(commands -> commands.get(key))))
                    .allSatisfy(value -> assertThat(value).isPresent());
        } finally {
            bestEffort.stop();
        }
    }

    @Test
    void aTokenFromBeforeTheChangeIsRefused() {
        EpochKeys keys = service.getBean(EpochKeys.class);
        TokenRevocationCheck revocations = service.getBean(TokenRevocationCheck.class);
        AccessTokens tokens = service.getBean(AccessTokens.class);
        CurrentUser ann = new CurrentUser(UUID.randomUUID(), "ann@example.test", Role.USER);
        var token = tokens.verified(tokens.issueFor(ann));

        redis.opsForValue().multiSet(Map.of(keys.of(ann.id()), "1", keys.revision(), "now"));

        await().atMost(SOON).until(() -> revocations.isRevoked(token));
    }

    @Test
    void everySubscriberHearsWhatIsPublished() {
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        RedisMessageListenerContainer one = listener(heard);
        RedisMessageListenerContainer other = listener(heard);
        try {
            redis.convertAndSend("test:channel", "hello");

            await().atMost(SOON)
                    .until(() -> heard.stream().filter("hello"::equals).count() == 2);
        } finally {
            one.stop();
            other.stop();
        }
    }

    @Test
    void theFullestServerIsWatched() {
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        RedisMemory memory = new RedisMemory(metrics);
        try (ServerConnections servers = new ServerConnections(connections)) {
            memory.read(servers);
            assertThat(ratio(metrics)).isNaN();
            servers.commands(cluster.keyOfEachMaster().get(1)).configSet("maxmemory", "1gb");

            memory.read(servers);

            assertThat(ratio(metrics)).isBetween(0.0, 0.1);
            servers.commands(cluster.keyOfEachMaster().get(1)).configSet("maxmemory", "0");
        }
    }

    @Test
    void healthAsksTheCluster() {
        await().atMost(SOON).until(this::isHealthy);
    }

    private static double ratio(MeterRegistry metrics) {
        return metrics.get("homedelivery.redis.memory.used.ratio").gauge().value();
    }

    private boolean isHealthy() {
        int port = ((WebServerApplicationContext) service).getWebServer().getPort();
        return ApiClient.to(port, service.getBean(AccessTokens.class))
                .anonymous()
                .get("/health")
                .body()
                .at("/dependencies/redis")
                .asBoolean();
    }

    private void publish(List<UUID> orders, List<UUID> users) {
        Outbox outbox = service.getBean(Outbox.class);
        service.getBean(TransactionTemplate.class)
                .executeWithoutResult(_ -> Stream.concat(
                                orders.stream()
                                        .map(order ->
                                                new OrderCancelled(order, UUID.randomUUID(), "test", Instant.now())),
                                users.stream().map(user -> new UserRoleChanged(user, Role.USER, Instant.now())))
                        .forEach(outbox::publish));
    }

    private void awaitOnceEach(List<UUID> subjects) {
        await().atMost(SOON).until(() -> seen.keySet().containsAll(Set.copyOf(subjects)));
        assertThat(subjects).allSatisfy(subject -> assertThat(seen).containsEntry(subject, 1));
    }

    private BestEffortRedis bestEffort() {
        BestEffortRedis bestEffort = new BestEffortRedis("tests", Duration.ofSeconds(2), factory);
        bestEffort.start();
        return bestEffort;
    }

    private RedisMessageListenerContainer listener(Queue<String> heard) {
        RedisMessageListenerContainer container = new RedisMessageListenerContainer();
        container.setConnectionFactory(factory);
        container.addMessageListener(
                (message, _) -> heard.add(new String(message.getBody())), ChannelTopic.of("test:channel"));
        container.afterPropertiesSet();
        container.start();
        return container;
    }
}
