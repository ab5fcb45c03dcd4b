package com.homedelivery.product.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the store says about a product.
 *
 * @param name 1 to 200 characters
 * @param description at most 2000 characters, or null
 * @param category name of its category, 1 to 60 characters
 * @param categoryId its category in the tree; null when only the name is known, which then says it: a root comes first
 * @param price more than 0 and at most {@value #MAX_PRICE}, kept with two decimals
 * @param imageUrl http or https, at most 2048 characters, or null
 */
public record ProductDetails(
        String name,
        @Nullable String description,
        String category,
        @Nullable UUID categoryId,
        BigDecimal price,
        @Nullable String imageUrl,
        ProductSpecification specification) {

    public static final String MAX_PRICE = "99999.99";

    /** The same in that category. */
    public ProductDetails in(UUID id, String categoryName) {
        return new ProductDetails(name, description, categoryName, id, price, imageUrl, specification);
    }

    /** The same with something else known of it. */
    public ProductDetails with(ProductSpecification other) {
        return new ProductDetails(name, description, category, categoryId, price, imageUrl, other);
    }

    /** Of a product of which no more is known. */
    public ProductDetails(
            String name, @Nullable String description, String category, BigDecimal price, @Nullable String imageUrl) {
        this(name, description, category, null, price, imageUrl, ProductSpecification.NONE);
    }

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
