package com.homedelivery.inventory.application;

import com.homedelivery.inventory.domain.InsufficientStockException;
import com.homedelivery.inventory.domain.Stock;
import com.homedelivery.shared.api.error.ConflictException;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reserves units of a single product without an order, until they are given back. */
@Service
public class AdHocReservation {

    private final StockLocker stockLocker;
    private final FindStock find;
    private final Clock clock;

    AdHocReservation(StockLocker stockLocker, FindStock find, Clock clock) {
        this.stockLocker = stockLocker;
        this.find = find;
        this.clock = clock;
    }

    /**
     * @return units still available
     * @throws InsufficientStockException when fewer are available
     */
    @Transactional
    public int putAside(UUID productId, int units, Cause cause) {
        Instant now = clock.instant();
        return workOn(productId, cause, now, stock -> stock.putAside(units, now));
    }

    /**
     * @return units available again
     * @throws ConflictException when fewer are put aside
     */
    @Transactional
    public int giveBack(UUID productId, int units, Cause cause) {
        Instant now = clock.instant();
        return workOn(productId, cause, now, stock -> stock.giveBack(units, now));
    }

    private int workOn(UUID productId, Cause cause, Instant now, Consumer<Stock> work) {
        stockLocker.workOn(Set.of(productId), cause, now, shelf -> work.accept(shelf.of(productId)));
        return find.levelOf(productId).available();
    }
}
