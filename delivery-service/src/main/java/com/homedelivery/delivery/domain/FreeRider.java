package com.homedelivery.delivery.domain;

import com.homedelivery.shared.geo.GeoPoint;
import java.util.UUID;

/**
 * A rider on duty, not silent, with nothing to carry.
 *
 * @param openOffers how many offers the rider is thinking about
 */
public record FreeRider(UUID id, GeoPoint location, long openOffers) {

    /** For the database's columns. */
    public FreeRider(UUID id, double lat, double lng, long openOffers) {
        this(id, new GeoPoint(lat, lng), openOffers);
    }
}
