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
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Records the position of a rider. Each position is checked by one read of the database, or while the rider has the goods by
 * what an earlier one has read ({@link ActiveDeliveryCache}), and goes to the index in Redis and, while the rider has the
 * goods, to the clients of live tracking. The last one of every few seconds is written to the database
 * ({@link WritePositionsJob}); at once are written those with which the goods leave the store, an event is due, or a silence
 * ends.
 */
@Service
public class RecordLocation {

    private final Riders riders;
    private final MoveDelivery moves;
    private final ActiveDeliveryCache activeDeliveries;
    private final PositionBuffer buffer;
    private final WritePositions write;
    private final RiderLocationIndex locations;
    private final LivePositionPublisher livePositions;
    private final DeliveryViewAssembler views;
    private final TransactionOperations transaction;
    private final Duration announceEvery;
    private final Duration speaksAgainAfter;
    private final Clock clock;

    RecordLocation(
            Riders riders,
            MoveDelivery moves,
            ActiveDeliveryCache activeDeliveries,
            PositionBuffer buffer,
            WritePositions write,
            RiderLocationIndex locations,
            LivePositionPublisher livePositions,
            DeliveryViewAssembler views,
            TransactionOperations transaction,
            DeliveryProperties properties,
            Clock clock) {
        this.riders = riders;
        this.moves = moves;
        this.activeDeliveries = activeDeliveries;
        this.buffer = buffer;
        this.write = write;
        this.locations = locations;
        this.livePositions = livePositions;
        this.views = views;
        this.transaction = transaction;
        this.announceEvery = properties.locations().announceEvery();
        this.speaksAgainAfter = properties.riders().speaksAgainAfter();
        this.clock = clock;
    }

    /** The position of a rider, whatever they are doing. */
    public RiderView ofRider(UUID riderId, GeoPoint at) {
        RiderPosition position = new RiderPosition(riderId, at, clock.instant());
        ActiveRider found = riders.findWithActiveDelivery(riderId).orElseGet(() -> register(riderId));
        Rider rider = found.rider();
        Optional<Delivery> active = move(found.delivery(), position);
        bufferOrWrite(rider, position);
        if (active.isPresent()) {
            publish(active.get(), position);
        } else if (rider.isOnline()) {
            locations.updateFree(position);
        } else {
            locations.update(position);
        }
        return new RiderView(
                riderId,
                rider.isOnline(),
                rider.onlineSince(),
                at,
                active.map(Delivery::id).orElse(null));
    }

    /**
     * The position of the rider of a delivery.
     *
     * @return the delivery with this position
     * @throws NotFoundException when it is not this rider's
     * @throws ConflictException when nobody is busy with it any more
     */
    public DeliveryView ofDelivery(UUID deliveryId, UUID riderId, GeoPoint at) {
        RiderPosition position = new RiderPosition(riderId, at, clock.instant());
        Optional<Delivery> cached = activeDeliveries.find(deliveryId, riderId);
        Delivery active = (cached.isPresent() ? moveCached(cached.get(), position) : moveRead(deliveryId, position))
                .orElseThrow(() -> new ConflictException("The delivery is not under way"));
        return publish(active, position);
    }

    /** Without reading the rider: for a cached delivery there was a position a moment ago, and so no silence. */
    private Optional<Delivery> moveCached(Delivery delivery, RiderPosition position) {
        Optional<Delivery> active = move(delivery, position);
        if (active.isPresent()) {
            buffer.add(position);
        }
        return active;
    }

    private Optional<Delivery> moveRead(UUID deliveryId, RiderPosition position) {
        ActiveRider found = riders.findWithDelivery(position.riderId(), deliveryId)
                .orElseThrow(() -> new NotFoundException("Delivery"));
        Optional<Delivery> active = move(found.delivery(), position);
        if (active.isPresent()) {
            bufferOrWrite(found.rider(), position);
        }
        return active;
    }

    private ActiveRider register(UUID riderId) {
        transaction.executeWithoutResult(_ -> riders.insertIfAbsent(riderId));
        return new ActiveRider(Rider.newcomer(riderId), null);
    }

    /** @return the delivery as it is then, or empty when the rider is not busy with it (any more) */
    private Optional<Delivery> move(@Nullable Delivery delivery, RiderPosition position) {
        if (delivery == null || !delivery.isActiveFor(position.riderId())) {
            return Optional.empty();
        }
        Optional<Delivery> moved = Optional.of(delivery);
        if (delivery.needsPositionAtOnce(announceEvery, position.seenAt())) {
            moved = moves.moveNow(delivery.id(), position);
        } else {
            buffer.add(new DeliveryPosition(delivery.id(), delivery.status(), position));
        }
        moved.ifPresent(activeDeliveries::put);
        return moved;
    }

    private void bufferOrWrite(Rider rider, RiderPosition position) {
        buffer.add(position);
        if (rider.isSilentSince(position.seenAt().minus(speaksAgainAfter))) {
            write.writeNow(position);
        }
    }

    /** Outside of a transaction, as Redis may be slow. */
    private DeliveryView publish(Delivery delivery, RiderPosition position) {
        DeliveryView view = views.of(delivery, position);
        if (delivery.status().isCarried()) {
            livePositions.publish(
                    position,
                    new LocationChanged(
                            delivery.id(),
                            delivery.orderId(),
                            position.location(),
                            view.estimatedTime(),
                            position.seenAt()));
        } else {
            locations.update(position);
        }
        return view;
    }
}
