package com.homedelivery.inventory.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change of a product's stock. All of a product's movements together add up to its quantity and to what is reserved.
 *
 * @param quantityChange units that came into the store, negative when they left it
 * @param reservedChange units that were reserved, negative when they no longer are
 * @param orderId the order that it was done for, or null when there is none
 * @param batchId the batch that is meant, or null when it goes by the order in which they expire
 */
public record StockMovement(
        UUID productId,
        MovementKind kind,
        int quantityChange,
        int reservedChange,
        @Nullable UUID orderId,
        @Nullable UUID batchId) {

    public StockMovement(
            UUID productId, MovementKind kind, int quantityChange, int reservedChange, @Nullable UUID orderId) {
        this(productId, kind, quantityChange, reservedChange, orderId, null);
    }
}
