package com.homedelivery.delivery.application;

import com.homedelivery.shared.geo.GeoPoint;
import java.time.Instant;
import java.util.UUID;

/** Where a rider was, and when. */
public record RiderPosition(UUID riderId, GeoPoint location, Instant seenAt) {

    RiderPosition latest(RiderPosition other) {
        return other.seenAt.isAfter(seenAt) ? other : this;
    }
}
