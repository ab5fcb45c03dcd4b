package com.homedelivery.order.application;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where the customer's cart is. */
public interface Carts {

    /**
     * The cart of whoever is calling; without lines when it is empty.
     *
     * @throws com.homedelivery.shared.api.ServiceUnavailable when nobody answers
     */
    Cart ofCaller();

    /** @param revision which of all carts of this customer; null when the cart service does not tell */
    record Cart(List<Line> lines, @Nullable Long revision) {}

    /** @param price of one piece, as the customer has seen it */
    record Line(UUID productId, String name, int quantity, BigDecimal price) {}
}
