package com.homedelivery.order.domain.pricing;

import java.math.BigDecimal;
import java.util.Set;
import java.util.UUID;

/**
 * So many of one product that are to be priced.
 *
 * @param price of one piece, with tax, before discounts
 * @param taxRate in percent
 * @param categories that the product is in, in lower case
 */
public record BasketLine(
        UUID productId, String name, int quantity, BigDecimal price, BigDecimal taxRate, Set<String> categories) {

    public BasketLine {
        categories = Set.copyOf(categories);
    }

    public BigDecimal amount() {
        return Money.round(price.multiply(BigDecimal.valueOf(quantity)));
    }
}
