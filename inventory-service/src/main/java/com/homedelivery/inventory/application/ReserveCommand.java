package com.homedelivery.inventory.application;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The units that an order wants to reserve.
 *
 * @param quantities units by product id, at least one
 */
public record ReserveCommand(UUID orderId, Map<UUID, Integer> quantities) {

    public Set<UUID> productIds() {
        return quantities.keySet();
    }
}
