package com.homedelivery.order.domain;

import com.homedelivery.shared.event.OrderEvent.Address;
import com.homedelivery.shared.geo.GeoPoint;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * Where an order is delivered to.
 *
 * @param lat latitude in degrees, or null when only the text is known; then {@code lng} is null, too
 * @param lng longitude in degrees, or null
 */
@Embeddable
public record DeliveryAddress(
        String street,
        String city,
        String state,
        String zipCode,
        @Nullable Double lat,
        @Nullable Double lng) {

    public static DeliveryAddress of(
            String street, String city, String state, String zipCode, @Nullable GeoPoint coordinates) {
        return coordinates == null
                ? new DeliveryAddress(street, city, state, zipCode, null, null)
                : new DeliveryAddress(street, city, state, zipCode, coordinates.lat(), coordinates.lng());
    }

    /** The same address, with the place where it lies. */
    DeliveryAddress at(GeoPoint place) {
        return new DeliveryAddress(street, city, state, zipCode, place.lat(), place.lng());
    }

    Address toEvent() {
        return new Address(street, city, state, zipCode, coordinates(), null, null);
    }

    public @Nullable GeoPoint coordinates() {
        return lat == null || lng == null ? null : new GeoPoint(lat, lng);
    }
}
