package com.homedelivery.inventory.domain;

import jakarta.persistence.Embeddable;

/**
 * How many units of a product an order claims.
 *
 * @param quantity units claimed
 * @param missing those of them that could not be had when the order was confirmed after its reservation had lapsed
 */
@Embeddable
public record ReservedLine(int quantity, int missing) {

    /** Units that were really taken out. */
    int taken() {
        return quantity - missing;
    }
}
