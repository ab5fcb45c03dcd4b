package com.homedelivery.delivery.application;

import com.homedelivery.delivery.domain.Delivery;
import com.homedelivery.delivery.domain.DeliveryStatus;
import com.homedelivery.shared.geo.GeoPoint;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that clients of live tracking are sent at once, published after the transaction that made it true. */
public sealed interface LiveUpdate {

    /**
     * A delivery has another status.
     *
     * @param formerRider who has lost the delivery, or null
     */
    record StatusChanged(
            UUID deliveryId,
            UUID orderId,
            DeliveryStatus status,
            Instant since,
            @Nullable UUID formerRider) implements LiveUpdate {

        /** The status that a delivery has now. */
        public static StatusChanged of(Delivery delivery) {
            return of(delivery, null);
        }

        static StatusChanged of(Delivery delivery, @Nullable UUID formerRider) {
            return new StatusChanged(
                    delivery.id(), delivery.orderId(), delivery.status(), delivery.statusSince(), formerRider);
        }
    }

    /**
     * The rider of a delivery is somewhere else.
     *
     * @param estimatedTime minutes to the customer
     */
    record LocationChanged(
            UUID deliveryId,
            UUID orderId,
            GeoPoint location,
            @Nullable Integer estimatedTime,
            Instant at) implements LiveUpdate {}

    /** A delivery is offered to a rider. */
    record OfferMade(UUID riderId, OfferView offer) implements LiveUpdate {}

    /** A rider is reminded to pick up what was accepted a while ago. */
    record RiderReminded(UUID riderId, UUID deliveryId, UUID orderId, Instant at) implements LiveUpdate {}

    /** An order has its delivery now, which clients may have subscribed to before. */
    record DeliveryCreated(UUID orderId) implements LiveUpdate {}
}
