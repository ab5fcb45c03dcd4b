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

    @EventType("delivery.failed")
    record DeliveryFailed(UUID deliveryId, UUID orderId, String reason, Instant failedAt) implements DeliveryEvent {}
}
