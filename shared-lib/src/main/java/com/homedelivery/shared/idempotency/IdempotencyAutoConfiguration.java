package com.homedelivery.shared.idempotency;

import com.homedelivery.shared.work.BackgroundThread;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@AutoConfiguration(afterName = "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration")
@ConditionalOnClass(JdbcClient.class)
@EnableConfigurationProperties(IdempotencyProperties.class)
class IdempotencyAutoConfiguration {

    @Bean
    @ConditionalOnBean(JdbcClient.class)
    IdempotentRequests idempotentRequests(
            JdbcClient jdbc, JsonMapper json, IdempotencyProperties properties, Clock clock) {
        return new IdempotentRequests(
                jdbc,
                json,
                properties.keep(),
                clock,
                task -> Thread.ofVirtual().name("idempotency-purge").start(BackgroundThread.wrap(task)));
    }
}
