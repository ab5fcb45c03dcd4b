package com.homedelivery.user.web;

import com.homedelivery.shared.geo.GeoPoint;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;

/** In degrees. */
record CoordinatesRequest(
        @NotNull @DecimalMin("-90") @DecimalMax("90") Double lat,
        @NotNull @DecimalMin("-180") @DecimalMax("180") Double lng) {

    GeoPoint asPoint() {
        return new GeoPoint(lat, lng);
    }
}
