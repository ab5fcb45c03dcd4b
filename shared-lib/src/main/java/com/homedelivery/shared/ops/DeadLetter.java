package com.homedelivery.shared.ops;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that this service could not act on.
 *
 * @param id of the dead letter, in this service
 * @param source {@code stream} for Redis Streams, {@code kafka}
 * @param stream key of the Redis Stream, or name of the Kafka topic
 * @param type the event's name on the wire, as far as it says one
 * @param eventId the event's id, as far as it has one
 * @param subject what the event is about, as far as it says
 * @param reason why it could not be acted on
 * @param deliveries how often it was tried
 * @param failedAt when it was given up
 * @param data the event as JSON
 * @param trace where the program failed, as far as known
 */
public record DeadLetter(
        String id,
        String source,
        String stream,
        @Nullable String type,
        @Nullable String eventId,
        @Nullable String subject,
        String reason,
        long deliveries,
        Instant failedAt,
        @Nullable String data,
        @Nullable String trace) {

    /** As it stands in a list: without data and trace. */
    DeadLetter summary() {
        return new DeadLetter(id, source, stream, type, eventId, subject, reason, deliveries, failedAt, null, null);
    }
}
