package com.homedelivery.delivery.application;

import com.homedelivery.delivery.domain.Delivery;
import com.homedelivery.shared.geo.GeoPoint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as it is right now.
 *
 * @param currentLocation where its rider is, or null when nobody is under way, nobody knows, or it is none of the viewer's
 *     business
 * @param locatedAt when the rider was there
 * @param estimatedTime minutes to the door, or null when it is over
 */
public record DeliveryView(
        Delivery delivery,
        @Nullable GeoPoint currentLocation,
        @Nullable Instant locatedAt,
        @Nullable Integer estimatedTime) {}
