package com.homedelivery.delivery.infrastructure;

import com.homedelivery.delivery.DeliveryProperties;
import com.homedelivery.shared.redis.BestEffortRedis;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Redis for data that may be lost: positions and live updates. */
@Configuration(proxyBeanMethods = false)
class LiveDataConfiguration {

    @Bean
    BestEffortRedis bestEffortRedis(LettuceConnectionFactory factory, DeliveryProperties properties) {
        return new BestEffortRedis("positions-and-updates", properties.redisTimeout(), factory);
    }
}
