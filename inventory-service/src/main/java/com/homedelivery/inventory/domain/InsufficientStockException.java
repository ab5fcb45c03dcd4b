package com.homedelivery.inventory.domain;

import com.homedelivery.shared.api.error.DomainException;
import java.util.List;
import java.util.UUID;

/** More is wanted than is available. The details name every line that is short. */
public final class InsufficientStockException extends DomainException {

    /** A line that is short, and by how much. */
    public record ShortLine(UUID productId, int requested, int available) {}

    public InsufficientStockException(List<ShortLine> lines) {
        super(InventoryErrorCode.INSUFFICIENT_STOCK, "Not enough stock", lines);
    }

    public InsufficientStockException(UUID productId, int requested, int available) {
        this(List.of(new ShortLine(productId, requested, available)));
    }
}
