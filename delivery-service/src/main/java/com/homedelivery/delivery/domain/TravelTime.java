package com.homedelivery.delivery.domain;

import com.homedelivery.shared.geo.GeoPoint;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long it takes to the door, estimated from distance and speed.
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
     * Minutes until the goods are at the door, at least 1, or null when the delivery is over or nobody knows where the
     * door is.
     *
     * @param door where the goods go; the store itself when that is not known
     * @param rider where the rider is, or null when nobody knows
     */
    public @Nullable Integer minutesToDoor(
            DeliveryStatus status, GeoPoint store, GeoPoint door, @Nullable GeoPoint rider) {
        if (door.equals(store)) {
            return null;
        }
        return switch (status) {
            case PENDING -> rounded(handlingMinutes() + minutes(store, door));
            case ASSIGNED ->
                rounded((rider == null ? 0 : minutes(rider, store)) + handlingMinutes() + minutes(store, door));
            case PICKED_UP, IN_TRANSIT -> rounded(minutes(rider == null ? store : rider, door));
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
