package com.homedelivery.product.application;

import org.jspecify.annotations.Nullable;

/**
 * How much of a product can be sold, as far as the catalogue has heard from the stock.
 *
 * @param available 0 to {@value #MAX_SHOWN}, which stands for more as well; null when nothing has been heard yet
 * @param version goes up with every change; 0 before the stock has told one by itself
 */
public record Availability(@Nullable Integer available, long version) {

    public static final int MAX_SHOWN = 10;

    /** Nothing has been heard. */
    public static final Availability UNKNOWN = new Availability(null, 0);

    /** Whether it can be bought. What is not known is: the order asks the stock itself. */
    public boolean isInStock() {
        return available == null || available > 0;
    }
}
