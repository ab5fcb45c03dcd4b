package com.homedelivery.order.application;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why one line cannot be ordered as it is.
 *
 * @param cartPrice what the cart says, and
 * @param currentPrice what the catalogue says, when the price has changed
 * @param requested what the cart says, and
 * @param available what the store has, when there is not enough
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
