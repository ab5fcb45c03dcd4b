package com.homedelivery.inventory;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.ZoneId;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Configuration of stock and reservations.
 *
 * @param reservationTtl how long units are reserved for an order that is not confirmed; longer gives customers more time to
 *     pay, and keeps scarce goods from others. Not shorter than {@code homedelivery.order.payment-window}
 * @param expiryGrace how long after the end of a reservation the order service is asked for its order, so that its own
 *     cancellation comes first; longer asks it less often
 * @param recheckAfter how long after the order service was asked for an order whose units stay reserved it is asked again
 * @param sweepBatch how many orders the order service is asked for in one call; it answers 100 at most
 * @param keepReservations how long an ended reservation is kept, and events of its order still change the stock; shorter keeps
 *     the table small, and must be longer than any event may be late
 * @param sweepEvery how often overdue reservations are looked for; longer costs the database less, and units are available
 *     again later
 * @param lowStockThreshold at how few available units a product counts as low, unless an admin sets a threshold for it
 * @param timeZone where the store is: batches expire when their day is over there
 * @param ledger how reservations are saved
 * @param counters the counters in front of the ledger
 * @param notices to customers who wait for a product
 */
@ConfigurationProperties("homedelivery.inventory")
@Validated
public record InventoryProperties(
        @DefaultValue("15m") @DurationMin(seconds = 1) Duration reservationTtl,
        @DefaultValue("2m") @DurationMin Duration expiryGrace,
        @DefaultValue("1m") @DurationMin(millis = 10) Duration recheckAfter,
        @DefaultValue("50") @Min(1) @Max(100) int sweepBatch,
        @DefaultValue("90d") @DurationMin(days = 1) Duration keepReservations,
        @DefaultValue("15s") @DurationMin(millis = 10) Duration sweepEvery,
        @DefaultValue("10") @Min(0) int lowStockThreshold,
        @DefaultValue("UTC") ZoneId timeZone,
        @DefaultValue @Valid Ledger ledger,
        @DefaultValue @Valid Counters counters,
        @DefaultValue @Valid Notices notices) {

    /**
     * @param lanes how many transactions of an instance save reservations at a time, each on a database connection; orders for
     *     one product share a lane. To be raised when reservations wait while the database has nothing to do
     * @param queue how many orders may wait for each lane; further ones are refused with 503 at once. More lets longer bursts
     *     through, and each order waits longer
     * @param maxWait the longest that an order waits for its lane, unless its request has less time left; shorter than the
     *     timeout of callers
     */
    public record Ledger(
            @DefaultValue("4") @Min(1) int lanes,
            @DefaultValue("1000") @Min(1) int queue,
            @DefaultValue("2s") @DurationMin(millis = 10) Duration maxWait) {}

    /**
     * @param timeout how long an answer of Redis is waited for with counters; longer than this, and reservations are made by the
     *     ledger alone
     * @param confirmTimeout how long units that an order has reserved in a counter are missing there when the ledger never
     *     confirms them; longer than a reservation may take to be saved, or the counter promises units that are reserved
     * @param reconcileEvery how often all counters are compared with the ledger; longer costs the database less, and a counter
     *     that is wrong after a crash stays so for longer
     */
    public record Counters(
            @DefaultValue("500ms") @DurationMin(millis = 10) @DurationMax(seconds = 10)
            Duration timeout,

            @DefaultValue("30s") @DurationMin(seconds = 1) Duration confirmTimeout,
            @DefaultValue("15s") @DurationMin(millis = 10) Duration reconcileEvery) {}

    /**
     * @param maxPerCustomer for how many products a customer may wait
     * @param sendEvery how often products are looked for that can be had again; longer costs the database less, and customers
     *     are told later
     * @param interval how long those who were told of a product have time to buy before the next ones are told, when there
     *     were not enough units for all; longer leaves units unsold, shorter disappoints more people
     * @param keep how long customers wait before their request is forgotten
     */
    public record Notices(
            @DefaultValue("50") @Min(1) int maxPerCustomer,
            @DefaultValue("30s") @DurationMin(millis = 10) Duration sendEvery,
            @DefaultValue("30m") @DurationMin(seconds = 1) Duration interval,
            @DefaultValue("180d") @DurationMin(days = 1) Duration keep) {}

    private static final String BEAN = "@'homedelivery.inventory-com.homedelivery.inventory.InventoryProperties'";

    /** For {@code @Scheduled}: {@link #sweepEvery}. */
    public static final String SWEEP_EVERY = "#{" + BEAN + ".sweepEvery()}";
    /** For {@code @Scheduled}: {@link Notices#sendEvery}. */
    public static final String SEND_NOTICES_EVERY = "#{" + BEAN + ".notices().sendEvery()}";
    /** For {@code @Scheduled}: {@link Counters#reconcileEvery}. */
    public static final String RECONCILE_EVERY = "#{" + BEAN + ".counters().reconcileEvery()}";
}
