package com.homedelivery.shared.messaging.sink;

import com.homedelivery.shared.event.EventMetadata;
import java.util.Optional;

/**
 * An event on its way out.
 *
 * @param id its place in the outbox
 * @param stream key of its Redis Stream, if it has one
 * @param topic name of its Kafka topic, without prefix
 * @param data the event as JSON
 */
public record OutboxRow(long id, Optional<String> stream, String topic, EventMetadata event, String data) {

    /** Rows of one key keep their order. */
    public OrderingKey orderingKey() {
        return new OrderingKey(topic, event.subject());
    }

    /** The events about one thing. */
    public record OrderingKey(String topic, String key) {}
}
