package com.homedelivery.gateway;

import io.lettuce.core.ClientOptions;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** While Redis is away its client says so at once, instead of keeping what it is asked until it is back. */
@Configuration(proxyBeanMethods = false)
class RedisConnection {

    @Bean
    LettuceClientOptionsBuilderCustomizer noQueueing() {
        return options -> options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS);
    }
}
