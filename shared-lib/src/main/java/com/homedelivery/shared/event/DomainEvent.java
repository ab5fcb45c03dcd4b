package com.homedelivery.shared.event;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * Something that happened in one service and that others act on. Each stream has one sealed interface of records; a
 * record's {@link EventType} is its name on the wire. Adding a field is compatible, anything else is a new type.
 */
public sealed interface DomainEvent
        permits UserEvent,
                OrderEvent,
                PaymentEvent,
                InventoryEvent,
                DeliveryEvent,
                NotificationEvent,
                RiderLocationEvent {

    /** The id of what the event is about. Events with one key keep their order; it is the CloudEvents subject. */
    @JsonIgnore
    String key();
}
