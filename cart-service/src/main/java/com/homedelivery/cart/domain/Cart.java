package com.homedelivery.cart.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What one customer means to buy. Everybody has exactly one cart; one that was never filled, was cleared, or was left
 * alone for too long is empty.
 *
 * @param lines in the order in which they were first added
 * @param updatedAt when it was last changed
 * @param revision which of all carts that this customer ever had: it grows with every change and never comes again, also
 *     after the cart was cleared or has expired; 0 for a cart that is not there
 */
public record Cart(UUID userId, List<CartLine> lines, Instant updatedAt, long revision) {

    public static final int MOST_OF_ONE = 99;
    public static final int MOST_LINES = 100;

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
