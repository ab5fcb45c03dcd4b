package com.homedelivery.shared.event;

import com.homedelivery.shared.geo.GeoPoint;
import java.time.Instant;
import java.util.UUID;

/** Where riders are. Too many for the workflow: Kafka only. Key: the rider's id. */
public sealed interface RiderLocationEvent extends DomainEvent {

    UUID riderId();

    @Override
    default String key() {
        return riderId().toString();
    }

    @EventType("rider.location_sampled")
    record RiderLocationSampled(UUID riderId, GeoPoint location, Instant sampledAt) implements RiderLocationEvent {}
}
