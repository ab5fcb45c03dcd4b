package com.homedelivery.order.application;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** Where the customer's cart is. */
public interface Carts {

    /**
     * The lines of the cart of whoever is calling; none when it is empty.
     *
     * @throws com.homedelivery.shared.api.ServiceUnavailable when nobody answers
     */
    List<Line> linesOfCaller();

    /** @param price of one piece, as the customer has seen it */
    record Line(UUID productId, String name, int quantity, BigDecimal price) {}
}
