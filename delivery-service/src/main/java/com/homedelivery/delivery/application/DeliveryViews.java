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

/** Adds to a delivery what is not written down with it: the freshest position and how long it will take. */
@Component
class DeliveryViews {

    private final RiderLocationIndex locations;
    private final TravelTime travel;

    DeliveryViews(RiderLocationIndex locations, DeliveryProperties properties) {
        this.locations = locations;
        this.travel = properties.travel().time();
    }

    /** For those who work on it: where its rider is as long as there is one. */
    DeliveryView of(Delivery delivery) {
        GeoPoint written = delivery.current();
        Instant writtenAt = delivery.locatedAt();
        UUID rider = delivery.riderId();
        if (rider != null && delivery.status().isUnderWay()) {
            Position fresher = locations
                    .positionOf(rider)
                    .filter(position -> writtenAt == null || position.at().isAfter(writtenAt))
                    .orElse(null);
            if (fresher != null) {
                return view(delivery, fresher.location(), fresher.at());
            }
        }
        return view(delivery, written, writtenAt);
    }

    /** For its rider, who has just said where they are. */
    DeliveryView of(Delivery delivery, RiderPosition position) {
        return view(delivery, position.location(), position.seenAt());
    }

    /** For its customer: where the goods are, while they are carried. */
    DeliveryView forCustomer(Delivery delivery) {
        DeliveryView view = of(delivery);
        return delivery.status().isCarried() ? view : new DeliveryView(delivery, null, null, view.estimatedTime());
    }

    private DeliveryView view(Delivery delivery, @Nullable GeoPoint location, @Nullable Instant at) {
        return new DeliveryView(
                delivery,
                location,
                at,
                travel.minutesToDoor(delivery.status(), delivery.pickup(), delivery.dropoff(), location));
    }
}
