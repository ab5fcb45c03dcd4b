package com.homedelivery.delivery.application;

import com.homedelivery.delivery.DeliveryProperties;
import com.homedelivery.delivery.domain.Deliveries;
import com.homedelivery.delivery.domain.Rider;
import com.homedelivery.delivery.domain.Riders;
import com.homedelivery.shared.api.error.ValidationException;
import com.homedelivery.shared.geo.GeoPoint;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** A rider comes on duty and goes off duty. Who forgets to go is taken to have gone after a long silence. */
@Service
public class RiderShift {

    private static final Logger log = LoggerFactory.getLogger(RiderShift.class);

    private final Riders riders;
    private final Deliveries deliveries;
    private final RiderLocationIndex locations;
    private final DeliveryEventPublisher announcements;
    private final TransactionOperations transaction;
    private final DeliveryProperties properties;
    private final Clock clock;

    RiderShift(
            Riders riders,
            Deliveries deliveries,
            RiderLocationIndex locations,
            DeliveryEventPublisher announcements,
            TransactionOperations transaction,
            DeliveryProperties properties,
            Clock clock) {
        this.riders = riders;
        this.deliveries = deliveries;
        this.locations = locations;
        this.announcements = announcements;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * A rider begins or ends a shift. Ending it leaves a delivery under way where it is.
     *
     * @param at where the rider is; needed to begin
     * @throws ValidationException when a shift is to begin nowhere
     */
    public RiderView set(UUID riderId, boolean online, @Nullable GeoPoint at) {
        RiderView rider = transaction.execute(_ -> online ? begin(riderId, required(at)) : end(riderId));
        GeoPoint location = rider.location();
        if (online && location != null) {
            RiderPosition position = new RiderPosition(riderId, location, clock.instant());
            if (rider.activeDeliveryId() == null) {
                locations.moveFree(position);
            } else {
                locations.move(position);
            }
        } else {
            locations.removeFree(List.of(riderId));
        }
        return rider;
    }

    private RiderView begin(UUID riderId, GeoPoint at) {
        Rider rider = registered(riderId);
        if (rider.comeOnline(at, clock.instant())) {
            announcements.signal(new DispatchSignal.RiderFree());
        }
        return view(rider);
    }

    private RiderView end(UUID riderId) {
        Rider rider = registered(riderId);
        rider.goOffline();
        announcements.signal(new DispatchSignal.RiderGone(riderId));
        return view(rider);
    }

    private Rider registered(UUID riderId) {
        riders.register(riderId);
        return riders.lock(riderId).orElseThrow();
    }

    private RiderView view(Rider rider) {
        return RiderView.of(rider, deliveries.underWayWith(rider.id()).orElse(null));
    }

    private static GeoPoint required(@Nullable GeoPoint at) {
        if (at == null) {
            throw new ValidationException("lat", "and lng are needed to come online");
        }
        return at;
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void endForgottenShifts() {
        Instant before = clock.instant().minus(properties.riders().shiftEndsAfter());
        Integer ended = transaction.execute(_ -> riders.endShiftsSilentSince(before));
        if (ended != null && ended > 0) {
            log.info("{} riders have been silent for so long that their shifts were ended", ended);
        }
    }
}
