package com.homedelivery.order.application;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The carts of the cart service. */
public interface CartLookup {

    /**
     * The cart of the customer who is calling; without lines when it is empty.
     *
     * @throws com.homedelivery.shared.api.error.ServiceUnavailableException when the cart service does not answer
     */
    Cart cartOfCaller();

    /** @param revision changes with every new cart of the customer; null when the cart service gives none */
    record Cart(List<Line> lines, @Nullable Long revision) {

        /** How many of each product are in it. */
        Map<UUID, Integer> quantities() {
            return lines.stream().collect(Collectors.toMap(Line::productId, Line::quantity, Integer::sum));
        }
    }

    /** @param price of one piece, as the customer has seen it */
    record Line(UUID productId, String name, int quantity, BigDecimal price) {}
}
