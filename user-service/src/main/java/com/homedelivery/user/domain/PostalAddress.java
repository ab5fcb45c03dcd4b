package com.homedelivery.user.domain;

import com.homedelivery.shared.geo.GeoPoint;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody lives or works, as far as it is known.
 *
 * @param street at most 200 characters
 * @param city at most 100 characters
 * @param state at most 100 characters
 * @param zipCode at most 20 characters
 * @param lat latitude in degrees, known together with the longitude
 * @param lng longitude in degrees
 */
@Embeddable
public record PostalAddress(
        @Nullable String street,
        @Nullable String city,
        @Nullable String state,
        @Nullable String zipCode,
        @Nullable Double lat,
        @Nullable Double lng) {

    public static final PostalAddress UNKNOWN = new PostalAddress(null, null, null, null, null, null);

    public static PostalAddress of(
            @Nullable String street,
            @Nullable String city,
            @Nullable String state,
            @Nullable String zipCode,
            @Nullable GeoPoint place) {
        return new PostalAddress(
                street, city, state, zipCode, place == null ? null : place.lat(), place == null ? null : place.lng());
    }

    PostalAddress mergedWith(PostalAddressChanges sent) {
        return of(
                StringNormalizer.merge(street, sent.street()),
                StringNormalizer.merge(city, sent.city()),
                StringNormalizer.merge(state, sent.state()),
                StringNormalizer.merge(zipCode, sent.zipCode()),
                sent.coordinates() == null ? coordinates() : sent.coordinates().orElse(null));
    }

    public @Nullable GeoPoint coordinates() {
        return lat == null || lng == null ? null : new GeoPoint(lat, lng);
    }

    public boolean isUnknown() {
        return equals(UNKNOWN);
    }
}
