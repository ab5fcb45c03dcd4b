package com.homedelivery.delivery.application;

import com.homedelivery.delivery.DeliveryProperties;
import com.homedelivery.delivery.application.RiderLocationIndex.Position;
import com.homedelivery.delivery.domain.Delivery;
import com.homedelivery.delivery.domain.TravelTime;
import com.homedelivery.shared.geo.GeoPoint;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adds to a delivery what is not stored with it: the latest position and the estimated time. */
@Component
class DeliveryViewAssembler {

    private final RiderLocationIndex locations;
    private final TravelTime travel;

    DeliveryViewAssembler(RiderLocationIndex locations, DeliveryProperties properties) {
        this.locations = locations;
        this.travel = properties.travel().time();
    }

    /** For its rider and for admins: with the position of its rider as long as there is one. */
    DeliveryView of(Delivery delivery) {
        GeoPoint stored = delivery.current();
        Instant storedAt = delivery.locatedAt();
        UUID rider = delivery.riderId();
        if (rider != null && delivery.status().isActive()) {
            Position fresher = locations
                    .findPosition(rider)
                    .filter(position -> storedAt == null || position.at().isAfter(storedAt))
                    .orElse(null);
            if (fresher != null) {
                return view(delivery, fresher.location(), fresher.at());
            }
        }
        return view(delivery, stored, storedAt);
    }

    /** For its rider, who has just sent this position. */
    DeliveryView of(Delivery delivery, RiderPosition position) {
        return view(delivery, position.location(), position.seenAt());
    }

    /** For its customer: with a position only while a rider has the goods. */
    DeliveryView forCustomer(Delivery delivery) {
        DeliveryView view = of(delivery);
        return delivery.status().isCarried() ? view : new DeliveryView(delivery, null, null, view.estimatedTime());
    }

    private DeliveryView view(Delivery delivery, @Nullable GeoPoint location, @Nullable Instant at) {
        return new DeliveryView(
                delivery,
                location,
                at,
                travel.minutesToCustomer(delivery.status(), delivery.pickup(), delivery.dropoff(), location));
    }
}
