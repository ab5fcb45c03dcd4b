package com.homedelivery.cart.web;

import com.homedelivery.cart.domain.CartLine;
import com.homedelivery.cart.domain.LineChanges;
import com.homedelivery.cart.domain.LineChanges.Change;
import com.homedelivery.cart.domain.ShopStatus;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of a cart, or something saved for later.
 *
 * @param price of one piece, as the customer has seen it
 * @param available units that can be had now; missing when that is not known
 * @param changes what has changed since the customer has seen it; missing when nothing has
 */
record LineResponse(
        UUID productId,
        int quantity,
        BigDecimal price,
        String name,
        @Nullable Integer available,
        @Nullable Changes changes) {

    /** What has changed; missing is what has not, or is not known. */
    record Changes(
            @Nullable PriceChange price,
            @Nullable AvailabilityChange available,
            @Nullable SaleChange forSale) {

        static @Nullable Changes of(LineChanges changes) {
            return changes.isEmpty()
                    ? null
                    : new Changes(
                            PriceChange.of(changes.price()),
                            AvailabilityChange.of(changes.available()),
                            SaleChange.of(changes.forSale()));
        }
    }

    /**
     * @param from the price that the customer has seen
     * @param to the catalogue's price now
     */
    record PriceChange(BigDecimal from, BigDecimal to) {

        static @Nullable PriceChange of(@Nullable Change<BigDecimal> change) {
            return change == null || change.from() == null ? null : new PriceChange(change.from(), change.to());
        }
    }

    /**
     * @param from units that could be had when the customer has seen it; missing when that was not known
     * @param to units that can be had now
     */
    record AvailabilityChange(@Nullable Integer from, int to) {

        static @Nullable AvailabilityChange of(@Nullable Change<Integer> change) {
            return change == null ? null : new AvailabilityChange(change.from(), change.to());
        }
    }

    /**
     * @param from whether it was for sale
     * @param to whether it is for sale now
     */
    record SaleChange(boolean from, boolean to) {

        static @Nullable SaleChange of(@Nullable Change<Boolean> change) {
            return change == null ? null : new SaleChange(!change.to(), change.to());
        }
    }

    static LineResponse of(CartLine line, ShopStatus now) {
        return new LineResponse(
                line.productId(),
                line.quantity(),
                line.price(),
                line.name(),
                now.availableOf(line.productId()),
                Changes.of(LineChanges.of(line, now)));
    }
}
