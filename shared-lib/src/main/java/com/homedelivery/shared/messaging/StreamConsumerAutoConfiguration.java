package com.homedelivery.shared.messaging;

import com.homedelivery.shared.event.DomainEvent;
import io.lettuce.core.RedisClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** One consumer for each {@link StreamSubscription}. */
@AutoConfiguration(
        after = {RedisMessagingAutoConfiguration.class, InboxAutoConfiguration.class},
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(RedisClient.class)
@ConditionalOnBean(StreamSubscription.class)
class StreamConsumerAutoConfiguration {

    @Bean
    StreamConsumers streamConsumers(
            ObjectProvider<StreamSubscription<?>> subscriptions,
            @Value("${spring.application.name}") String group,
            RedisConnections connections,
            Inbox inbox,
            Traces traces,
            MessagingProperties properties,
            MeterRegistry registry,
            Clock clock) {
        List<StreamSubscription<?>> all = subscriptions.orderedStream().toList();
        StreamConsumers.requireOneEach(all.stream()
                .<com.homedelivery.shared.event.EventStream<?>>map(StreamSubscription::stream)
                .toList());
        String consumer = uniqueName();
        return new StreamConsumers(all.stream()
                .<StreamConsumer<?>>map(subscription -> consumer(
                        subscription, group, consumer, connections, inbox, traces, properties, registry, clock))
                .toList());
    }

    private static <E extends DomainEvent> StreamConsumer<E> consumer(
            StreamSubscription<E> subscription,
            String group,
            String consumer,
            RedisConnections connections,
            Inbox inbox,
            Traces traces,
            MessagingProperties properties,
            MeterRegistry registry,
            Clock clock) {
        String stream = Objects.requireNonNull(subscription.stream().streamKey(), "only streams in Redis are consumed");
        return new StreamConsumer<>(
                subscription,
                group,
                consumer,
                connections,
                inbox,
                traces,
                properties.consumer(),
                new ConsumerMetrics(registry, stream, clock));
    }

    /** Tells an operator where a consumer runs, and two on one machine apart. */
    private static String uniqueName() {
        String start = UUID.randomUUID().toString().substring(0, 8);
        try {
            return InetAddress.getLocalHost().getHostName() + "-" + start;
        } catch (UnknownHostException nameless) {
            return "consumer-" + start;
        }
    }
}
