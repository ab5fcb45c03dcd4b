package com.homedelivery.delivery.domain;

import com.homedelivery.shared.geo.GeoPoint;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long it takes to the customer, estimated from distance and speed.
 *
 * @param speedKmh how fast riders are in town
 * @param detour how much longer the way is than the straight line, at least 1
 * @param handling how long the store takes to hand an order out
 */
public record TravelTime(double speedKmh, double detour, Duration handling) {

    public TravelTime {
        if (speedKmh <= 0 || detour < 1 || handling.isNegative()) {
            throw new IllegalArgumentException("Riders move forward, on roads, and stores take their time");
        }
    }

    /**
     * Minutes until the goods are with the customer, at least 1, or null when the delivery is over or the address has no
     * coordinates.
     *
     * @param customer where the goods go; the store itself when that is not known
     * @param rider where the rider is, or null when that is not known
     */
    public @Nullable Integer minutesToCustomer(
            DeliveryStatus status, GeoPoint store, GeoPoint customer, @Nullable GeoPoint rider) {
        if (customer.equals(store)) {
            return null;
        }
        return switch (status) {
            case PENDING -> rounded(handlingMinutes() + minutes(store, customer));
            case ASSIGNED ->
                rounded((rider == null ? 0 : minutes(rider, store)) + handlingMinutes() + minutes(store, customer));
            case PICKED_UP, IN_TRANSIT -> rounded(minutes(rider == null ? store : rider, customer));
            case DELIVERED, FAILED -> null;
        };
    }

    private double minutes(GeoPoint from, GeoPoint to) {
        return from.distanceKmTo(to) * detour / speedKmh * 60;
    }

    private double handlingMinutes() {
        return handling.toSeconds() / 60.0;
    }

    private static int rounded(double minutes) {
        return Math.max(1, (int) Math.ceil(minutes));
    }
}
