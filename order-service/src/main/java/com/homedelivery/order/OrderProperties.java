package com.homedelivery.order;

import com.homedelivery.order.domain.ServiceArea;
import com.homedelivery.order.domain.StatusLimits;
import com.homedelivery.shared.geo.GeoPoint;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration of orders.
 *
 * @param paymentWindow how long an order may stay unpaid before it is cancelled
 * @param confirmedLimit how long a paid order may be without a rider before it is checked
 * @param processingLimit how long a rider may take to pick it up, likewise
 * @param shippedLimit how long a rider may take to deliver it, likewise
 * @param serviceArea where the store delivers to
 */
@ConfigurationProperties("homedelivery.order")
public record OrderProperties(
        @DefaultValue("15m") Duration paymentWindow,
        @DefaultValue("25m") Duration confirmedLimit,
        @DefaultValue("45m") Duration processingLimit,
        @DefaultValue("90m") Duration shippedLimit,
        @DefaultValue Area serviceArea) {

    public StatusLimits limits() {
        return new StatusLimits(paymentWindow, confirmedLimit, processingLimit, shippedLimit);
    }

    /**
     * Where the store delivers to.
     *
     * @param lat latitude of the store in degrees
     * @param lng longitude of the store in degrees
     * @param radiusKm how far from the store, in kilometres; 0 for everywhere
     * @param polygon corners as {@code lat,lng lat,lng …}, at least three; wins over the radius; empty for none
     * @param zipCodes where zip codes lie, as {@code zip=lat,lng zip=lat,lng …}, for addresses without coordinates
     */
    public record Area(
            @DefaultValue("40.7128") double lat,
            @DefaultValue("-74.0060") double lng,
            @DefaultValue("25") double radiusKm,
            @DefaultValue("") String polygon,
            @DefaultValue("") String zipCodes) {

        /** @throws IllegalArgumentException when polygon or zip codes cannot be read */
        public ServiceArea area() {
            return ServiceArea.of(new GeoPoint(lat, lng), radiusKm, polygon, zipCodes);
        }
    }
}
