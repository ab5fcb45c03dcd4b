package com.homedelivery.inventory.infrastructure;

import com.homedelivery.inventory.InventoryProperties;
import com.homedelivery.shared.redis.BestEffortRedis;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Redis for {@link RedisStockCounters}. */
@Configuration(proxyBeanMethods = false)
class StockCounterConfiguration {

    @Bean
    BestEffortRedis stockCounterRedis(LettuceConnectionFactory factory, InventoryProperties properties) {
        return new BestEffortRedis("stock-counters", properties.counters().timeout(), factory);
    }
}
