package com.homedelivery.shared.messaging.outbox;

import com.homedelivery.shared.event.DomainEvent;
import java.util.Collection;
import java.util.List;

/**
 * Publishes the events of a service. They are written in the transaction that changes the data, so that both happen or
 * neither, and travel to Redis Streams and Kafka after it commits, in order per key, for as long as it takes.
 */
public interface Outbox {

    /** @throws org.springframework.transaction.IllegalTransactionStateException outside of a transaction */
    default void publish(DomainEvent event) {
        publishAll(List.of(event));
    }

    /**
     * Publishes events in their order, written together. Without effect when there are none.
     *
     * @throws org.springframework.transaction.IllegalTransactionStateException outside of a transaction
     */
    void publishAll(Collection<? extends DomainEvent> events);
}
