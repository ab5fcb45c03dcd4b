package com.homedelivery.inventory.application;

import com.homedelivery.inventory.InventoryProperties;
import com.homedelivery.inventory.domain.Reservation.ShelfOf;
import com.homedelivery.inventory.domain.Stock;
import com.homedelivery.inventory.domain.StockLevel;
import com.homedelivery.inventory.domain.Stocks;
import com.homedelivery.shared.messaging.Outbox;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The only way to the shelves: locks the stock of some products in one fixed order, lets somebody work on it, and tells
 * the world what has changed.
 */
@Component
class StockRoom {

    private final Stocks stocks;
    private final Outbox outbox;
    private final InventoryProperties properties;

    StockRoom(Stocks stocks, Outbox outbox, InventoryProperties properties) {
        this.stocks = stocks;
        this.outbox = outbox;
        this.properties = properties;
    }

    /** Works on the stock of these products. One that never had stock shows an empty shelf, which nobody can fill. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void workOn(Collection<UUID> productIds, Instant now, Consumer<ShelfOf> work) {
        Map<UUID, Stock> shelves = new HashMap<>();
        Map<Stock, StockLevel> before = new LinkedHashMap<>();
        stocks.lockAll(productIds).forEach(stock -> {
            shelves.put(stock.productId(), stock);
            before.put(stock, stock.level());
        });

        work.accept(productId -> shelves.getOrDefault(productId, emptyShelf(productId, now)));

        before.forEach((stock, level) ->
                level.eventsUntil(stock.level(), stock.productId(), now).forEach(outbox::publish));
    }

    /** Makes a shelf for a product that has none yet, and says whether it had none. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean openShelf(UUID productId, Instant now) {
        return stocks.openShelf(productId, properties.lowStockThreshold(), now) == 1;
    }

    private Stock emptyShelf(UUID productId, Instant now) {
        return new Stock(productId, properties.lowStockThreshold(), now);
    }
}
