package com.homedelivery.inventory.web;

import com.homedelivery.inventory.domain.Batch;
import com.homedelivery.inventory.domain.GoodsReceipt;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Goods that came in together.
 *
 * @param reference number of the supplier's delivery note for example
 * @param receivedBy id of the admin
 * @param lines missing in lists
 */
record ReceiptResponse(
        String number,
        @Nullable String reference,
        String receivedBy,
        Instant receivedAt,
        @Nullable List<Line> lines) {

    /**
     * @param quantity units that came
     * @param remaining those of them that are still there
     */
    record Line(
            UUID batchId,
            UUID productId,
            int quantity,
            int remaining,
            @Nullable LocalDate expiresOn,
            @Nullable String lot) {

        static Line of(Batch batch) {
            return new Line(
                    batch.id(), batch.productId(), batch.received(), batch.quantity(), batch.expiresOn(), batch.lot());
        }
    }

    static ReceiptResponse of(GoodsReceipt receipt) {
        return new ReceiptResponse(
                receipt.number(),
                receipt.reference(),
                receipt.receivedBy(),
                receipt.receivedAt(),
                receipt.batches().isEmpty()
                        ? null
                        : receipt.batches().stream().map(Line::of).toList());
    }
}
