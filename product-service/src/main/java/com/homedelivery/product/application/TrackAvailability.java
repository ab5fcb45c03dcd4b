package com.homedelivery.product.application;

import com.homedelivery.shared.event.InventoryEvent;
import com.homedelivery.shared.event.InventoryEvent.AvailabilityChanged;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/**
 * Keeps what customers see of the stock. The stock tells of each change; it is asked only about products of which it has told
 * nothing yet, which are new or older than its telling. Customers are not shown a change at once, but when the revision of the
 * catalogue is read next.
 */
@Service
public class TrackAvailability {

    private final AvailabilityLedger ledger;
    private final StockLevels stock;
    private final Clock clock;

    TrackAvailability(AvailabilityLedger ledger, StockLevels stock, Clock clock) {
        this.ledger = ledger;
        this.stock = stock;
        this.clock = clock;
    }

    /** In the transaction of the inbox. */
    public void on(InventoryEvent event) {
        if (event instanceof AvailabilityChanged changed) {
            ledger.record(changed.productId(), shown(changed.available()), changed.version(), changed.changedAt());
        }
    }

    /**
     * Asks about the next products of which nothing is known.
     *
     * @return whether there may be more
     * @throws com.homedelivery.shared.api.error.ServiceUnavailableException when the inventory service does not answer
     */
    public boolean learnNext() {
        List<UUID> unknown = ledger.unknown(StockLevels.MAX_PRODUCTS);
        if (unknown.isEmpty()) {
            return false;
        }
        ledger.learn(
                stock.availableOf(unknown).entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, level -> shown(level.getValue()))),
                clock.instant());
        return unknown.size() == StockLevels.MAX_PRODUCTS;
    }

    private static int shown(int available) {
        return Math.clamp(available, 0, Availability.MAX_SHOWN);
    }
}
