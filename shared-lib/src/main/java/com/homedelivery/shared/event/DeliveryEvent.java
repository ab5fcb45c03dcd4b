package com.homedelivery.shared.event;

import com.homedelivery.shared.geo.GeoPoint;
import java.time.Instant;
import java.util.UUID;

/** The way of an order to the door. Key: the order's id. */
public sealed interface DeliveryEvent extends DomainEvent {

    UUID deliveryId();

    UUID orderId();

    @Override
    default String key() {
        return orderId().toString();
    }

    @EventType("delivery.assigned")
    record DeliveryAssigned(UUID deliveryId, UUID orderId, UUID userId, UUID deliveryAgentId, Instant assignedAt)
            implements DeliveryEvent {}

    @EventType("delivery.started")
    record DeliveryStarted(UUID deliveryId, UUID orderId, Instant startedAt, GeoPoint pickupLocation)
            implements DeliveryEvent {}

    @EventType("delivery.in_transit")
    record DeliveryInTransit(UUID deliveryId, UUID orderId, GeoPoint currentLocation, Instant updatedAt)
            implements DeliveryEvent {}

    /**
     * @param durationMinutes from pickup to the door
     * @param distanceKm way that the rider went, as sampled
     */
    @EventType("delivery.completed")
    record DeliveryCompleted(
            UUID deliveryId,
            UUID orderId,
            UUID deliveryAgentId,
            Instant completedAt,
            GeoPoint deliveryLocation,
            int durationMinutes,
            double distanceKm)
            implements DeliveryEvent {}

    /** The rider has the goods and will not bring them. They count as gone until {@link DeliveryReturned}. */
    @EventType("delivery.failed")
    record DeliveryFailed(UUID deliveryId, UUID orderId, String reason, Instant failedAt) implements DeliveryEvent {}

    /** The delivery was called off before pickup: the goods have not left the store. */
    @EventType("delivery.cancelled")
    record DeliveryCancelled(UUID deliveryId, UUID orderId, String reason, Instant cancelledAt)
            implements DeliveryEvent {}

    /** The goods of a delivery that failed are back in the store. */
    @EventType("delivery.returned")
    record DeliveryReturned(UUID deliveryId, UUID orderId, Instant returnedAt) implements DeliveryEvent {}

    /**
     * The rider no longer has the delivery, and another one is looked for.
     *
     * @param reason {@code handed-back} by the rider, or {@code not-picked-up} in time
     */
    @EventType("delivery.unassigned")
    record DeliveryUnassigned(
            UUID deliveryId, UUID orderId, UUID userId, UUID deliveryAgentId, String reason, Instant unassignedAt)
            implements DeliveryEvent {}

    /** The rider has accepted and has not picked up in time: the rider is asked. */
    @EventType("delivery.pickup_overdue")
    record PickupOverdue(
            UUID deliveryId, UUID orderId, UUID userId, UUID deliveryAgentId, Instant assignedAt, Instant overdueAt)
            implements DeliveryEvent {}

    /**
     * The rider has the goods and has not been heard of for too long.
     *
     * @param lastSeenAt when the rider's last position came in; the pickup when there was none
     */
    @EventType("delivery.delayed")
    record DeliveryDelayed(
            UUID deliveryId, UUID orderId, UUID userId, UUID deliveryAgentId, Instant lastSeenAt, Instant delayedAt)
            implements DeliveryEvent {}

    /** No rider was found in time; the search goes on. */
    @EventType("delivery.no_rider_found")
    record NoRiderFound(UUID deliveryId, UUID orderId, UUID userId, Instant searchingSince, Instant reportedAt)
            implements DeliveryEvent {}
}
