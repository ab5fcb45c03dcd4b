package com.homedelivery.shared.testing;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;

/** Loaded only where there is Redis. */
record RedisDetails(String host, int port, int database) implements DataRedisConnectionDetails {

    /** @param proxy the way to it; null for the direct one */
    static void register(ConfigurableApplicationContext context, TestServers servers, @Nullable TcpProxy proxy) {
        TestServers.Redis redis = servers.redis();
        RedisDetails details = proxy == null
                ? new RedisDetails(redis.host(), redis.port(), redis.database())
                : new RedisDetails("localhost", proxy.port(), redis.database());
        context.getBeanFactory().registerSingleton("realRedis", details);
    }

    @Override
    public Standalone getStandalone() {
        return Standalone.of(host, port, database);
    }
}
