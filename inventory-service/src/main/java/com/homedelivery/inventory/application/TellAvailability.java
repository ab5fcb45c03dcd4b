package com.homedelivery.inventory.application;

import com.homedelivery.inventory.domain.MovementReason;
import com.homedelivery.inventory.domain.Stock;
import com.homedelivery.inventory.domain.Stocks;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells other services what is available of products whose figure they do not know: of those that had stock before figures
 * were told, and of what an instance of the version before has changed. All others are told in the transaction that changes
 * their stock.
 */
@Service
public class TellAvailability {

    private static final ChangeCause CAUSE = ChangeCause.byThisService(MovementReason.OTHER, "availability is told");

    private final Stocks stocks;
    private final StockLocker stockLocker;
    private final Clock clock;

    TellAvailability(Stocks stocks, StockLocker stockLocker, Clock clock) {
        this.stocks = stocks;
        this.stockLocker = stockLocker;
        this.clock = clock;
    }

    /**
     * Tells some of them. Any number of instances may do so at once: each figure is told once.
     *
     * @return how many products there were
     */
    @Transactional
    public int nextBatch(int most) {
        List<UUID> untold = stocks.findUntold(most);
        stockLocker.change(
                untold,
                CAUSE,
                clock.instant(),
                stock -> untold.stream().map(stock::of).forEach(Stock::tellAvailability));
        return untold.size();
    }
}
