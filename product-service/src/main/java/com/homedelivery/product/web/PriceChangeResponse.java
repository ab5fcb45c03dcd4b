package com.homedelivery.product.web;

import com.homedelivery.product.domain.PriceChange;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param effectiveAt when the price begins
 * @param status {@code SCHEDULED}, {@code APPLIED} or {@code CANCELLED}
 * @param finishedAt when it was applied or cancelled
 */
record PriceChangeResponse(
        UUID id,
        UUID productId,
        BigDecimal price,
        Instant effectiveAt,
        PriceChange.Status status,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    static PriceChangeResponse of(PriceChange change) {
        return new PriceChangeResponse(
                change.id(),
                change.productId(),
                change.price(),
                change.effectiveAt(),
                change.status(),
                change.createdAt(),
                change.finishedAt());
    }
}
