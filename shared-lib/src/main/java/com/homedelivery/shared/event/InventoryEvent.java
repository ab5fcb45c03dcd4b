package com.homedelivery.shared.event;

import java.time.Instant;
import java.util.UUID;

/** What happens to the stock of a product. Key: the product's id. */
public sealed interface InventoryEvent extends DomainEvent {

    UUID productId();

    @Override
    default String key() {
        return productId().toString();
    }

    @EventType("inventory.updated")
    record StockUpdated(UUID productId, int quantity, int previousQuantity, Instant updatedAt)
            implements InventoryEvent {}

    @EventType("inventory.low_stock")
    record StockLow(UUID productId, int currentQuantity, int threshold, Instant alertedAt) implements InventoryEvent {}

    @EventType("inventory.out_of_stock")
    record OutOfStock(UUID productId, Instant alertedAt) implements InventoryEvent {}
}
