package com.homedelivery.order.domain;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that an order is made of.
 *
 * @param lines at least one, at today's prices
 * @param cartRevision which cart it was made of, or null when that is not known
 * @param paymentMethod how the customer means to pay, or null when they did not say
 * @param notes for the store and the rider, or null
 */
public record OrderDraft(
        List<OrderLine> lines,
        DeliveryAddress deliveryAddress,
        @Nullable Long cartRevision,
        @Nullable String paymentMethod,
        @Nullable String notes) {

    public OrderDraft {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("An order has at least one line");
        }
    }

    public BigDecimal total() {
        return OrderLine.sumOf(lines);
    }
}
