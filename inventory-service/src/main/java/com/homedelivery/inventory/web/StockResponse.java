package com.homedelivery.inventory.web;

import com.homedelivery.inventory.domain.Stock;
import com.homedelivery.inventory.domain.StockLevel;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The stock of a product, for admins. */
record StockResponse(
        UUID productId,
        int quantity,
        int reserved,
        int available,
        int lowStockThreshold,
        boolean lowStock,
        Instant updatedAt) {

    static StockResponse of(Stock stock) {
        StockLevel level = stock.level();
        return new StockResponse(
                stock.productId(),
                level.quantity(),
                level.reserved(),
                level.available(),
                level.lowStockThreshold(),
                level.isLow(),
                stock.updatedAt());
    }

    static List<StockResponse> of(List<Stock> stock) {
        return stock.stream().map(StockResponse::of).toList();
    }
}
