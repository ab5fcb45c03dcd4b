package com.homedelivery.user.infrastructure;

import com.homedelivery.shared.redis.BestEffortRedis;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

@Configuration(proxyBeanMethods = false)
class ProfileCacheConfiguration {

    /** Longer than Redis ever takes on a busy machine, and not much longer than the database takes. */
    private static final Duration TIMEOUT = Duration.ofMillis(200);

    @Bean
    BestEffortRedis bestEffortRedis(LettuceConnectionFactory factory) {
        return new BestEffortRedis("profiles", TIMEOUT, factory);
    }
}
