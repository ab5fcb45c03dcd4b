package com.homedelivery.shared.messaging.stream;

import com.homedelivery.shared.messaging.MessagingProperties;
import com.homedelivery.shared.messaging.StreamSubscription;
import com.homedelivery.shared.messaging.TracePropagation;
import com.homedelivery.shared.messaging.inbox.Inbox;
import com.homedelivery.shared.messaging.redis.RedisConnections;
import io.lettuce.core.RedisClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** One consumer for each {@link StreamSubscription}. */
@AutoConfiguration(
        afterName = {
            "com.homedelivery.shared.messaging.redis.RedisMessagingAutoConfiguration",
            "com.homedelivery.shared.messaging.inbox.InboxAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass(RedisClient.class)
@ConditionalOnBean(StreamSubscription.class)
class StreamConsumerAutoConfiguration {

    @Bean
    EventProcessors eventProcessors(
            ObjectProvider<StreamSubscription<?>> subscriptions, Inbox inbox, TracePropagation traces) {
        return EventProcessors.of(subscriptions.orderedStream().toList(), inbox, traces);
    }

    @Bean
    StreamConsumers streamConsumers(
            EventProcessors processors,
            @Value("${spring.application.name}") String group,
            RedisConnections connections,
            StreamDeadLetterStore deadLetters,
            MessagingProperties properties,
            MeterRegistry registry,
            Clock clock) {
        String consumer = uniqueName();
        return new StreamConsumers(processors.byStream().entrySet().stream()
                .map(each -> new StreamConsumer(
                        each.getValue(),
                        each.getKey(),
                        group,
                        consumer,
                        connections,
                        deadLetters,
                        properties.consumer(),
                        new ConsumerMetrics(registry, each.getKey(), group, clock)))
                .toList());
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
