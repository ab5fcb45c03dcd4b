package com.homedelivery.product.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What the store says about a product.
 *
 * @param name 1 to 200 characters
 * @param description at most 2000 characters, or null
 * @param category 1 to 60 characters
 * @param price more than 0 and at most {@value #MAX_PRICE}, kept with two decimals
 * @param imageUrl http or https, at most 2048 characters, or null
 */
public record ProductDetails(
        String name,
        @Nullable String description,
        String category,
        BigDecimal price,
        @Nullable String imageUrl) {

    public static final String MAX_PRICE = "99999.99";

    /** @throws ArithmeticException when the price has more than two decimals */
    public ProductDetails {
        name = name.strip();
        category = category.strip();
        price = price.setScale(2, RoundingMode.UNNECESSARY);
        if (name.isEmpty() || category.isEmpty()) {
            throw new IllegalArgumentException("A product has a name and a category");
        }
        if (price.signum() <= 0 || price.compareTo(new BigDecimal(MAX_PRICE)) > 0) {
            throw new IllegalArgumentException("A price is more than 0 and at most " + MAX_PRICE);
        }
    }
}
