package com.homedelivery.product.application;

import com.homedelivery.product.domain.Product;
import com.homedelivery.product.domain.ProductDetails;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A product as customers and admins read it.
 *
 * @param version goes up with every change of the product
 */
public record CatalogueEntry(
        UUID id,
        String name,
        @Nullable String description,
        String category,
        BigDecimal price,
        @Nullable String imageUrl,
        boolean active,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    static CatalogueEntry of(Product product) {
        ProductDetails details = product.details();
        return new CatalogueEntry(
                product.id(),
                details.name(),
                details.description(),
                details.category(),
                details.price(),
                details.imageUrl(),
                product.isActive(),
                product.createdAt(),
                product.updatedAt(),
                product.version());
    }
}
