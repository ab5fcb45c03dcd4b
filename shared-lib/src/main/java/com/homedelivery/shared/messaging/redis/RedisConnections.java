package com.homedelivery.shared.messaging.redis;

import com.homedelivery.shared.redis.KeyNaming;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConverters;

/**
 * Connections to the service's Redis for those who need one of their own: a read that waits must not hold up others. They
 * do not reconnect by themselves, because commands repeated behind the back of their owner would change the order of
 * events; after a failure the owner opens another.
 */
public final class RedisConnections implements AutoCloseable {

    /** How long a command that does not wait for anything may take. */
    public static final Duration TIMEOUT = Duration.ofSeconds(3);

    /**
     * Whoever waits looks at the clock. The client's own timers would also end single commands of a transaction, and a
     * process that has stood still finds them run out for commands that Redis has done.
     */
    private static final TimeoutOptions WITHOUT_TIMERS =
            TimeoutOptions.builder().timeoutCommands(false).build();

    private final RedisClient client;
    private final RedisTopology topology;
    private final KeyNaming naming;

    RedisConnections(LettuceConnectionFactory factory) {
        this(factory, WITHOUT_TIMERS);
    }

    /** @param timers when the client gives a command up, whoever waits for it */
    RedisConnections(LettuceConnectionFactory factory, TimeoutOptions timers) {
        client = RedisClient.create(
                Objects.requireNonNull(factory.getClientResources(), "resources of the Redis client"));
        topology = topologyOf(factory);
        naming = KeyNaming.of(factory);
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .timeoutOptions(timers)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(TIMEOUT)
                        .keepAlive(true)
                        .build())
                .build());
    }

    /**
     * A connection to the server that has this key at the time. In a cluster the key may move: then the server refuses
     * commands about it, and the owner opens another.
     *
     * @throws io.lettuce.core.RedisException when the server does not answer
     */
    public StatefulRedisConnection<String, String> open(String key) {
        return open(serverOf(key));
    }

    StatefulRedisConnection<String, String> open(RedisURI server) {
        return client.connect(StringCodec.UTF8, server);
    }

    RedisURI serverOf(String key) {
        return topology.serverOf(key);
    }

    List<RedisURI> servers() {
        return topology.servers();
    }

    int slotOf(String key) {
        return topology.slotOf(key);
    }

    /** How keys are named there. */
    public KeyNaming naming() {
        return naming;
    }

    private static RedisTopology topologyOf(LettuceConnectionFactory factory) {
        RedisClusterConfiguration cluster = factory.getClusterConfiguration();
        if (cluster != null) {
            return new RedisTopology.Cluster(
                    () -> (RedisClusterClient) factory.getRequiredNativeClient(),
                    server -> withSettings(serverAddress(server.getHost(), server.getPort(), cluster), factory));
        }
        return new RedisTopology.Single(withSettings(singleAddress(factory), factory));
    }

    /** Of the server, or of those who know which one is the master at the time. */
    private static RedisURI singleAddress(LettuceConnectionFactory factory) {
        RedisSentinelConfiguration sentinels = factory.getSentinelConfiguration();
        if (sentinels != null) {
            return LettuceConverters.sentinelConfigurationToRedisURI(sentinels);
        }
        RedisStandaloneConfiguration server = Objects.requireNonNull(factory.getStandaloneConfiguration());
        return serverAddress(server.getHostName(), server.getPort(), server);
    }

    private static RedisURI serverAddress(String host, int port, RedisConfiguration.WithAuthentication authentication) {
        RedisURI.Builder address = RedisURI.builder().withHost(host).withPort(port);
        authentication.getPassword().toOptional().ifPresent(password -> {
            if (authentication.getUsername() == null) {
                address.withPassword(password);
            } else {
                address.withAuthentication(authentication.getUsername(), password);
            }
        });
        return address.build();
    }

    private static RedisURI withSettings(RedisURI address, LettuceConnectionFactory factory) {
        address.setDatabase(factory.getDatabase());
        address.setSsl(factory.isUseSsl());
        address.getSentinels().forEach(sentinel -> sentinel.setSsl(factory.isUseSsl()));
        address.setTimeout(TIMEOUT);
        return address;
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
