package com.homedelivery.shared.messaging;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaAdmin;

/** The topics, for everybody who has Kafka. */
@AutoConfiguration(
        after = OutboxAutoConfiguration.class,
        afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
@ConditionalOnClass(KafkaAdmin.class)
@ConditionalOnBean(KafkaAdmin.class)
class KafkaMessagingAutoConfiguration {

    /** The relay makes the topics where there is one. */
    @Bean
    @ConditionalOnMissingBean(OutboxRelays.class)
    TopicCreation topicCreation(KafkaAdmin admin, Topics topics, MessagingProperties properties) {
        return new TopicCreation(new KafkaTopics(admin, topics, properties.kafka()));
    }
}
