package com.homedelivery.order;

import com.homedelivery.order.domain.ServiceArea;
import com.homedelivery.order.domain.StatusLimits;
import com.homedelivery.shared.geo.GeoPoint;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Configuration of orders.
 *
 * @param paymentWindow how long an order may stay unpaid before it is cancelled
 * @param confirmedLimit how long a paid order may be without a rider before it is checked with payment and delivery, put right,
 *     or reported to the admins
 * @param processingLimit how long a rider may take to pick an order up before it is checked with payment and delivery, put
 *     right, or reported to the admins
 * @param shippedLimit how long a rider may take from pickup to the door before the order is checked with payment and delivery,
 *     put right, or reported to the admins
 * @param serviceArea where the store delivers to
 */
@ConfigurationProperties("homedelivery.order")
@Validated
public record OrderProperties(
        @DefaultValue("15m") @DurationMin(seconds = 1) Duration paymentWindow,
        @DefaultValue("25m") @DurationMin(seconds = 1) Duration confirmedLimit,
        @DefaultValue("45m") @DurationMin(seconds = 1) Duration processingLimit,
        @DefaultValue("90m") @DurationMin(seconds = 1) Duration shippedLimit,
        @DefaultValue @Valid Area serviceArea) {

    public StatusLimits limits() {
        return new StatusLimits(paymentWindow, confirmedLimit, processingLimit, shippedLimit);
    }

    /**
     * Where the store delivers to.
     *
     * @param lat latitude of the store in degrees
     * @param lng longitude of the store in degrees
     * @param radiusKm how far from the store it delivers, in kilometres; 0 for everywhere
     * @param polygon corners of the area that the store delivers to, as {@code lat,lng lat,lng …}, at least three; wins over
     *     {@code homedelivery.order.service-area.radius-km}; empty for none
     * @param zipCodes where zip codes lie, as {@code zip=lat,lng zip=lat,lng …}, for addresses without coordinates; one with
     *     another zip code is refused
     */
    public record Area(
            @DefaultValue("40.7128") @Min(-90) @Max(90) double lat,
            @DefaultValue("-74.0060") @Min(-180) @Max(180) double lng,
            @DefaultValue("25") @Min(0) double radiusKm,
            @DefaultValue("") String polygon,
            @DefaultValue("") String zipCodes) {

        /** @throws IllegalArgumentException when polygon or zip codes cannot be read */
        public ServiceArea area() {
            try {
                return ServiceArea.of(new GeoPoint(lat, lng), radiusKm, polygon, zipCodes);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("homedelivery.order.service-area: " + e.getMessage(), e);
            }
        }
    }
}
