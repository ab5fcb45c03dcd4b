package com.homedelivery.shared.messaging.stream;

import com.homedelivery.shared.event.DomainEvent;
import com.homedelivery.shared.messaging.MessagingProperties;
import com.homedelivery.shared.messaging.StreamSubscription;
import com.homedelivery.shared.messaging.deadletter.DeadLetterFixtures;
import com.homedelivery.shared.messaging.inbox.InboxFixtures;
import com.homedelivery.shared.messaging.outbox.MessagingServers;
import com.homedelivery.shared.messaging.redis.RedisConnections;
import com.homedelivery.shared.work.BackgroundTask;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Map;

/** Makes what this package keeps to itself, for the measurement of the relay. */
public final class StreamFixtures {

    private StreamFixtures() {}

    public static ConsumerGroup group(RedisConnections connections, String stream, String group, String consumer) {
        return new ConsumerGroup(connections, stream, group, consumer, StreamConsumer.BLOCK);
    }

    /** Starts a consumer with inbox and dead letters in the database. */
    public static <E extends DomainEvent> BackgroundTask start(
            StreamSubscription<E> subscription,
            MessagingServers servers,
            RedisConnections connections,
            String group,
            MessagingProperties.Consumer settings) {
        EventProcessor<E> processor = new EventProcessor<>(
                subscription, InboxFixtures.inDatabase(servers.jdbc, servers.transactions), MessagingServers.NO_TRACES);
        String key = String.valueOf(subscription.stream().streamKey());
        StreamConsumer consumer = new StreamConsumer(
                processor,
                key,
                group,
                group,
                connections,
                DeadLetterFixtures.inDatabase(servers.jdbc, new EventProcessors(Map.of(key, processor))),
                settings,
                new ConsumerMetrics(new SimpleMeterRegistry(), key, "tests", Clock.systemUTC()));
        return BackgroundTask.start(consumer.name(), consumer::run);
    }
}
