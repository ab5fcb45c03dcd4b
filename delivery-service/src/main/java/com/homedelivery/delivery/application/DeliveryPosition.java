package com.homedelivery.delivery.application;

import com.homedelivery.delivery.domain.Delivery;
import com.homedelivery.delivery.domain.DeliveryStatus;
import java.time.Instant;
import java.util.UUID;

/**
 * A position of a rider who is under way with a delivery.
 *
 * @param status that of the delivery when the rider was there
 */
record DeliveryPosition(UUID deliveryId, DeliveryStatus status, RiderPosition position) {

    DeliveryPosition orLater(DeliveryPosition other) {
        return other.position.seenAt().isAfter(position.seenAt()) ? other : this;
    }

    /**
     * Whether it says something new about the delivery: not when that has another rider or status by now, for the way to
     * the store is not the way to the door, and not when the rider was seen later.
     */
    boolean isNewsFor(Delivery delivery) {
        Instant lastSeen = delivery.locatedAt();
        return delivery.isUnderWayWith(position.riderId())
                && delivery.status() == status
                && (lastSeen == null || lastSeen.isBefore(position.seenAt()));
    }
}
