package com.homedelivery.delivery.application;

import com.homedelivery.delivery.domain.Rider;
import com.homedelivery.shared.geo.GeoPoint;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rider as the rider sees it.
 *
 * @param onlineSince when the shift began, or null off duty
 * @param activeDeliveryId the delivery that the rider is busy with, or null
 */
public record RiderView(
        UUID riderId,
        boolean online,
        @Nullable Instant onlineSince,
        @Nullable GeoPoint location,
        @Nullable UUID activeDeliveryId) {

    static RiderView of(Rider rider, @Nullable UUID activeDeliveryId) {
        return new RiderView(rider.id(), rider.isOnline(), rider.onlineSince(), rider.location(), activeDeliveryId);
    }
}
