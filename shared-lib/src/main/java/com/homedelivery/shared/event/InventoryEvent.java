package com.homedelivery.shared.event;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

    /**
     * What can be sold of a product has changed, as far as a catalogue tells it.
     *
     * @param available units that can be sold, at least 0 and at most {@value #MOST_TOLD}; more are told as that many
     * @param version grows with every event of this product: one with less is old news
     */
    @EventType("inventory.availability_changed")
    record AvailabilityChanged(UUID productId, int available, long version, Instant changedAt)
            implements InventoryEvent {

        /** What {@code available} is capped at, so that stock which is plenty does not make an event of every sale. */
        public static final int MOST_TOLD = 10;

        @Override
        public String key() {
            return productId.toString();
        }
    }

    /**
     * A product can be had again that a customer waits for.
     *
     * @param productName as it is called today; null when that could not be found out
     */
    @EventType("inventory.back_in_stock")
    record BackInStock(
            UUID productId, @Nullable String productName, UUID userId, Instant requestedAt, Instant availableAt)
            implements InventoryEvent {

        @Override
        public String key() {
            return productId.toString();
        }
    }

    /** So many units of a product that a confirmed order wants and the store does not have. */
    record MissingUnits(UUID productId, int quantity) {}
}
