package com.homedelivery.delivery.web;

import com.homedelivery.delivery.application.DeliveryView;
import com.homedelivery.delivery.domain.Delivery;
import com.homedelivery.delivery.domain.DeliveryAddress;
import com.homedelivery.delivery.domain.DeliveryStatus;
import com.homedelivery.delivery.domain.GoodsLocation;
import com.homedelivery.shared.geo.GeoPoint;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as its rider and admins see it. What {@link TrackResponse} has, and the address; never the customer's code.
 *
 * @param failureReason why it failed or was stopped
 * @param goods where the goods are; those of a delivery that failed on the way stay {@code WITH_RIDER} until they are
 *     said to be back
 * @param overdue whether no rider has been found for too long
 */
record DeliveryResponse(
        UUID id,
        UUID orderId,
        UUID userId,
        @Nullable UUID deliveryAgentId,
        DeliveryStatus status,
        GeoPoint pickupLocation,
        GeoPoint deliveryLocation,
        DeliveryAddress deliveryAddress,
        @Nullable GeoPoint currentLocation,
        @Nullable Integer estimatedTime,
        @Nullable Integer actualTime,
        @Nullable String failureReason,
        GoodsLocation goods,
        boolean overdue,
        Instant createdAt,
        Instant updatedAt) {

    static DeliveryResponse of(DeliveryView view) {
        Delivery delivery = view.delivery();
        return new DeliveryResponse(
                delivery.id(),
                delivery.orderId(),
                delivery.userId(),
                delivery.riderId(),
                delivery.status(),
                delivery.pickup(),
                delivery.dropoff(),
                delivery.address(),
                view.currentLocation(),
                view.estimatedTime(),
                delivery.actualMinutes(),
                delivery.failureReason(),
                delivery.goods(),
                delivery.isOverdue(),
                delivery.createdAt(),
                delivery.updatedAt());
    }
}
