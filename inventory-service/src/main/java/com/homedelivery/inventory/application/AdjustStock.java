package com.homedelivery.inventory.application;

import com.homedelivery.inventory.domain.Stock;
import com.homedelivery.shared.api.error.ConflictException;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Changes the stock by hand: counts, goods that came in or were lost, and the threshold of a warning. */
@Service
public class AdjustStock {

    private final StockLocker stockLocker;
    private final StockTakes stockTakes;
    private final FindStock find;
    private final Clock clock;

    AdjustStock(StockLocker stockLocker, StockTakes stockTakes, FindStock find, Clock clock) {
        this.stockLocker = stockLocker;
        this.stockTakes = stockTakes;
        this.find = find;
        this.clock = clock;
    }

    /**
     * Figures of a product's stock; those that are null stay as they are.
     *
     * @param quantity units counted
     * @param lowStockThreshold at how few available units the product is low
     * @param safetyStock units that are not sold
     */
    public record Figures(
            @Nullable Integer quantity,
            @Nullable Integer lowStockThreshold,
            @Nullable Integer safetyStock) {}

    /**
     * Records what was counted. A product that never had stock has some from now on.
     *
     * @throws ConflictException when more units are reserved than were counted, or a stock take has counted the product too
     */
    @Transactional
    public Stock record(UUID productId, Figures figures, ChangeCause cause) {
        return change(productId, cause, (stock, now) -> {
            if (figures.lowStockThreshold() != null) {
                stock.alertAt(figures.lowStockThreshold(), now);
            }
            if (figures.safetyStock() != null) {
                stock.keepSafetyStock(figures.safetyStock(), now);
            }
            if (figures.quantity() != null) {
                stockTakes.requireNotCounted(productId);
                stock.count(figures.quantity(), now);
            }
        });
    }

    /**
     * Adds units that came in, or removes some that were lost.
     *
     * @throws ConflictException when fewer would remain than are reserved
     */
    @Transactional
    public Stock adjust(UUID productId, int change, ChangeCause cause) {
        return change(productId, cause, (stock, now) -> stock.adjust(change, now));
    }

    /** Records the first units of a product; one that has stock already stays as it is. */
    @Transactional
    public boolean recordIfNew(UUID productId, int quantity, int lowStockThreshold, ChangeCause cause) {
        Instant now = clock.instant();
        boolean isNew = stockLocker.createIfAbsent(productId, now);
        if (isNew) {
            record(productId, new Figures(quantity, lowStockThreshold, null), cause);
        }
        return isNew;
    }

    private Stock change(UUID productId, ChangeCause cause, BiConsumer<Stock, Instant> work) {
        Instant now = clock.instant();
        stockLocker.createIfAbsent(productId, now);
        stockLocker.change(Set.of(productId), cause, now, locked -> work.accept(locked.of(productId), now));
        return find.stockOf(productId).orElseThrow();
    }
}
