package com.homedelivery.delivery.application;

import com.homedelivery.delivery.application.LiveUpdate.StatusChanged;
import com.homedelivery.delivery.domain.Deliveries;
import com.homedelivery.delivery.domain.Delivery;
import com.homedelivery.delivery.domain.DeliveryStatus;
import com.homedelivery.delivery.domain.OrderTombstone;
import com.homedelivery.delivery.domain.OrderTombstones;
import com.homedelivery.delivery.domain.StopDecision;
import com.homedelivery.delivery.domain.StopOutcome;
import com.homedelivery.shared.messaging.outbox.Outbox;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Calls the delivery of an order off, and decides who was first: the cancellation, or the rider who picks up or hands
 * over. Both hold the delivery's row lock. For an order without a delivery a tombstone is stored under the order's lock, so that a
 * confirmation that comes later does not dispatch it; the event is published then.
 */
@Service
public class StopDelivery {

    private final Deliveries deliveries;
    private final OrderTombstones orderTombstones;
    private final Outbox outbox;
    private final ApplicationEventPublisher localEvents;
    private final Clock clock;

    StopDelivery(
            Deliveries deliveries,
            OrderTombstones orderTombstones,
            Outbox outbox,
            ApplicationEventPublisher localEvents,
            Clock clock) {
        this.deliveries = deliveries;
        this.orderTombstones = orderTombstones;
        this.outbox = outbox;
        this.localEvents = localEvents;
        this.clock = clock;
    }

    /**
     * The outcome, and the state of the delivery now.
     *
     * @param deliveryId the delivery, or null when there is none
     * @param status its status, or null when there is none
     */
    public record StopResult(
            UUID orderId,
            StopOutcome outcome,
            @Nullable UUID deliveryId,
            @Nullable DeliveryStatus status) {}

    /**
     * Stops the delivery unless the rider was first. Doing so again gives the same answer and changes nothing.
     *
     * @param reason why, as stored with the delivery
     * @param evenIfPickedUp whether a rider who has the goods is not to hand them over any more
     */
    @Transactional
    public StopResult stop(UUID orderId, String reason, boolean evenIfPickedUp) {
        deliveries.lockOrder(orderId);
        Optional<Delivery> delivery = deliveries.findByOrderIdForUpdate(orderId);
        return delivery.isPresent()
                ? stop(delivery.get(), reason, evenIfPickedUp)
                : stopBeforeConfirmation(orderId, reason);
    }

    private StopResult stop(Delivery delivery, String reason, boolean evenIfPickedUp) {
        StopDecision decision = delivery.stop(reason, evenIfPickedUp, clock.instant());
        decision.event().ifPresent(event -> {
            outbox.publish(event);
            localEvents.publishEvent(StatusChanged.of(delivery));
            if (delivery.riderId() != null) {
                localEvents.publishEvent(new DispatchSignal.RiderAvailable());
            }
        });
        return new StopResult(delivery.orderId(), decision.outcome(), delivery.id(), delivery.status());
    }

    private StopResult stopBeforeConfirmation(UUID orderId, String reason) {
        if (orderTombstones.findById(orderId).isEmpty()) {
            orderTombstones.save(new OrderTombstone(orderId, reason, clock.instant()));
        }
        return new StopResult(orderId, StopOutcome.STOPPED, null, null);
    }
}
