package com.homedelivery.delivery.domain;

import com.homedelivery.shared.geo.GeoPoint;
import java.util.UUID;

/**
 * A rider on duty, not silent, and not busy.
 *
 * @param openOffers how many offers the rider has not answered
 */
public record FreeRider(UUID id, GeoPoint location, long openOffers) {

    /** For the database's columns. */
    public FreeRider(UUID id, double lat, double lng, long openOffers) {
        this(id, new GeoPoint(lat, lng), openOffers);
    }
}
