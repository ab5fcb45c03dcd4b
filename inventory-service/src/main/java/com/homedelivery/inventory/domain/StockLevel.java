package com.homedelivery.inventory.domain;

import com.homedelivery.shared.event.InventoryEvent;
import com.homedelivery.shared.event.InventoryEvent.OutOfStock;
import com.homedelivery.shared.event.InventoryEvent.StockLow;
import com.homedelivery.shared.event.InventoryEvent.StockUpdated;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * How much there is of a product at one moment.
 *
 * @param quantity units in the store
 * @param reserved those of them that are reserved
 * @param lowStockThreshold at this many available units or fewer the product is low
 */
public record StockLevel(int quantity, int reserved, int lowStockThreshold) {

    /** Units that can still be sold. */
    public int available() {
        return quantity - reserved;
    }

    public boolean isLow() {
        return available() <= lowStockThreshold;
    }

    public boolean isOut() {
        return available() == 0;
    }

    /**
     * The events of a change from this level to another: one when the quantity has changed, one when the product has become low,
     * one when it has run out.
     */
    List<InventoryEvent> eventsOfChangeTo(StockLevel later, UUID productId, Instant now) {
        List<InventoryEvent> events = new ArrayList<>();
        if (later.quantity != quantity) {
            events.add(new StockUpdated(productId, later.quantity, quantity, now));
        }
        if (later.isLow() && !isLow()) {
            events.add(new StockLow(productId, later.available(), later.lowStockThreshold, now));
        }
        if (later.isOut() && !isOut()) {
            events.add(new OutOfStock(productId, now));
        }
        return events;
    }
}
