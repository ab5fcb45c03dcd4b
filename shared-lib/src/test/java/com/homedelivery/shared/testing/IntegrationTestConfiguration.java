package com.homedelivery.shared.testing;

import com.homedelivery.shared.security.AccessTokens;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a test of the running service gets injected. Each is made when it is first asked for. */
@TestConfiguration(proxyBeanMethods = false)
class IntegrationTestConfiguration {

    /** The port is known once the server has started. */
    @Bean
    @Lazy
    ApiClient apiClient(Environment environment, AccessTokens tokens) {
        return ApiClient.to(environment.getRequiredProperty("local.server.port", Integer.class), tokens);
    }

    @TestConfiguration(proxyBeanMethods = false)
    @ConditionalOnClass(StringRedisTemplate.class)
    static class Redis {

        @Bean
        @Lazy
        EventPublisher eventPublisher(StringRedisTemplate redis, @Value("${spring.application.name}") String service) {
            return new EventPublisher(redis, service);
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    @ConditionalOnClass(JdbcClient.class)
    static class Database {

        @Bean
        @Lazy
        OutboxEvents outboxEvents(JdbcClient jdbc) {
            return new OutboxEvents(jdbc);
        }
    }
}
