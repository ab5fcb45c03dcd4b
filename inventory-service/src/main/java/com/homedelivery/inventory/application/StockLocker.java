package com.homedelivery.inventory.application;

import com.homedelivery.inventory.InventoryProperties;
import com.homedelivery.inventory.application.StockCounters.LedgerChange;
import com.homedelivery.inventory.domain.Reservation.StockLookup;
import com.homedelivery.inventory.domain.Stock;
import com.homedelivery.inventory.domain.StockChange;
import com.homedelivery.inventory.domain.Stocks;
import com.homedelivery.shared.messaging.outbox.Outbox;
import com.homedelivery.shared.work.AfterCommit;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The only way to change stock: locks the stock of some products in one fixed order, lets the caller change it, and the
 * batches follow, records the movements, hands the events to the outbox, and after the commit applies the changes to the
 * counters.
 */
@Component
class StockLocker {

    private final Stocks stocks;
    private final StockMovements movements;
    private final BatchLedger batches;
    private final StockCounters counters;
    private final Outbox outbox;
    private final InventoryProperties properties;

    StockLocker(
            Stocks stocks,
            StockMovements movements,
            BatchLedger batches,
            StockCounters counters,
            Outbox outbox,
            InventoryProperties properties) {
        this.stocks = stocks;
        this.movements = movements;
        this.batches = batches;
        this.counters = counters;
        this.outbox = outbox;
        this.properties = properties;
    }

    /**
     * Changes the stock of these products. A product that never had stock has an empty one here, which is not saved.
     *
     * @param work is given the locked stock, and calls its verbs
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void change(Collection<UUID> productIds, ChangeCause cause, Instant now, Consumer<StockLookup> work) {
        Map<UUID, Stock> locked = new LinkedHashMap<>();
        stocks.findAllByIdForUpdate(productIds).forEach(stock -> locked.put(stock.productId(), stock));

        work.accept(productId -> locked.getOrDefault(productId, emptyStock(productId, now)));

        batches.follow(locked.values(), now);

        Map<Stock, StockChange> changes = new LinkedHashMap<>();
        locked.values().forEach(stock -> changes.put(stock, stock.drainChange(now)));
        movements.record(
                changes.values().stream()
                        .flatMap(change -> change.movements().stream())
                        .toList(),
                cause,
                now);
        applyAfterCommit(changes);
        outbox.publishAll(changes.values().stream()
                .flatMap(change -> change.events().stream())
                .toList());
    }

    /** Leaves out products of which as many units are available as before. */
    private void applyAfterCommit(Map<Stock, StockChange> changes) {
        Map<Stock, StockChange> applied = new LinkedHashMap<>(changes);
        applied.values().removeIf(change -> change.balanceChange() == 0);
        if (applied.isEmpty()) {
            return;
        }
        AfterCommit.run(() -> counters.apply(applied.entrySet().stream()
                .map(product -> ledgerChange(product.getKey(), product.getValue()))
                .toList()));
    }

    /** Only after the commit: the stock has its new version from then on. */
    private static LedgerChange ledgerChange(Stock stock, StockChange change) {
        return new LedgerChange(stock.productId(), stock.version(), change.balanceChange(), change.orderIds());
    }

    /** Makes an empty stock for a product that has none yet, and says whether it had none. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean createIfAbsent(UUID productId, Instant now) {
        return stocks.insertIfAbsent(productId, properties.lowStockThreshold(), now) == 1;
    }

    private Stock emptyStock(UUID productId, Instant now) {
        return new Stock(productId, properties.lowStockThreshold(), now);
    }
}
