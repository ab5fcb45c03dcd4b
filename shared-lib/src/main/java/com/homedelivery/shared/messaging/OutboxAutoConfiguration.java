package com.homedelivery.shared.messaging;

import io.lettuce.core.RedisClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;

/** The outbox and its relays, for a service that has PostgreSQL, Redis and Kafka. */
@AutoConfiguration(
        after = RedisMessagingAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass({JdbcClient.class, PGConnection.class, RedisClient.class, KafkaTemplate.class})
@ConditionalOnBean({JdbcClient.class, JdbcConnectionDetails.class, RedisConnections.class, KafkaTemplate.class})
class OutboxAutoConfiguration {

    @Bean
    OutboxNotifier outboxNotifier() {
        return new OutboxNotifier();
    }

    @Bean
    JdbcOutbox outbox(
            JdbcClient jdbc,
            Clock clock,
            @Value("${spring.application.name}") String source,
            TracePropagation traces,
            OutboxNotifier notifier) {
        return new JdbcOutbox(jdbc, clock, source, traces, notifier);
    }

    @Bean
    QuarantinedRows quarantinedRows(JdbcClient jdbc) {
        return new QuarantinedRows(jdbc);
    }

    @Bean
    JdbcQuarantineStore quarantineStore(QuarantinedRows rows) {
        return new JdbcQuarantineStore(rows);
    }

    /** What is unsent when the service stops is in the outbox; there is nothing to wait for. */
    @Bean
    DefaultKafkaProducerFactoryCustomizer closeKafkaProducerSoon() {
        return factory -> factory.setPhysicalCloseTimeout(1);
    }

    @Bean
    OutboxRelays outboxRelays(
            JdbcConnectionDetails database,
            RedisConnections redis,
            KafkaTemplate<String, String> kafka,
            ConsumerFactory<String, String> consumers,
            KafkaAdmin admin,
            Topics topics,
            MessagingProperties properties,
            MeterRegistry registry,
            OutboxNotifier notifier,
            @Value("${spring.application.name}") String source) {
        List<Sink> sinks = List.of(
                new RedisStreamSink(
                        redis,
                        source,
                        new StreamTrimmingJob(properties.relay().keepInStream()),
                        new RedisMemory(registry)),
                new KafkaSink(
                        kafka,
                        topics,
                        new KafkaTopics(admin, topics, properties.kafka()),
                        new KafkaHighWaterMarks(consumers, topics, source)));
        return new OutboxRelays(
                sinks.stream()
                        .map(sink -> new OutboxRelay(
                                database,
                                sink,
                                properties.relay(),
                                new OutboxMetrics(registry, sink.destination()),
                                notifier))
                        .toList(),
                new OutboxListener(database, notifier));
    }
}
