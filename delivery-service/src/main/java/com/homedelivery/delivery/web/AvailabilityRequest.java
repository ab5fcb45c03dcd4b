package com.homedelivery.delivery.web;

import com.homedelivery.shared.api.error.ValidationException;
import com.homedelivery.shared.geo.GeoPoint;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * A shift begins or ends.
 *
 * @param online whether the rider is on duty
 * @param lat where the rider is; needed to come online
 * @param lng where the rider is; needed to come online
 */
record AvailabilityRequest(
        @NotNull Boolean online,
        @DecimalMin("-90") @DecimalMax("90") @Nullable Double lat,
        @DecimalMin("-180") @DecimalMax("180") @Nullable Double lng) {

    /**
     * The position, or null when none was sent.
     *
     * @throws ValidationException when half of it was sent
     */
    @Nullable
    GeoPoint location() {
        if (lat == null && lng == null) {
            return null;
        }
        if (lat == null || lng == null) {
            throw new ValidationException(lat == null ? "lat" : "lng", "is required, as half a position is none");
        }
        return new GeoPoint(lat, lng);
    }
}
