package com.homedelivery.inventory;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Configuration of stock and reservations.
 *
 * @param reservationTtl how long units are held for an order that is not confirmed
 * @param expiryGrace how much longer they are held before the order service is asked for the order, so that its own
 *     cancellation comes first
 * @param recheckAfter how long until it is asked again about an order whose units stay held
 * @param sweepBatch how many orders it is asked about at once
 * @param keepReservations how long an ended reservation is kept; longer than any event may be late
 * @param sweepEvery how often the expiry job runs
 * @param forgetEvery how often the retention job runs
 * @param lowStockThreshold at how few available units a product is low, unless an admin sets another threshold
 * @param ledger how reservations are saved
 * @param counters the counters in front of the ledger
 */
@ConfigurationProperties("homedelivery.inventory")
@Validated
public record InventoryProperties(
        @DefaultValue("15m") Duration reservationTtl,
        @DefaultValue("2m") Duration expiryGrace,
        @DefaultValue("1m") Duration recheckAfter,
        @DefaultValue("50") @Min(1) @Max(100) int sweepBatch,
        @DefaultValue("90d") Duration keepReservations,
        @DefaultValue("15s") Duration sweepEvery,
        @DefaultValue("1h") Duration forgetEvery,
        @DefaultValue("10") int lowStockThreshold,
        @DefaultValue @Valid Ledger ledger,
        @DefaultValue @Valid Counters counters) {

    /**
     * @param lanes how many transactions save reservations at a time; orders for one product share a lane
     * @param batch how many orders one transaction saves at most
     * @param queue how many orders wait for a lane at most; further ones are refused at once
     * @param patience how long an order waits, unless its request has less time left; less than the timeout of callers
     */
    public record Ledger(
            @DefaultValue("4") @Min(1) int lanes,
            @DefaultValue("64") @Min(1) int batch,
            @DefaultValue("1000") @Min(1) int queue,
            @DefaultValue("2s") Duration patience) {}

    /**
     * @param timeout of calls of Redis
     * @param lapse after how long a take expires that the ledger never confirmed; longer than the ledger may take
     * @param keep how long a loaded counter is kept; then it is loaded anew
     * @param keepOrders how long it is remembered that an order has taken
     * @param reconcileEvery how often all counters are compared with the ledger
     */
    public record Counters(
            @DefaultValue("500ms") Duration timeout,
            @DefaultValue("30s") Duration lapse,
            @DefaultValue("1d") Duration keep,
            @DefaultValue("15m") Duration keepOrders,
            @DefaultValue("15s") Duration reconcileEvery) {}

    private static final String BEAN = "@'homedelivery.inventory-com.homedelivery.inventory.InventoryProperties'";

    /** For {@code @Scheduled}: {@link #sweepEvery}. */
    public static final String SWEEP_EVERY = "#{" + BEAN + ".sweepEvery()}";
    /** For {@code @Scheduled}: {@link #forgetEvery}. */
    public static final String FORGET_EVERY = "#{" + BEAN + ".forgetEvery()}";
    /** For {@code @Scheduled}: {@link Counters#reconcileEvery}. */
    public static final String RECONCILE_EVERY = "#{" + BEAN + ".counters().reconcileEvery()}";
}
