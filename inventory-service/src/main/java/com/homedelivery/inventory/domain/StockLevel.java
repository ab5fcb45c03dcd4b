package com.homedelivery.inventory.domain;

import com.homedelivery.shared.event.InventoryEvent;
import com.homedelivery.shared.event.InventoryEvent.AvailabilityChanged;
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
 * @param safetyStock units that are not sold, but kept for orders that would be short otherwise
 * @param expired units in the store that are past their expiry date
 */
public record StockLevel(int quantity, int reserved, int lowStockThreshold, int safetyStock, int expired) {

    /** Without safety stock, and with nothing expired. */
    public StockLevel(int quantity, int reserved, int lowStockThreshold) {
        this(quantity, reserved, lowStockThreshold, 0, 0);
    }

    /** What is left to sell; negative when more is reserved than may be sold, as after a batch has expired. */
    public int balance() {
        return quantity - reserved - safetyStock - expired;
    }

    /** Units that can still be sold. */
    public int available() {
        return Math.max(0, balance());
    }

    /** What other services are told: {@link AvailabilityChanged#available}. */
    int toldAvailable() {
        return Math.min(AvailabilityChanged.MOST_TOLD, available());
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
