package com.homedelivery.shared.event;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What happens to stock. Key: the id of the product, or of the order that a shortage is about. */
public sealed interface InventoryEvent extends DomainEvent {

    @EventType("inventory.updated")
    record StockUpdated(UUID productId, int quantity, int previousQuantity, Instant updatedAt)
            implements InventoryEvent {

        @Override
        public String key() {
            return productId.toString();
        }
    }

    @EventType("inventory.low_stock")
    record StockLow(UUID productId, int currentQuantity, int threshold, Instant alertedAt) implements InventoryEvent {

        @Override
        public String key() {
            return productId.toString();
        }
    }

    @EventType("inventory.out_of_stock")
    record OutOfStock(UUID productId, Instant alertedAt) implements InventoryEvent {

        @Override
        public String key() {
            return productId.toString();
        }
    }

    /**
     * A confirmed order cannot be had in full: its reservation had lapsed and others have bought the goods.
     *
     * @param missing units that are not there, one entry a product
     */
    @EventType("inventory.shortage")
    record StockShortage(UUID orderId, List<MissingUnits> missing, Instant detectedAt) implements InventoryEvent {

        @Override
        public String key() {
            return orderId.toString();
        }
    }

    /** So many units of a product that a confirmed order wants and the store does not have. */
    record MissingUnits(UUID productId, int quantity) {}
}
