package com.homedelivery.order.infrastructure;

import com.homedelivery.shared.redis.BestEffortRedis;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Redis for {@link RedisCartLocks}: orders can do without it. */
@Configuration(proxyBeanMethods = false)
class CartLockConfiguration {

    private static final Duration TIMEOUT = Duration.ofMillis(200);

    @Bean
    BestEffortRedis bestEffortRedis(LettuceConnectionFactory factory) {
        return new BestEffortRedis("carts-being-ordered", TIMEOUT, factory);
    }
}
