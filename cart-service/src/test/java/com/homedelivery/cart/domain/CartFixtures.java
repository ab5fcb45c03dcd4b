package com.homedelivery.cart.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

public final class CartFixtures {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private CartFixtures() {}

    /** As a customer puts it in who sees that there is plenty. */
    public static CartLine line(UUID productId, int quantity, String price) {
        return new CartLine(productId, quantity, new BigDecimal(price), "Something", 1_000, true);
    }

    public static Cart cart(List<CartLine> lines) {
        return new Cart(UUID.randomUUID(), lines, NOON, 1);
    }
}
