package com.homedelivery.order.application;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why one line cannot be ordered as it is.
 *
 * @param cartPrice price in the cart, if it has changed
 * @param currentPrice price in the catalogue, if it has changed
 * @param requested units in the cart, if fewer are available
 * @param available units available, if fewer than requested
 */
public record LineProblem(
        UUID productId,
        Reason reason,
        @Nullable BigDecimal cartPrice,
        @Nullable BigDecimal currentPrice,
        @Nullable Integer requested,
        @Nullable Integer available) {

    /** What is wrong with a line. */
    public enum Reason {
        PRICE_CHANGED,
        NOT_FOR_SALE,
        SHORT_STOCK
    }

    public static LineProblem priceChanged(UUID productId, BigDecimal cartPrice, BigDecimal currentPrice) {
        return new LineProblem(productId, Reason.PRICE_CHANGED, cartPrice, currentPrice, null, null);
    }

    public static LineProblem notForSale(UUID productId) {
        return new LineProblem(productId, Reason.NOT_FOR_SALE, null, null, null, null);
    }

    public static LineProblem shortStock(UUID productId, int requested, int available) {
        return new LineProblem(productId, Reason.SHORT_STOCK, null, null, requested, available);
    }
}
