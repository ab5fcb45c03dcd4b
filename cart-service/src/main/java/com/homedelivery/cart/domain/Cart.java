package com.homedelivery.cart.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What one customer wants to buy. Each customer has exactly one cart; one that was never filled, was cleared, or has
 * expired is empty.
 *
 * @param lines in the order in which they were first added
 * @param updatedAt when it was last changed
 * @param revision grows with every change and is never reused for the customer, also after the cart was cleared or has
 *     expired; 0 for a cart that does not exist
 */
public record Cart(UUID userId, List<CartLine> lines, Instant updatedAt, long revision) {

    public static final int MAX_QUANTITY = 99;
    public static final int MAX_LINES = 100;

    public Cart {
        lines = List.copyOf(lines);
    }

    public static Cart empty(UUID userId, Instant now) {
        return new Cart(userId, List.of(), now, 0);
    }

    public BigDecimal total() {
        return lines.stream().map(CartLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
