package com.homedelivery.delivery.web;

import com.homedelivery.delivery.application.DeliveryView;
import com.homedelivery.delivery.domain.Delivery;
import com.homedelivery.delivery.domain.DeliveryStatus;
import com.homedelivery.shared.geo.GeoPoint;
import com.homedelivery.shared.security.CurrentUser;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as its customer, its rider and admins see it.
 *
 * @param estimatedTime minutes to the customer, while it is not over
 * @param actualTime minutes from the confirmed order to the handover, once delivered
 * @param otp the code for the handover, for the customer alone
 */
record TrackResponse(
        UUID id,
        UUID orderId,
        @Nullable UUID deliveryAgentId,
        DeliveryStatus status,
        GeoPoint pickupLocation,
        GeoPoint deliveryLocation,
        @Nullable GeoPoint currentLocation,
        @Nullable Integer estimatedTime,
        @Nullable Integer actualTime,
        @Nullable String otp,
        Instant createdAt,
        Instant updatedAt) {

    static TrackResponse of(DeliveryView view, CurrentUser viewer) {
        Delivery delivery = view.delivery();
        boolean isCustomer = delivery.belongsTo(viewer.id()) && !delivery.isAssignedTo(viewer.id());
        return new TrackResponse(
                delivery.id(),
                delivery.orderId(),
                delivery.riderId(),
                delivery.status(),
                delivery.pickup(),
                delivery.dropoff(),
                view.currentLocation(),
                view.estimatedTime(),
                delivery.actualMinutes(),
                isCustomer ? delivery.otp() : null,
                delivery.createdAt(),
                delivery.updatedAt());
    }
}
