package com.homedelivery.inventory.web;

import com.homedelivery.inventory.application.StockTakes.Line;
import com.homedelivery.inventory.domain.StockCount;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A product that is counted; without figures until it was.
 *
 * @param name of the product, where the catalogue knows it
 * @param expected the quantity at the moment of the count
 * @param counted units that were there
 * @param difference what approval corrects the quantity by
 */
record StockTakeLineResponse(
        UUID productId,
        @Nullable String name,
        @Nullable Integer expected,
        @Nullable Integer counted,
        @Nullable Integer difference,
        @Nullable String countedBy,
        @Nullable Instant countedAt) {

    static StockTakeLineResponse of(Line line, @Nullable String name) {
        StockCount count = line.count();
        return count == null
                ? new StockTakeLineResponse(line.productId(), name, null, null, null, null, null)
                : new StockTakeLineResponse(
                        line.productId(),
                        name,
                        count.expected(),
                        count.counted(),
                        count.difference(),
                        count.countedBy(),
                        count.countedAt());
    }
}
