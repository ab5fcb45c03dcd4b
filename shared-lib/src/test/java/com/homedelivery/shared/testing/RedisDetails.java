package com.homedelivery.shared.testing;

import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;

/** Loaded only where there is Redis. */
record RedisDetails(TestServers.Redis redis) implements DataRedisConnectionDetails {

    static void register(ConfigurableApplicationContext context, TestServers servers) {
        context.getBeanFactory().registerSingleton("realRedis", new RedisDetails(servers.redis()));
    }

    @Override
    public Standalone getStandalone() {
        return Standalone.of(redis.host(), redis.port(), redis.database());
    }
}
