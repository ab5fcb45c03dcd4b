package com.homedelivery.shared.testing;

import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.shared.api.Timestamps;
import com.homedelivery.shared.event.DomainEvent;
import com.homedelivery.shared.event.EventJson;
import com.homedelivery.shared.event.EventStream;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.stream.RecordId;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Publishes events to the Redis Streams as the outbox relay of another service does. */
public final class EventPublisher {

    private final StringRedisTemplate redis;
    private final String group;

    /** @param group consumer group of the service under test: its name */
    public EventPublisher(StringRedisTemplate redis, String group) {
        this.redis = redis;
        this.group = group;
    }

    /** Publishes an event, and returns the id that it was given. */
    public UUID publish(DomainEvent event) {
        return publish(event, UuidCreator.getTimeOrderedEpoch());
    }

    /** Publishes an event with an id; the same event twice has the same. */
    public UUID publish(DomainEvent event, UUID id) {
        add(event, id);
        return id;
    }

    /** Publishes an event, and waits until the service has acknowledged it: handled it, or made it a dead letter. */
    public UUID publishAndAwait(DomainEvent event) {
        return publishAndAwait(event, UuidCreator.getTimeOrderedEpoch());
    }

    /** Likewise, with an id. */
    public UUID publishAndAwait(DomainEvent event, UUID id) {
        RecordId record = add(event, id);
        await().until(() -> isAcknowledged(streamOf(event), record));
        return id;
    }

    private RecordId add(DomainEvent event, UUID id) {
        return Objects.requireNonNull(redis.opsForStream()
                .add(
                        streamOf(event),
                        Map.of(
                                "id", id.toString(),
                                "type", EventStream.typeOf(event),
                                "source", "test",
                                "time", Timestamps.format(Instant.now()),
                                "subject", event.key(),
                                "data", EventJson.write(event))));
    }

    private boolean isAcknowledged(String stream, RecordId record) {
        return redis.opsForStream().groups(stream).stream()
                        .filter(info -> info.groupName().equals(group))
                        .anyMatch(info -> !isBefore(RecordId.of(info.lastDeliveredId()), record))
                && redis.opsForStream()
                        .pending(stream, group, Range.just(record.getValue()), 1)
                        .isEmpty();
    }

    private static boolean isBefore(RecordId one, RecordId other) {
        return one.getTimestamp() == other.getTimestamp()
                ? one.getSequence() < other.getSequence()
                : one.getTimestamp() < other.getTimestamp();
    }

    private static String streamOf(DomainEvent event) {
        return Objects.requireNonNull(EventStream.of(event).streamKey());
    }
}
