package com.homedelivery.order.client;

import com.homedelivery.order.application.StockLevels;
import com.homedelivery.order.client.StockClient.Level;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

@Component
class HttpStockLevels implements StockLevels {

    private final StockClient stock;

    HttpStockLevels(StockClient stock) {
        this.stock = stock;
    }

    @Override
    public Map<UUID, Integer> availableOf(Set<UUID> products) {
        String ids = products.stream().map(UUID::toString).collect(Collectors.joining(","));
        return ResponseUnwrapper.of("inventory", () -> stock.levels(ids)).stream()
                .collect(Collectors.toMap(Level::productId, Level::available));
    }
}
