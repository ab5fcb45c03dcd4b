package com.homedelivery.cart.domain;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A reason why a cart cannot be ordered as it is.
 *
 * @param code what is wrong, under the name by which order-service refuses it
 * @param productId of the line that it is about; null when it is about the whole cart
 * @param cartPrice price in the cart, if it has changed
 * @param currentPrice price in the catalogue, if it has changed
 * @param requested units in the cart, if fewer are available
 * @param available units available, if fewer than requested
 * @param minimumOrder what an order comes to at least, if the cart does not
 * @param missingAmount by how much the cart falls short of it
 */
public record OrderProblem(
        Code code,
        @Nullable UUID productId,
        @Nullable BigDecimal cartPrice,
        @Nullable BigDecimal currentPrice,
        @Nullable Integer requested,
        @Nullable Integer available,
        @Nullable BigDecimal minimumOrder,
        @Nullable BigDecimal missingAmount) {

    /** What is wrong. */
    public enum Code {
        CART_EMPTY,
        NOT_FOR_SALE,
        PRICE_CHANGED,
        SHORT_STOCK,
        BELOW_MINIMUM
    }

    static OrderProblem cartIsEmpty() {
        return new OrderProblem(Code.CART_EMPTY, null, null, null, null, null, null, null);
    }

    static OrderProblem notForSale(CartLine line) {
        return new OrderProblem(Code.NOT_FOR_SALE, line.productId(), null, null, null, null, null, null);
    }

    static OrderProblem priceChanged(CartLine line, BigDecimal currentPrice) {
        return new OrderProblem(
                Code.PRICE_CHANGED, line.productId(), line.price(), currentPrice, null, null, null, null);
    }

    static OrderProblem shortStock(CartLine line, int available) {
        return new OrderProblem(Code.SHORT_STOCK, line.productId(), null, null, line.quantity(), available, null, null);
    }

    static OrderProblem belowMinimum(BigDecimal minimumOrder, BigDecimal missingAmount) {
        return new OrderProblem(Code.BELOW_MINIMUM, null, null, null, null, null, minimumOrder, missingAmount);
    }
}
