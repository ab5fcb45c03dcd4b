package com.homedelivery.analytics.messaging;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** While the database does not answer, a batch is retried without end; nothing is skipped. */
@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

    private static final Duration INITIAL_INTERVAL = Duration.ofMillis(500);
    private static final Duration MAX_INTERVAL = Duration.ofSeconds(10);

    @Bean
    CommonErrorHandler retryWithoutEnd() {
        ExponentialBackOff backOff = new ExponentialBackOff(INITIAL_INTERVAL.toMillis(), 2);
        backOff.setMaxInterval(MAX_INTERVAL.toMillis());
        DefaultErrorHandler handler = new DefaultErrorHandler(backOff);
        handler.setLogLevel(KafkaException.Level.DEBUG);
        return handler;
    }
}
