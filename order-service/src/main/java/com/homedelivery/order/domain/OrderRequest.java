package com.homedelivery.order.domain;

import com.homedelivery.order.domain.pricing.BasketLine;
import com.homedelivery.order.domain.pricing.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a customer asks for, before it is priced.
 *
 * @param lines at today's prices
 * @param address with its place
 * @param couponCodes in upper case
 * @param tip for the rider
 * @param slotId of the slot that it is to be delivered in, or null for as soon as possible
 */
public record OrderRequest(
        List<BasketLine> lines,
        DeliveryAddress address,
        Set<String> couponCodes,
        BigDecimal tip,
        @Nullable UUID slotId) {

    public OrderRequest {
        lines = List.copyOf(lines);
        couponCodes = Set.copyOf(couponCodes);
    }

    /** All goods before discounts. */
    public BigDecimal itemsTotal() {
        return Money.sum(lines.stream().map(BasketLine::amount).toList());
    }
}
