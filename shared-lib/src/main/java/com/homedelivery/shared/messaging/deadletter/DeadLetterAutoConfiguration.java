package com.homedelivery.shared.messaging.deadletter;

import com.homedelivery.shared.messaging.StreamSubscription;
import com.homedelivery.shared.messaging.redis.RedisConnections;
import com.homedelivery.shared.messaging.stream.EventProcessors;
import com.homedelivery.shared.messaging.stream.StreamDeadLetterStore;
import io.lettuce.core.RedisClient;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The dead letters of a service that subscribes to a stream: in its database, or in Redis if it has none. */
@AutoConfiguration(afterName = "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration")
@ConditionalOnClass(RedisClient.class)
@ConditionalOnBean(StreamSubscription.class)
class DeadLetterAutoConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(JdbcClient.class)
    @ConditionalOnBean(JdbcClient.class)
    static class WithDatabase {

        @Bean
        StreamDeadLetterStore deadLetters(JdbcClient jdbc, EventProcessors processors) {
            return new JdbcDeadLetterStore(jdbc, processors);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(type = "org.springframework.jdbc.core.simple.JdbcClient")
    static class WithoutDatabase {

        @Bean
        StreamDeadLetterStore deadLetters(
                EventProcessors processors,
                @Value("${spring.application.name}") String group,
                RedisConnections connections) {
            return new RedisDeadLetterStore(processors, group, connections);
        }
    }
}
