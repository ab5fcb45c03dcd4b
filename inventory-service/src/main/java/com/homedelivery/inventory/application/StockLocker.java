package com.homedelivery.inventory.application;

import com.homedelivery.inventory.InventoryProperties;
import com.homedelivery.inventory.application.StockCounters.LedgerChange;
import com.homedelivery.inventory.domain.Reservation.StockLookup;
import com.homedelivery.inventory.domain.Stock;
import com.homedelivery.inventory.domain.StockLevel;
import com.homedelivery.inventory.domain.StockMovement;
import com.homedelivery.inventory.domain.Stocks;
import com.homedelivery.shared.messaging.outbox.Outbox;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The only way to the shelves: locks the stock of some products in one fixed order, lets somebody work on it, writes down
 * what has moved, and tells the world and, after the commit, the counters what has changed.
 */
@Component
class StockLocker {

    private final Stocks stocks;
    private final StockMovements movements;
    private final StockCounters counters;
    private final Outbox outbox;
    private final InventoryProperties properties;

    StockLocker(
            Stocks stocks,
            StockMovements movements,
            StockCounters counters,
            Outbox outbox,
            InventoryProperties properties) {
        this.stocks = stocks;
        this.movements = movements;
        this.counters = counters;
        this.outbox = outbox;
        this.properties = properties;
    }

    /** Works on the stock of these products. One that never had stock shows an empty shelf, which nobody can fill. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void workOn(Collection<UUID> productIds, Cause cause, Instant now, Consumer<StockLookup> work) {
        Map<UUID, Stock> shelves = new HashMap<>();
        Map<Stock, StockLevel> before = new LinkedHashMap<>();
        stocks.lockAll(productIds).forEach(stock -> {
            shelves.put(stock.productId(), stock);
            before.put(stock, stock.level());
        });

        work.accept(productId -> shelves.getOrDefault(productId, emptyShelf(productId, now)));

        Map<Stock, List<StockMovement>> moved = new LinkedHashMap<>();
        before.keySet().forEach(stock -> moved.put(stock, stock.drainMovements()));
        movements.record(moved.values().stream().flatMap(List::stream).toList(), cause, now);
        applyAfterCommit(moved);
        before.forEach((stock, level) ->
                level.eventsUntil(stock.level(), stock.productId(), now).forEach(outbox::publish));
    }

    /** Not of what left the store and was reserved: as much is available as before. */
    private void applyAfterCommit(Map<Stock, List<StockMovement>> moved) {
        moved.values().removeIf(movements -> availableChange(movements) == 0);
        if (moved.isEmpty()) {
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                counters.apply(moved.entrySet().stream()
                        .map(product -> changeOf(product.getKey(), product.getValue()))
                        .toList());
            }
        });
    }

    private static LedgerChange changeOf(Stock stock, List<StockMovement> movements) {
        Set<UUID> orderIds = movements.stream()
                .map(StockMovement::orderId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return new LedgerChange(stock.productId(), stock.version(), availableChange(movements), orderIds);
    }

    private static int availableChange(List<StockMovement> movements) {
        return movements.stream().mapToInt(StockMovement::availableChange).sum();
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
