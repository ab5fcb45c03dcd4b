package com.homedelivery.order.domain;

import com.homedelivery.order.domain.pricing.OrderLine;
import com.homedelivery.order.domain.pricing.PricedBasket;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that an order is made of.
 *
 * @param basket with at least one line
 * @param deliveryAddress with its place
 * @param cartRevision which cart it was made of, or null when that is not known
 * @param paymentMethod how the customer means to pay, or null when they did not say
 * @param notes for the store and the rider, or null
 * @param quoteId the quote whose prices it has, or null
 * @param slot when it is to be delivered, or null for as soon as possible
 * @param eta when it is likely to be at the door, as far as can be told before it is paid
 */
public record OrderDraft(
        PricedBasket basket,
        DeliveryAddress deliveryAddress,
        @Nullable Long cartRevision,
        @Nullable String paymentMethod,
        @Nullable String notes,
        @Nullable UUID quoteId,
        @Nullable DeliverySlot slot,
        @Nullable Instant eta) {

    public OrderDraft {
        if (basket.lines().isEmpty()) {
            throw new IllegalArgumentException("An order has at least one line");
        }
    }

    /**
     * The same, ordered by a quote.
     *
     * @param paymentMethod in place of the quote's, unless it is null
     */
    public OrderDraft ordered(UUID quoteId, @Nullable String paymentMethod, @Nullable String notes) {
        return new OrderDraft(
                basket,
                deliveryAddress,
                cartRevision,
                paymentMethod == null ? this.paymentMethod : paymentMethod,
                notes,
                quoteId,
                slot,
                eta);
    }

    /** How many of each product there are. */
    public Map<UUID, Integer> quantities() {
        return lines().stream().collect(Collectors.toMap(OrderLine::productId, OrderLine::quantity, Integer::sum));
    }

    public List<OrderLine> lines() {
        return basket.lines();
    }

    public BigDecimal total() {
        return basket.total();
    }
}
