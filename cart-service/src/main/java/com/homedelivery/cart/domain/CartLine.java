package com.homedelivery.cart.domain;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A quantity of one product, with what the customer has seen of it: when the line was last changed, or when the customer
 * last acknowledged what had changed.
 *
 * @param quantity 1 to {@link Cart#MAX_QUANTITY}
 * @param price of one piece, as the customer has seen it
 * @param name likewise
 * @param available how many units could be had then; null when that was not known
 * @param forSale false when the customer has seen that it is not for sale any more
 */
public record CartLine(
        UUID productId,
        int quantity,
        BigDecimal price,
        String name,
        @Nullable Integer available,
        boolean forSale) {

    public BigDecimal amount() {
        return price.multiply(BigDecimal.valueOf(quantity));
    }

    CartLine withQuantity(int other) {
        return new CartLine(productId, other, price, name, available, forSale);
    }
}
