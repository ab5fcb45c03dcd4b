package com.homedelivery.inventory;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What may be set about the stock room.
 *
 * @param reservationTtl how long goods are held for an order that is not confirmed
 * @param expiryGrace how much longer they are held before the sweeper gives them back, so that the order's own
 *     cancellation comes first
 * @param sweepBatch how many reservations it ends in one transaction
 * @param lowStockThreshold how few of a product are few, until an admin says otherwise
 */
@ConfigurationProperties("homedelivery.inventory")
public record InventoryProperties(
        @DefaultValue("15m") Duration reservationTtl,
        @DefaultValue("2m") Duration expiryGrace,
        @DefaultValue("50") int sweepBatch,
        @DefaultValue("10") int lowStockThreshold) {}
