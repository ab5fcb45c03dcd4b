package com.homedelivery.order;

import com.homedelivery.order.domain.ServiceArea;
import com.homedelivery.order.domain.StatusLimits;
import com.homedelivery.order.domain.pricing.FeeSchedule;
import com.homedelivery.shared.geo.GeoPoint;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
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
 * @param minimumOrderValue what the goods of an order have to cost before discounts; 0 for nothing
 * @param requireVerifiedEmail whether only customers order whose e-mail address is verified
 * @param fees what delivering costs
 * @param eta when an order is likely to arrive
 * @param quotes what customers are told before they order
 * @param slots times that customers can choose to be delivered at
 */
@ConfigurationProperties("homedelivery.order")
@Validated
public record OrderProperties(
        @DefaultValue("15m") @DurationMin(seconds = 1) Duration paymentWindow,
        @DefaultValue("25m") @DurationMin(seconds = 1) Duration confirmedLimit,
        @DefaultValue("45m") @DurationMin(seconds = 1) Duration processingLimit,
        @DefaultValue("90m") @DurationMin(seconds = 1) Duration shippedLimit,
        @DefaultValue @Valid Area serviceArea,
        @DefaultValue("0") @Min(0) BigDecimal minimumOrderValue,
        @DefaultValue("false") boolean requireVerifiedEmail,
        @DefaultValue @Valid Fees fees,
        @DefaultValue @Valid Eta eta,
        @DefaultValue @Valid Quotes quotes,
        @DefaultValue @Valid Slots slots) {

    public StatusLimits limits() {
        return new StatusLimits(paymentWindow, confirmedLimit, processingLimit, shippedLimit);
    }

    /**
     * What delivering costs, with tax.
     *
     * @param delivery fee for every delivery
     * @param distanceSteps what is added to it for more than so many kilometres, as {@code km=amount km=amount …}; only the
     *     highest step that is passed counts; empty for none
     * @param freeAbove from which value of the goods, before discounts, the delivery costs nothing; 0 for never
     * @param smallOrder fee for goods that cost less than {@code homedelivery.order.fees.small-order-below}
     * @param smallOrderBelow below which value of the goods, before discounts, an order is small
     * @param taxRate tax rate of these fees, in percent
     */
    public record Fees(
            @DefaultValue("0") @Min(0) BigDecimal delivery,
            @DefaultValue("") String distanceSteps,
            @DefaultValue("0") @Min(0) BigDecimal freeAbove,
            @DefaultValue("0") @Min(0) BigDecimal smallOrder,
            @DefaultValue("0") @Min(0) BigDecimal smallOrderBelow,
            @DefaultValue("0") @Min(0) @Max(100) BigDecimal taxRate) {

        /** @throws IllegalArgumentException when the steps cannot be read */
        public FeeSchedule schedule() {
            try {
                return FeeSchedule.of(delivery, distanceSteps, freeAbove, smallOrder, smallOrderBelow, taxRate);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("homedelivery.order.fees: " + e.getMessage(), e);
            }
        }
    }

    /**
     * Times that customers can choose to be delivered at.
     *
     * @param zone the time zone in which the store's week runs
     * @param daysAhead for how many days slots can be ordered
     * @param holdFor for how long a place is kept for a customer who has not ordered yet
     * @param lead how long before a slot begins its orders are confirmed to the other services, so that a rider is looked for
     */
    public record Slots(
            @DefaultValue("UTC") ZoneId zone,
            @DefaultValue("7") @Min(1) @Max(60) int daysAhead,
            @DefaultValue("10m") @DurationMin(seconds = 1) Duration holdFor,
            @DefaultValue("30m") @DurationMin Duration lead) {}

    /**
     * When an order is likely to arrive that is delivered as soon as possible.
     *
     * @param preparation from ordering to the rider's leaving
     * @param perKm for each kilometre of the way
     */
    public record Eta(
            @DefaultValue("20m") @DurationMin Duration preparation,
            @DefaultValue("3m") @DurationMin Duration perKm) {

        public Instant of(double distanceKm, Instant now) {
            return now.plus(preparation).plusMillis(Math.round(perKm.toMillis() * distanceKm));
        }
    }

    /**
     * What customers are told before they order.
     *
     * @param validFor for how long its prices can be ordered
     */
    public record Quotes(
            @DefaultValue("15m") @DurationMin(seconds = 1) Duration validFor) {}

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
