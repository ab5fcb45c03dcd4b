package com.homedelivery.delivery.application;

import com.homedelivery.delivery.domain.DeliveryStatus;
import com.homedelivery.shared.geo.GeoPoint;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that those who are watching want to know at once, told after the transaction that made it true. */
public sealed interface LiveUpdate {

    /**
     * A delivery has another status.
     *
     * @param formerRider whose delivery it no longer is, or null
     */
    record StatusChanged(
            UUID deliveryId,
            UUID orderId,
            DeliveryStatus status,
            Instant since,
            @Nullable UUID formerRider) implements LiveUpdate {}

    /**
     * The rider of a delivery is somewhere else.
     *
     * @param estimatedTime minutes to the door
     */
    record LocationChanged(
            UUID deliveryId,
            UUID orderId,
            GeoPoint location,
            @Nullable Integer estimatedTime,
            Instant at) implements LiveUpdate {}

    /** A rider is asked to take a delivery. */
    record RiderAsked(UUID riderId, OfferView offer) implements LiveUpdate {}

    /** A rider is asked to pick up what was accepted a while ago. */
    record RiderReminded(UUID riderId, UUID deliveryId, UUID orderId, Instant at) implements LiveUpdate {}

    /** An order has its delivery now, which those who subscribed before have been waiting for. */
    record DeliveryCreated(UUID orderId) implements LiveUpdate {}
}
