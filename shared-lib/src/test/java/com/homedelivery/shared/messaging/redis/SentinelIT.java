package com.homedelivery.shared.messaging.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.redis.BestEffortRedis;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.data.redis.connection.RedisNode;
import org.springframework.data.redis.connection.RedisSentinelConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import redis.embedded.RedisSentinel;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;

/** Where sentinels say which Redis is the master, connections lead there, and follow when it changes. */
class SentinelIT {

    private static final String HOST = "127.0.0.1";
    private static final String NAME = "home-delivery";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path data;

    private final int masterPort = freePort();
    private final int replicaPort = freePort();
    private final int sentinelPort = freePort();
    private RedisServer master;
    private RedisServer replica;
    private RedisSentinel sentinel;

    @BeforeEach
    void start() throws IOException {
        master = server(masterPort).build();
        replica = server(replicaPort).slaveOf(HOST, masterPort).build();
        sentinel = RedisSentinel.newRedisSentinel()
                .bind(HOST)
                .port(sentinelPort)
                .masterName(NAME)
                .masterPort(masterPort)
                .quorumSize(1)
                .downAfterMilliseconds(500)
                .failOverTimeout(2_000)
                .build();
        master.start();
        replica.start();
        sentinel.start();
    }

    @AfterEach
    void stop() throws IOException {
        sentinel.stop();
        replica.stop();
        master.stop();
    }

    @Test
    void followsTheMaster() {
        withRedisOfTheEnvironment(factory -> {
            BestEffortRedis bestEffort = new BestEffortRedis("test", Duration.ofSeconds(1), factory);
            bestEffort.start();
            try (RedisConnections connections = new RedisConnections(factory)) {
                assertThat(portOf(connections)).isEqualTo(masterPort);
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(bestEffort.execute(redis -> redis.set("before", "1")))
                                .contains("OK"));
                awaitReplicaOf(factory);

                master.stop();

                await().atMost(PATIENCE).ignoreExceptions().until(() -> portOf(connections) == replicaPort);
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(bestEffort.execute(redis -> redis.set("after", "1")))
                                .contains("OK"));
            } finally {
                bestEffort.stop();
            }
        });
    }

    /** Told as the Helm chart tells it. */
    private void withRedisOfTheEnvironment(ThrowingConsumer<LettuceConnectionFactory> test) {
        Map<String, Object> variables = Map.of(
                "SPRING_DATA_REDIS_SENTINEL_MASTER",
                NAME,
                "SPRING_DATA_REDIS_SENTINEL_NODES",
                HOST + ":" + sentinelPort);
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables)))
                .run(context -> test.accept(context.getBean(LettuceConnectionFactory.class)));
    }

    private static int portOf(RedisConnections connections) {
        try (StatefulRedisConnection<String, String> connection = connections.open("key")) {
            assertThat(connection.sync().set("key", "value")).isEqualTo("OK");
            return Integer.parseInt(connection.sync().configGet("port").get("port"));
        }
    }

    /** Until the sentinel knows of the replica there is nobody to take over. */
    private static void awaitReplicaOf(LettuceConnectionFactory factory) throws IOException {
        try (RedisSentinelConnection sentinels = factory.getSentinelConnection()) {
            RedisNode node = RedisNode.newRedisNode().withName(NAME).build();
            await().atMost(PATIENCE).until(() -> sentinels.replicas(node).size() == 1);
        }
    }

    private RedisServerBuilder server(int port) {
        return RedisServer.newRedisServer()
                .bind(HOST)
                .port(port)
                .setting("save \"\"")
                .setting("dir " + data);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface ThrowingConsumer<T> {
        void accept(T value) throws Exception;
    }
}
