package com.homedelivery.analytics.application;

import com.homedelivery.shared.event.DomainEvent;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An event as it was received from Kafka.
 *
 * @param position topic, partition and offset: {@code orders-0@42}
 * @param type its name on the wire, or null
 * @param eventId its id, or null
 * @param subject its key, or null
 * @param value its JSON, or null
 * @param reader deserializes it; throws when that is not possible
 */
public record ReceivedEvent(
        String position,
        String topic,
        @Nullable String type,
        @Nullable String eventId,
        @Nullable String subject,
        @Nullable String value,
        Supplier<DomainEvent> reader) {}
