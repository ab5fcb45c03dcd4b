package com.homedelivery.delivery.application;

import com.homedelivery.delivery.domain.Deliveries;
import com.homedelivery.delivery.domain.Delivery;
import com.homedelivery.delivery.domain.DeliveryStatus;
import com.homedelivery.delivery.domain.OrderTombstone;
import com.homedelivery.delivery.domain.OrderTombstones;
import com.homedelivery.delivery.domain.StopOutcome;
import com.homedelivery.shared.event.DeliveryEvent;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Calls the delivery of an order off, and decides who was first: the cancellation, or the rider who picks up or hands
 * over. Both hold the delivery's row lock; an order without a delivery is remembered under the order's lock, so that a
 * confirmation that comes later does not dispatch it; that it is stopped is announced then.
 */
@Service
public class StopDelivery {

    private final Deliveries deliveries;
    private final OrderTombstones orderTombstones;
    private final DeliveryEventPublisher announcements;
    private final Clock clock;

    StopDelivery(
            Deliveries deliveries, OrderTombstones orderTombstones, DeliveryEventPublisher announcements, Clock clock) {
        this.deliveries = deliveries;
        this.orderTombstones = orderTombstones;
        this.announcements = announcements;
        this.clock = clock;
    }

    /**
     * What came of it, and how the delivery stands now.
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
     * @param reason for those who look at the delivery later
     * @param evenIfPickedUp whether a rider who has the goods is not to hand them over any more
     */
    @Transactional
    public StopResult stop(UUID orderId, String reason, boolean evenIfPickedUp) {
        deliveries.lockOrder(orderId);
        return deliveries
                .lockByOrderId(orderId)
                .map(delivery -> stop(delivery, reason, evenIfPickedUp))
                .orElseGet(() -> remember(orderId, reason));
    }

    private StopResult stop(Delivery delivery, String reason, boolean evenIfPickedUp) {
        boolean hadRider = delivery.status().isUnderWay();
        boolean wasCarried = delivery.status().isCarried();
        Optional<DeliveryEvent> stopped = delivery.stop(reason, evenIfPickedUp, clock.instant());
        stopped.ifPresent(event -> {
            announcements.statusChanged(delivery, event);
            if (hadRider) {
                announcements.signal(new DispatchSignal.RiderFree());
            }
        });
        StopOutcome outcome = stopped.isPresent() && wasCarried ? StopOutcome.STOPPED_ON_THE_WAY : outcomeOf(delivery);
        return new StopResult(delivery.orderId(), outcome, delivery.id(), delivery.status());
    }

    private static StopOutcome outcomeOf(Delivery delivery) {
        return switch (delivery.status()) {
            case PENDING, ASSIGNED -> throw new IllegalStateException("What has not been picked up can be stopped");
            case PICKED_UP, IN_TRANSIT -> StopOutcome.PICKED_UP;
            case DELIVERED -> StopOutcome.DELIVERED;
            case FAILED -> delivery.wasCalledOff() ? StopOutcome.STOPPED : StopOutcome.FAILED;
        };
    }

    private StopResult remember(UUID orderId, String reason) {
        if (orderTombstones.findById(orderId).isEmpty()) {
            orderTombstones.save(new OrderTombstone(orderId, reason, clock.instant()));
        }
        return new StopResult(orderId, StopOutcome.STOPPED, null, null);
    }
}
