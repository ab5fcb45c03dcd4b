package com.homedelivery.delivery.application;

import com.homedelivery.delivery.domain.Delivery;
import com.homedelivery.shared.geo.GeoPoint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as it is right now.
 *
 * @param currentLocation where its rider is, or null when there is none, it is not known, or the viewer may not see it
 * @param locatedAt when the rider was there
 * @param estimatedTime minutes to the customer, or null when it is over
 */
public record DeliveryView(
        Delivery delivery,
        @Nullable GeoPoint currentLocation,
        @Nullable Instant locatedAt,
        @Nullable Integer estimatedTime) {}
