package com.homedelivery.delivery.application;

import com.homedelivery.delivery.DeliveryProperties;
import com.homedelivery.delivery.application.LiveUpdate.LocationChanged;
import com.homedelivery.delivery.domain.ActiveRider;
import com.homedelivery.delivery.domain.Delivery;
import com.homedelivery.delivery.domain.Rider;
import com.homedelivery.delivery.domain.Riders;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.geo.GeoPoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * A rider says where they are. Each position is checked by one read of the database, or while the goods are on their way
 * by what the last one has read ({@link ActiveDeliveryCache}), and goes to the index in Redis and, while the rider has the goods, to
 * those who are watching. The database gets the last one of every few seconds
 * ({@link PositionJob}), and at once what cannot wait: that the goods have left the store, what is to be announced, and
 * that a rider is heard again after a silence.
 */
@Service
public class RecordLocation {

    private final Riders riders;
    private final MoveDelivery deliveries;
    private final ActiveDeliveryCache activeDeliveryCache;
    private final PendingPositions pending;
    private final WritePositions write;
    private final RiderLocationIndex locations;
    private final LivePositions live;
    private final DeliveryViews views;
    private final TransactionOperations transaction;
    private final Duration announceEvery;
    private final Duration speaksAgainAfter;
    private final Clock clock;

    RecordLocation(
            Riders riders,
            MoveDelivery deliveries,
            ActiveDeliveryCache activeDeliveryCache,
            PendingPositions pending,
            WritePositions write,
            RiderLocationIndex locations,
            LivePositions live,
            DeliveryViews views,
            TransactionOperations transaction,
            DeliveryProperties properties,
            Clock clock) {
        this.riders = riders;
        this.deliveries = deliveries;
        this.activeDeliveryCache = activeDeliveryCache;
        this.pending = pending;
        this.write = write;
        this.locations = locations;
        this.live = live;
        this.views = views;
        this.transaction = transaction;
        this.announceEvery = properties.locations().announceEvery();
        this.speaksAgainAfter = properties.riders().speaksAgainAfter();
        this.clock = clock;
    }

    /** The position of a rider, whatever they are doing. */
    public RiderView ofRider(UUID riderId, GeoPoint at) {
        RiderPosition position = new RiderPosition(riderId, at, clock.instant());
        ActiveRider work = riders.atWork(riderId).orElseGet(() -> newcomer(riderId));
        Rider rider = work.rider();
        Optional<Delivery> underWay =
                Optional.ofNullable(work.delivery()).flatMap(delivery -> follow(delivery, position));
        keep(rider, position);
        if (underWay.isPresent()) {
            show(underWay.get(), position);
        } else if (rider.isOnline()) {
            locations.moveFree(position);
        } else {
            locations.move(position);
        }
        return new RiderView(
                riderId,
                rider.isOnline(),
                rider.onlineSince(),
                at,
                underWay.map(Delivery::id).orElse(null));
    }

    /**
     * The position of the rider of a delivery.
     *
     * @return the delivery with this position
     * @throws NotFoundException when it is not this rider's
     * @throws ConflictException when nobody is under way with it any more
     */
    public DeliveryView ofDelivery(UUID deliveryId, UUID riderId, GeoPoint at) {
        RiderPosition position = new RiderPosition(riderId, at, clock.instant());
        Delivery underWay = activeDeliveryCache
                .find(deliveryId, riderId)
                .map(delivery -> followAgain(delivery, position))
                .orElseGet(() -> followRead(deliveryId, position))
                .orElseThrow(() -> new ConflictException("The delivery is not under way"));
        return show(underWay, position);
    }

    /** Whoever was heard a moment ago does not speak after a silence: nothing but the position waits to be written. */
    private Optional<Delivery> followAgain(Delivery delivery, RiderPosition position) {
        Optional<Delivery> underWay = follow(delivery, position);
        underWay.ifPresent(_ -> pending.add(position));
        return underWay;
    }

    private Optional<Delivery> followRead(UUID deliveryId, RiderPosition position) {
        ActiveRider work = riders.withDelivery(position.riderId(), deliveryId)
                .orElseThrow(() -> new NotFoundException("Delivery"));
        Optional<Delivery> underWay =
                Optional.ofNullable(work.delivery()).flatMap(delivery -> follow(delivery, position));
        underWay.ifPresent(delivery -> {
            keep(work.rider(), position);
            activeDeliveryCache.remember(delivery);
        });
        return underWay;
    }

    private ActiveRider newcomer(UUID riderId) {
        transaction.executeWithoutResult(_ -> riders.register(riderId));
        return new ActiveRider(Rider.newcomer(riderId), null);
    }

    /** @return the delivery as it is then, or empty when the rider is not under way with it any more */
    private Optional<Delivery> follow(Delivery delivery, RiderPosition position) {
        if (!delivery.isUnderWayWith(position.riderId())) {
            return Optional.empty();
        }
        if (delivery.awaitsPosition(announceEvery, position.seenAt())) {
            Optional<Delivery> moved = deliveries.atOnce(delivery.id(), position);
            moved.ifPresent(activeDeliveryCache::remember);
            return moved;
        }
        pending.add(new DeliveryPosition(delivery.id(), delivery.status(), position));
        return Optional.of(delivery);
    }

    private void keep(Rider rider, RiderPosition position) {
        pending.add(position);
        Instant silentSince = position.seenAt().minus(speaksAgainAfter);
        if (rider.isSilentSince(silentSince)) {
            write.atOnce(position);
        }
    }

    /** Redis is told without a connection to the database, as it may take its time. */
    private DeliveryView show(Delivery delivery, RiderPosition position) {
        DeliveryView view = views.of(delivery, position);
        if (delivery.status().isCarried()) {
            live.move(
                    position,
                    new LocationChanged(
                            delivery.id(),
                            delivery.orderId(),
                            position.location(),
                            view.estimatedTime(),
                            position.seenAt()));
        } else {
            locations.move(position);
        }
        return view;
    }
}
