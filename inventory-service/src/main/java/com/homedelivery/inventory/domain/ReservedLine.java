package com.homedelivery.inventory.domain;

import jakarta.persistence.Embeddable;

/**
 * Units of a product that an order has reserved.
 *
 * @param quantity units reserved
 * @param missing those of them that could not be had when the order was confirmed after its reservation had expired
 */
@Embeddable
public record ReservedLine(int quantity, int missing) {

    /** Units that have left the stock. */
    int committed() {
        return quantity - missing;
    }
}
