package com.homedelivery.shared.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;

/** The topics, for everybody who has Kafka, and the way there that needs no outbox, for those who publish. */
@AutoConfiguration(
        after = OutboxAutoConfiguration.class,
        afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
@ConditionalOnClass(KafkaAdmin.class)
@ConditionalOnBean(KafkaAdmin.class)
class KafkaMessagingAutoConfiguration {

    /** The relay makes the topics where there is one. */
    @Bean
    @ConditionalOnMissingBean(OutboxRelays.class)
    TopicInitializer topicInitializer(KafkaAdmin admin, Topics topics, MessagingProperties properties) {
        return new TopicInitializer(new KafkaTopics(admin, topics, properties.kafka()));
    }

    @Bean
    @ConditionalOnBean(OutboxRelays.class)
    BestEffortPublisher bestEffortPublisher(
            KafkaTemplate<String, String> kafka,
            KafkaAdmin admin,
            Topics topics,
            MessagingProperties properties,
            TracePropagation traces,
            Clock clock,
            MeterRegistry registry,
            @Value("${spring.application.name}") String source) {
        return new BestEffortPublisher(
                kafka, topics, new KafkaTopics(admin, topics, properties.kafka()), traces, clock, source, registry);
    }
}
