package com.homedelivery.delivery.application;

import com.homedelivery.delivery.domain.Delivery;
import com.homedelivery.shared.event.DeliveryEvent;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryUnassigned;
import com.homedelivery.shared.messaging.outbox.Outbox;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells the other services, through the outbox, and those who are watching, once the transaction has committed. */
@Component
class DeliveryEventPublisher {

    private final Outbox outbox;
    private final ApplicationEventPublisher listeners;

    DeliveryEventPublisher(Outbox outbox, ApplicationEventPublisher listeners) {
        this.outbox = outbox;
        this.listeners = listeners;
    }

    /** There is a new delivery. */
    void created(Delivery delivery) {
        listeners.publishEvent(new LiveUpdate.DeliveryCreated(delivery.orderId()));
    }

    /** The status has changed, and this is what the other services are to know of it. */
    void statusChanged(Delivery delivery, DeliveryEvent event) {
        outbox.publish(event);
        statusChanged(delivery, (UUID) null);
    }

    /** The rider has lost the delivery, and no longer watches it. */
    void unassigned(Delivery delivery, DeliveryUnassigned event) {
        outbox.publish(event);
        statusChanged(delivery, event.deliveryAgentId());
    }

    /** The status has changed in a way that concerns only those who are watching. */
    void statusChanged(Delivery delivery, @Nullable UUID formerRider) {
        listeners.publishEvent(new LiveUpdate.StatusChanged(
                delivery.id(), delivery.orderId(), delivery.status(), delivery.statusSince(), formerRider));
    }

    void signal(DispatchSignal signal) {
        listeners.publishEvent(signal);
    }
}
