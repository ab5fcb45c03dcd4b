package com.homedelivery.delivery.application;

import com.homedelivery.delivery.domain.Delivery;
import com.homedelivery.delivery.domain.DeliveryStatus;
import java.time.Instant;
import java.util.UUID;

/**
 * A position of a rider who is busy with a delivery.
 *
 * @param status that of the delivery when the rider was there
 */
record DeliveryPosition(UUID deliveryId, DeliveryStatus status, RiderPosition position) {

    DeliveryPosition latest(DeliveryPosition other) {
        return other.position.seenAt().isAfter(position.seenAt()) ? other : this;
    }

    /**
     * Whether it is to be recorded with the delivery: not when that has another rider or status by now, as the way to the
     * store does not count as the way to the customer, and not when the rider was seen later.
     */
    boolean isNewerThan(Delivery delivery) {
        Instant lastSeen = delivery.locatedAt();
        return delivery.isActiveFor(position.riderId())
                && delivery.status() == status
                && (lastSeen == null || lastSeen.isBefore(position.seenAt()));
    }
}
