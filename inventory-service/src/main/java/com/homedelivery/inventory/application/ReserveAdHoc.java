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

/** Reserves units of a product by hand, without an order, until they are released by hand. */
@Service
public class ReserveAdHoc {

    private final StockLocker stockLocker;
    private final FindStock find;
    private final Clock clock;

    ReserveAdHoc(StockLocker stockLocker, FindStock find, Clock clock) {
        this.stockLocker = stockLocker;
        this.find = find;
        this.clock = clock;
    }

    /**
     * @return units still available
     * @throws InsufficientStockException when fewer are available
     */
    @Transactional
    public int reserve(UUID productId, int units, ChangeCause cause) {
        Instant now = clock.instant();
        return change(productId, cause, now, stock -> stock.reserveAdHoc(units, now));
    }

    /**
     * @return units still available
     * @throws ConflictException when fewer are reserved without an order
     */
    @Transactional
    public int release(UUID productId, int units, ChangeCause cause) {
        Instant now = clock.instant();
        return change(productId, cause, now, stock -> stock.releaseAdHoc(units, now));
    }

    private int change(UUID productId, ChangeCause cause, Instant now, Consumer<Stock> work) {
        stockLocker.change(Set.of(productId), cause, now, locked -> work.accept(locked.of(productId)));
        return find.levelOf(productId).available();
    }
}
