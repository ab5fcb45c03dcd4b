package com.homedelivery.cart.domain;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * A quantity of one product.
 *
 * @param quantity 1 to {@link Cart#MAX_QUANTITY}
 * @param price of one piece, as the catalogue had it when the line was last changed
 * @param name as the catalogue had it then
 */
public record CartLine(UUID productId, int quantity, BigDecimal price, String name) {

    public BigDecimal amount() {
        return price.multiply(BigDecimal.valueOf(quantity));
    }
}
