package com.homedelivery.inventory.domain;

import com.homedelivery.shared.event.InventoryEvent;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What happened to a product's stock in one transaction.
 *
 * @param movements in the order in which they happened
 * @param balanceChange units by which {@link StockLevel#balance} has grown, negative when it has shrunk
 * @param events what others need to know of it
 */
public record StockChange(List<StockMovement> movements, int balanceChange, List<InventoryEvent> events) {

    /** The orders that units were moved for. */
    public Set<UUID> orderIds() {
        return movements.stream()
                .map(StockMovement::orderId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }
}
