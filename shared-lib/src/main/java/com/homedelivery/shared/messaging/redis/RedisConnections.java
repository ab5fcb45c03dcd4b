package com.homedelivery.shared.messaging.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.Objects;
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

    RedisConnections(LettuceConnectionFactory factory) {
        this(factory, WITHOUT_TIMERS);
    }

    /** @param timers when the client gives a command up, whoever waits for it */
    RedisConnections(LettuceConnectionFactory factory, TimeoutOptions timers) {
        client = RedisClient.create(
                Objects.requireNonNull(factory.getClientResources(), "resources of the Redis client"),
                address(factory));
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

    /** @throws io.lettuce.core.RedisException when the server does not answer */
    public StatefulRedisConnection<String, String> open() {
        return client.connect(StringCodec.UTF8);
    }

    /** Of the server, or of those who know which one is the master at the time. */
    private static RedisURI address(LettuceConnectionFactory factory) {
        RedisSentinelConfiguration sentinels = factory.getSentinelConfiguration();
        RedisURI address = sentinels == null
                ? serverAddress(Objects.requireNonNull(factory.getStandaloneConfiguration()))
                : LettuceConverters.sentinelConfigurationToRedisURI(sentinels);
        address.setDatabase(factory.getDatabase());
        address.setSsl(factory.isUseSsl());
        address.getSentinels().forEach(sentinel -> sentinel.setSsl(factory.isUseSsl()));
        address.setTimeout(TIMEOUT);
        return address;
    }

    private static RedisURI serverAddress(RedisStandaloneConfiguration server) {
        RedisURI.Builder address =
                RedisURI.builder().withHost(server.getHostName()).withPort(server.getPort());
        server.getPassword().toOptional().ifPresent(password -> {
            if (server.getUsername() == null) {
                address.withPassword(password);
            } else {
                address.withAuthentication(server.getUsername(), password);
            }
        });
        return address.build();
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
