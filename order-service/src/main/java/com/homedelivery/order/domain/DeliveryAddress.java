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
 * @param instructions what the rider should know to find the door, or null
 * @param phone whom the rider calls at the door, or null
 */
@Embeddable
public record DeliveryAddress(
        String street,
        String city,
        String state,
        String zipCode,
        @Nullable Double lat,
        @Nullable Double lng,
        @Nullable String instructions,
        @Nullable String phone) {

    public static DeliveryAddress of(
            String street, String city, String state, String zipCode, @Nullable GeoPoint coordinates) {
        return of(street, city, state, zipCode, coordinates, null, null);
    }

    public static DeliveryAddress of(
            String street,
            String city,
            String state,
            String zipCode,
            @Nullable GeoPoint coordinates,
            @Nullable String instructions,
            @Nullable String phone) {
        return coordinates == null
                ? new DeliveryAddress(street, city, state, zipCode, null, null, instructions, phone)
                : new DeliveryAddress(
                        street, city, state, zipCode, coordinates.lat(), coordinates.lng(), instructions, phone);
    }

    /** The same address, with the place where it lies. */
    DeliveryAddress at(GeoPoint place) {
        return new DeliveryAddress(street, city, state, zipCode, place.lat(), place.lng(), instructions, phone);
    }

    /** The town alone, without what tells who lives there. */
    DeliveryAddress forgotten() {
        return of("-", city, state, zipCode, null);
    }

    Address toEvent() {
        return new Address(street, city, state, zipCode, coordinates(), instructions, phone);
    }

    public @Nullable GeoPoint coordinates() {
        return lat == null || lng == null ? null : new GeoPoint(lat, lng);
    }
}
