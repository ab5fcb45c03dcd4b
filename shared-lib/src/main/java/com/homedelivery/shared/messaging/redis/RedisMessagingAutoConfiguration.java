package com.homedelivery.shared.messaging.redis;

import com.homedelivery.shared.messaging.MessagingProperties;
import com.homedelivery.shared.messaging.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** The connections that relay and consumers share the making of, and the relay's way to Redis Streams. */
@AutoConfiguration(
        afterName = {
            "com.homedelivery.shared.messaging.outbox.OutboxAutoConfiguration",
            "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration"
        })
@ConditionalOnClass(LettuceConnectionFactory.class)
@ConditionalOnBean(LettuceConnectionFactory.class)
class RedisMessagingAutoConfiguration {

    @Bean
    @Lazy
    RedisConnections messagingRedisConnections(LettuceConnectionFactory factory) {
        return new RedisConnections(factory);
    }

    /** Closed by the relay that uses it. */
    @Bean(destroyMethod = "")
    @ConditionalOnBean(Outbox.class)
    RedisStreamSink redisStreamSink(
            RedisConnections connections,
            MessagingProperties properties,
            MeterRegistry registry,
            @Value("${spring.application.name}") String source) {
        return new RedisStreamSink(
                connections,
                source,
                new StreamTrimmingJob(properties.relay().keepInStream(), connections.naming()),
                new RedisMemory(registry));
    }
}
