package com.homedelivery.product.web;

import com.homedelivery.product.domain.ProductDetails;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.hibernate.validator.constraints.URL;
import org.jspecify.annotations.Nullable;

/**
 * A product as an admin writes it, whole: what is not sent is not kept. Only {@code isActive} stays as it is when it is
 * not sent; a new product is always on sale.
 */
record ProductRequest(
        @NotBlank @Size(max = 200) String name,
        @Size(max = 2000) @Nullable String description,
        @NotBlank @Size(max = 60) String category,

        @NotNull
        @Positive
        @Digits(integer = 5, fraction = 2, message = "must be at most 99999.99 with at most two decimals")
        BigDecimal price,

        @Size(max = 2048) @URL(regexp = "^https?://.+", message = "must be a http or https address") @Nullable
        String imageUrl,

        @Nullable Boolean isActive) {

    ProductDetails details() {
        return new ProductDetails(name, description, category, price, imageUrl);
    }
}
