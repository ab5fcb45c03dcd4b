package com.homedelivery.delivery.infrastructure;

import com.homedelivery.delivery.DeliveryProperties;
import com.homedelivery.shared.redis.BestEffortRedis;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Redis for what can be found elsewhere, or is worth nothing a moment later: positions and live updates. */
@Configuration(proxyBeanMethods = false)
class RedisConfiguration {

    @Bean
    BestEffortRedis bestEffortRedis(LettuceConnectionFactory factory, DeliveryProperties properties) {
        return new BestEffortRedis("positions-and-updates", properties.redisTimeout(), factory);
    }
}
