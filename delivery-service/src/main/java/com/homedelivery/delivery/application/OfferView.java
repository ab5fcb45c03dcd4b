package com.homedelivery.delivery.application;

import com.homedelivery.delivery.domain.Delivery;
import com.homedelivery.delivery.domain.Offer;
import com.homedelivery.delivery.domain.TravelTime;
import com.homedelivery.shared.geo.GeoPoint;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An offer as its rider sees it.
 *
 * @param distanceToPickupKm from the rider to the store when the offer was made, as the crow flies
 * @param distanceKm from the store to the customer, as the crow flies
 * @param estimatedTime minutes from now to the customer, the rider's way to the store not counted
 * @param expiresAt until when the rider can accept
 */
public record OfferView(
        UUID deliveryId,
        UUID orderId,
        GeoPoint pickupLocation,
        GeoPoint deliveryLocation,
        double distanceToPickupKm,
        double distanceKm,
        @Nullable Integer estimatedTime,
        Instant offeredAt,
        Instant expiresAt) {

    static OfferView of(Offer offer, TravelTime travel) {
        Delivery delivery = offer.delivery();
        return new OfferView(
                delivery.id(),
                delivery.orderId(),
                delivery.pickup(),
                delivery.dropoff(),
                toMetre(offer.distanceKm()),
                toMetre(delivery.pickup().distanceKmTo(delivery.dropoff())),
                travel.minutesToCustomer(delivery.status(), delivery.pickup(), delivery.dropoff(), null),
                offer.offeredAt(),
                offer.expiresAt());
    }

    private static double toMetre(double km) {
        return Math.round(km * 1000) / 1000.0;
    }
}
