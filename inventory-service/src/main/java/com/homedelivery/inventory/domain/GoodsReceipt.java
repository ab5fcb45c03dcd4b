package com.homedelivery.inventory.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goods that came in together.
 *
 * @param number by which it is known, and received once
 * @param reference number of the supplier's delivery note for example; null when there is none
 * @param receivedBy who received them
 * @param batches one for each line
 */
public record GoodsReceipt(
        String number, @Nullable String reference, String receivedBy, Instant receivedAt, List<Batch> batches) {}
