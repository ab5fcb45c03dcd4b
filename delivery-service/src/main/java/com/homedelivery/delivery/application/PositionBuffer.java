package com.homedelivery.delivery.application;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Positions that this instance has received and that are not in the database yet: the last one of each rider, and of each
 * delivery. A crash loses them, at most those of one interval.
 */
@Component
class PositionBuffer {

    private final Map<UUID, RiderPosition> ofRiders = new ConcurrentHashMap<>();
    private final Map<UUID, DeliveryPosition> ofDeliveries = new ConcurrentHashMap<>();

    PositionBuffer(MeterRegistry metrics) {
        Gauge.builder("homedelivery.delivery.positions.pending", ofRiders, Map::size)
                .description("Riders whose last position is not in the database yet")
                .register(metrics);
    }

    void add(RiderPosition position) {
        ofRiders.merge(position.riderId(), position, RiderPosition::latest);
    }

    void add(DeliveryPosition position) {
        ofDeliveries.merge(position.deliveryId(), position, DeliveryPosition::latest);
    }

    List<RiderPosition> riderPositions() {
        return List.copyOf(ofRiders.values());
    }

    List<DeliveryPosition> deliveryPositions() {
        return List.copyOf(ofDeliveries.values());
    }

    /** Removes a position, unless a later one has replaced it. */
    void remove(RiderPosition position) {
        ofRiders.remove(position.riderId(), position);
    }

    /** Removes positions, except those that a later one has replaced. */
    void removeAll(Collection<DeliveryPosition> positions) {
        positions.forEach(position -> ofDeliveries.remove(position.deliveryId(), position));
    }
}
