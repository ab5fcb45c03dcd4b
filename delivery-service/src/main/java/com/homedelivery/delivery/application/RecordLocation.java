package com.homedelivery.delivery.application;

import com.homedelivery.delivery.DeliveryProperties;
import com.homedelivery.delivery.domain.Deliveries;
import com.homedelivery.delivery.domain.Delivery;
import com.homedelivery.delivery.domain.DeliveryStatus;
import com.homedelivery.delivery.domain.Rider;
import com.homedelivery.delivery.domain.Riders;
import com.homedelivery.delivery.domain.UnderWay;
import com.homedelivery.shared.api.Conflict;
import com.homedelivery.shared.api.NotFound;
import com.homedelivery.shared.event.RiderLocationEvent.RiderLocationSampled;
import com.homedelivery.shared.geo.GeoPoint;
import com.homedelivery.shared.messaging.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * A rider says where they are. Each position goes to the index and, while the rider has the goods, to those who
 * are watching; the database and Kafka get one every few seconds, and the first one after pickup, which means that the
 * goods have left the store.
 */
@Service
public class RecordLocation {

    private final Riders riders;
    private final Deliveries deliveries;
    private final RiderLocationIndex locations;
    private final Outbox outbox;
    private final Announcements announcements;
    private final ApplicationEventPublisher listeners;
    private final TransactionOperations transaction;
    private final DeliveryProperties properties;
    private final Clock clock;

    RecordLocation(
            Riders riders,
            Deliveries deliveries,
            RiderLocationIndex locations,
            Outbox outbox,
            Announcements announcements,
            ApplicationEventPublisher listeners,
            TransactionOperations transaction,
            DeliveryProperties properties,
            Clock clock) {
        this.riders = riders;
        this.deliveries = deliveries;
        this.locations = locations;
        this.outbox = outbox;
        this.announcements = announcements;
        this.listeners = listeners;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
    }

    /** The position of a rider, whatever they are doing. */
    public RiderView ofRider(UUID riderId, GeoPoint at) {
        Instant now = clock.instant();
        Sample sample = transaction.execute(_ -> {
            Optional<UnderWay> underWay = deliveries.underWayWith(riderId);
            return writeDown(riderId, underWay.orElse(null), at, now);
        });
        tell(riderId, sample, at, now);
        Rider rider = riders.findById(riderId).orElseThrow();
        UnderWay underWay = sample.underWay();
        return new RiderView(
                riderId, rider.isOnline(), rider.onlineSince(), at, underWay == null ? null : underWay.deliveryId());
    }

    /**
     * The position of the rider of a delivery.
     *
     * @throws NotFound when it is not this rider's
     * @throws Conflict when nobody is under way with it any more
     */
    public void ofDelivery(UUID deliveryId, UUID riderId, GeoPoint at) {
        Instant now = clock.instant();
        Sample sample = transaction.execute(_ -> {
            UnderWay underWay = deliveries
                    .underWayWith(riderId)
                    .filter(delivery -> delivery.deliveryId().equals(deliveryId))
                    .orElseThrow(() -> notUnderWay(deliveryId, riderId));
            return writeDown(riderId, underWay, at, now);
        });
        tell(riderId, sample, at, now);
    }

    private RuntimeException notUnderWay(UUID deliveryId, UUID riderId) {
        return deliveries
                .findById(deliveryId)
                .filter(delivery -> delivery.isCarriedBy(riderId))
                .<RuntimeException>map(_ -> new Conflict("The delivery is not under way"))
                .orElseGet(() -> new NotFound("Delivery"));
    }

    /** What is known once a position has, or has not, been written down. */
    private record Sample(@Nullable UnderWay underWay, boolean onDuty) {}

    private Sample writeDown(UUID riderId, @Nullable UnderWay underWay, GeoPoint at, Instant now) {
        Instant notSince = now.minus(properties.locations().keepEvery());
        boolean kept = riders.seeAt(riderId, at.lat(), at.lng(), now, notSince) == 1;
        if (kept) {
            outbox.publish(new RiderLocationSampled(riderId, at, now));
        }
        if (underWay != null && (kept || underWay.status() == DeliveryStatus.PICKED_UP)) {
            deliveries
                    .lock(underWay.deliveryId())
                    .filter(delivery ->
                            delivery.isCarriedBy(riderId) && delivery.status().isUnderWay())
                    .ifPresent(delivery -> passThrough(delivery, riderId, at, now));
        }
        boolean onDuty = underWay == null
                && riders.findById(riderId).map(Rider::isOnline).orElse(false);
        return new Sample(underWay, onDuty);
    }

    private void passThrough(Delivery delivery, UUID riderId, GeoPoint at, Instant now) {
        DeliveryStatus before = delivery.status();
        delivery.passThrough(riderId, at, properties.locations().announceEvery(), now)
                .ifPresent(outbox::publish);
        if (delivery.status() != before) {
            announcements.statusChanged(delivery, (UUID) null);
        }
    }

    /** After the commit and without its connection, as Redis may take its time. */
    private void tell(UUID riderId, Sample sample, GeoPoint at, Instant now) {
        locations.move(riderId, at, now);
        UnderWay underWay = sample.underWay();
        if (underWay != null) {
            locations.removeFree(List.of(riderId));
            if (underWay.status().isCarried()) {
                listeners.publishEvent(new LiveUpdate.LocationChanged(
                        underWay.deliveryId(), underWay.orderId(), at, minutesToDoor(underWay, at), now));
            }
        } else if (sample.onDuty()) {
            locations.addFree(riderId, at);
        }
    }

    private @Nullable Integer minutesToDoor(UnderWay delivery, GeoPoint rider) {
        return properties
                .travel()
                .time()
                .minutesToDoor(delivery.status(), delivery.pickup(), delivery.dropoff(), rider);
    }
}
