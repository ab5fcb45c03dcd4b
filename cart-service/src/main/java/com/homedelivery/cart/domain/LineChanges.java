package com.homedelivery.cart.domain;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What has changed of a line's product since the customer has seen it, as far as it matters to the line. What has not
 * changed, or is not known, is null.
 *
 * @param price of one piece
 * @param available units that can be had, when so many more or fewer of the line can be had than before
 * @param forSale whether the product is sold
 */
public record LineChanges(
        @Nullable Change<BigDecimal> price,
        @Nullable Change<Integer> available,
        @Nullable Change<Boolean> forSale) {

    /**
     * @param <T> what changes
     * @param from what the customer has seen; null when it was not known then
     * @param to what it is now
     */
    public record Change<T>(@Nullable T from, T to) {}

    public static LineChanges of(CartLine line, ShopStatus now) {
        boolean isGone = now.isNotForSale(line.productId());
        if (isGone) {
            return new LineChanges(null, null, line.forSale() ? new Change<>(true, false) : null);
        }
        Product product = now.productOf(line.productId());
        return new LineChanges(
                product == null ? null : priceChange(line, product),
                availabilityChange(line, now.availableOf(line.productId())),
                product == null || line.forSale() ? null : new Change<>(false, true));
    }

    public boolean isEmpty() {
        return price == null && available == null && forSale == null;
    }

    private static @Nullable Change<BigDecimal> priceChange(CartLine line, Product product) {
        return line.price().compareTo(product.price()) == 0 ? null : new Change<>(line.price(), product.price());
    }

    /** One of 50 that are 49 now is no news to who wants two. What was not known is taken for enough. */
    private static @Nullable Change<Integer> availabilityChange(CartLine line, @Nullable Integer now) {
        Integer before = line.available();
        int couldHave = before == null ? line.quantity() : Math.min(before, line.quantity());
        return now == null || Math.min(now, line.quantity()) == couldHave ? null : new Change<>(before, now);
    }
}
