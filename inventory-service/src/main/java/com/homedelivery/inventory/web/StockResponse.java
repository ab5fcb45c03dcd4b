package com.homedelivery.inventory.web;

import com.homedelivery.inventory.domain.Stock;
import com.homedelivery.inventory.domain.StockLevel;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The stock of a product, for admins.
 *
 * @param name of the product, where names are given and the catalogue knows it
 * @param safetyStock units that are not sold
 * @param expired units in the store that are past their expiry date, and not sold
 */
record StockResponse(
        UUID productId,
        @Nullable String name,
        int quantity,
        int reserved,
        int available,
        int lowStockThreshold,
        boolean lowStock,
        int safetyStock,
        int expired,
        Instant updatedAt) {

    static StockResponse of(Stock stock) {
        return of(stock, null);
    }

    static StockResponse of(Stock stock, @Nullable String name) {
        StockLevel level = stock.level();
        return new StockResponse(
                stock.productId(),
                name,
                level.quantity(),
                level.reserved(),
                level.available(),
                level.lowStockThreshold(),
                level.isLow(),
                level.safetyStock(),
                level.expired(),
                stock.updatedAt());
    }
}
