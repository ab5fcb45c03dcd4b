package com.homedelivery.shared.fault;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The switches of a service that has a {@link Fault}, where the demo data is. Elsewhere nothing can be broken. */
@AutoConfiguration(
        afterName = {
            "com.homedelivery.shared.messaging.kafka.KafkaMessagingAutoConfiguration",
            "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration"
        })
@ConditionalOnBooleanProperty("homedelivery.demo-data")
@ConditionalOnClass(StringRedisTemplate.class)
@ConditionalOnBean({Fault.class, StringRedisTemplate.class})
class FaultAutoConfiguration {

    @Bean
    FaultSwitches faultSwitches(ObjectProvider<Fault> faults, StringRedisTemplate redis, Clock clock) {
        return new FaultSwitches(faults.orderedStream().toList(), redis, clock);
    }
}
