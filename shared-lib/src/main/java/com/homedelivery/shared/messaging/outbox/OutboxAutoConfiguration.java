package com.homedelivery.shared.messaging.outbox;

import com.homedelivery.shared.messaging.MessagingProperties;
import com.homedelivery.shared.messaging.TracePropagation;
import com.homedelivery.shared.messaging.sink.Sink;
import com.homedelivery.shared.messaging.sink.SinkType;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;

/** The outbox and its relays, for a service that has PostgreSQL, Redis and Kafka. */
@AutoConfiguration(
        afterName = {
            "com.homedelivery.shared.messaging.MessagingAutoConfiguration",
            "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass({JdbcClient.class, PGConnection.class, LettuceConnectionFactory.class, KafkaTemplate.class})
@ConditionalOnBean({JdbcClient.class, JdbcConnectionDetails.class, LettuceConnectionFactory.class, KafkaTemplate.class})
class OutboxAutoConfiguration {

    @Bean
    OutboxNotifier outboxNotifier() {
        return new OutboxNotifier();
    }

    @Bean
    JdbcOutbox outbox(
            JdbcTemplate jdbc,
            Clock clock,
            @Value("${spring.application.name}") String source,
            TracePropagation traces,
            OutboxNotifier notifier,
            MeterRegistry registry) {
        return new JdbcOutbox(jdbc, clock, source, traces, notifier, registry);
    }

    @Bean
    QuarantinedRows quarantinedRows(JdbcClient jdbc) {
        return new QuarantinedRows(jdbc);
    }

    @Bean
    JdbcQuarantineStore quarantineStore(QuarantinedRows rows) {
        return new JdbcQuarantineStore(rows);
    }

    /** Sends what is in the outbox to the {@link Sink} of each destination. */
    @Bean
    OutboxRelays outboxRelays(
            JdbcConnectionDetails database,
            ObjectProvider<Sink> sinks,
            MessagingProperties properties,
            MeterRegistry registry,
            OutboxNotifier notifier,
            TracePropagation traces) {
        return new OutboxRelays(
                oneForEachDestination(sinks.stream().toList()).stream()
                        .map(sink -> new OutboxRelay(
                                database,
                                sink,
                                properties.relay(),
                                new OutboxMetrics(registry, sink.destination()),
                                notifier,
                                traces))
                        .toList(),
                new OutboxListener(database, notifier));
    }

    /** @throws IllegalStateException when a destination has no sink, or two */
    private static List<Sink> oneForEachDestination(List<Sink> sinks) {
        for (SinkType destination : SinkType.values()) {
            long count = sinks.stream()
                    .filter(sink -> sink.destination() == destination)
                    .count();
            if (count != 1) {
                throw new IllegalStateException(
                        "The outbox has %d sinks for %s instead of one, so that events would wait there for ever or go out twice"
                                .formatted(count, destination.label()));
            }
        }
        return sinks;
    }
}
