package com.homedelivery.shared.ops;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that this service could not send, because a destination refuses it. Later events with the same subject wait
 * behind it.
 *
 * @param id of the quarantined event, in this service
 * @param destination who refuses it: {@code redis} or {@code kafka}
 * @param topic name of its Kafka topic
 * @param data the event as JSON; null in a list
 */
public record QuarantinedEvent(
        String id,
        String destination,
        String topic,
        String type,
        String eventId,
        String subject,
        String reason,
        Instant quarantinedAt,
        @Nullable String data) {

    /** As it stands in a list: without data. */
    QuarantinedEvent summary() {
        return new QuarantinedEvent(id, destination, topic, type, eventId, subject, reason, quarantinedAt, null);
    }
}
