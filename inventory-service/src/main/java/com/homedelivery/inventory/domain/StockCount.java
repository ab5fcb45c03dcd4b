package com.homedelivery.inventory.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * What was counted of a product.
 *
 * @param expected the quantity at the moment of the count
 * @param counted units that were there
 * @param countedBy id of an admin
 */
public record StockCount(UUID productId, int expected, int counted, String countedBy, Instant countedAt) {

    /**
     * By how much the quantity has to be corrected. What was sold, came in or was lost since changes the quantity, but not
     * this.
     */
    public int difference() {
        return counted - expected;
    }
}
