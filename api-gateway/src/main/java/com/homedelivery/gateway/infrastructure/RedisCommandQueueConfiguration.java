package com.homedelivery.gateway.infrastructure;

import io.lettuce.core.ClientOptions;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * While Redis is away its client says so at once, instead of keeping what it is asked until it is back; while it hangs,
 * so many commands wait for it and no more.
 */
@Configuration(proxyBeanMethods = false)
class RedisCommandQueueConfiguration {

    private static final int MAX_WAITING_COMMANDS = 10_000;

    @Bean
    LettuceClientOptionsBuilderCustomizer boundedCommandQueue() {
        return options -> options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MAX_WAITING_COMMANDS);
    }
}
