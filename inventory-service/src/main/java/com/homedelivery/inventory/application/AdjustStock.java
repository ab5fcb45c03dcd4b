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

/** What an admin does to the stock: counting it, taking goods in, saying when to be warned. */
@Service
public class AdjustStock {

    private final StockLocker stockLocker;
    private final FindStock find;
    private final Clock clock;

    AdjustStock(StockLocker stockLocker, FindStock find, Clock clock) {
        this.stockLocker = stockLocker;
        this.find = find;
        this.clock = clock;
    }

    /**
     * Records what was counted. A product that never had stock gets its shelf now.
     *
     * @param quantity units counted, or null to leave them
     * @param lowStockThreshold at how few available units the product is low, or null to leave that
     * @throws ConflictException when more units are reserved than were counted
     */
    @Transactional
    public Stock record(UUID productId, @Nullable Integer quantity, @Nullable Integer lowStockThreshold, Cause cause) {
        return change(productId, cause, (stock, now) -> {
            if (lowStockThreshold != null) {
                stock.alertAt(lowStockThreshold, now);
            }
            if (quantity != null) {
                stock.count(quantity, now);
            }
        });
    }

    /**
     * Adds units that came in, or removes some that were lost.
     *
     * @throws ConflictException when fewer would remain than are reserved
     */
    @Transactional
    public Stock adjust(UUID productId, int change, Cause cause) {
        return change(productId, cause, (stock, now) -> stock.adjust(change, now));
    }

    /** Puts the first units of a product on its shelf; one that has a shelf stays as it is. */
    @Transactional
    public boolean fillIfNew(UUID productId, int quantity, int lowStockThreshold, Cause cause) {
        Instant now = clock.instant();
        boolean isNew = stockLocker.openShelf(productId, now);
        if (isNew) {
            record(productId, quantity, lowStockThreshold, cause);
        }
        return isNew;
    }

    private Stock change(UUID productId, Cause cause, BiConsumer<Stock, Instant> work) {
        Instant now = clock.instant();
        stockLocker.openShelf(productId, now);
        stockLocker.workOn(Set.of(productId), cause, now, shelf -> work.accept(shelf.of(productId), now));
        return find.stockOf(productId).orElseThrow();
    }
}
