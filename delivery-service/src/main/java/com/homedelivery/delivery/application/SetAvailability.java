package com.homedelivery.delivery.application;

import com.homedelivery.delivery.domain.Deliveries;
import com.homedelivery.delivery.domain.Rider;
import com.homedelivery.delivery.domain.Riders;
import com.homedelivery.shared.api.error.ValidationException;
import com.homedelivery.shared.geo.GeoPoint;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** A rider comes on duty or goes off duty. */
@Service
public class SetAvailability {

    private final Riders riders;
    private final Deliveries deliveries;
    private final RiderLocationIndex locations;
    private final ApplicationEventPublisher localEvents;
    private final TransactionOperations transaction;
    private final Clock clock;

    SetAvailability(
            Riders riders,
            Deliveries deliveries,
            RiderLocationIndex locations,
            ApplicationEventPublisher localEvents,
            TransactionOperations transaction,
            Clock clock) {
        this.riders = riders;
        this.deliveries = deliveries;
        this.locations = locations;
        this.localEvents = localEvents;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * A rider begins or ends a shift. Ending it does not change the delivery that the rider is busy with.
     *
     * @param at where the rider is; needed to begin
     * @throws ValidationException when a shift is to begin without a position
     */
    public RiderView set(UUID riderId, boolean online, @Nullable GeoPoint at) {
        RiderView rider = transaction.execute(_ -> online ? begin(riderId, required(at)) : end(riderId));
        GeoPoint location = rider.location();
        if (online && location != null) {
            RiderPosition position = new RiderPosition(riderId, location, clock.instant());
            if (rider.activeDeliveryId() == null) {
                locations.updateFree(position);
            } else {
                locations.update(position);
            }
        } else {
            locations.removeFree(List.of(riderId));
        }
        return rider;
    }

    private RiderView begin(UUID riderId, GeoPoint at) {
        Rider rider = findOrRegister(riderId);
        if (rider.comeOnline(at, clock.instant())) {
            localEvents.publishEvent(new DispatchSignal.RiderAvailable());
        }
        return view(rider);
    }

    private RiderView end(UUID riderId) {
        Rider rider = findOrRegister(riderId);
        rider.goOffline();
        localEvents.publishEvent(new DispatchSignal.RiderUnavailable(riderId));
        return view(rider);
    }

    private Rider findOrRegister(UUID riderId) {
        riders.insertIfAbsent(riderId);
        return riders.findByIdForUpdate(riderId).orElseThrow();
    }

    private RiderView view(Rider rider) {
        return RiderView.of(rider, deliveries.findActiveIdByRiderId(rider.id()).orElse(null));
    }

    private static GeoPoint required(@Nullable GeoPoint at) {
        if (at == null) {
            throw new ValidationException("lat", "and lng are needed to come online");
        }
        return at;
    }
}
