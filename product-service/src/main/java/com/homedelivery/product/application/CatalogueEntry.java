package com.homedelivery.product.application;

import com.homedelivery.product.domain.ProductImage;
import com.homedelivery.product.domain.ProductSpecification;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A product as customers and admins read it.
 *
 * @param version goes up with every change of the product
 * @param categoryPath its category and all above it, the root first
 * @param lowestPrice30Days the lowest price of the 30 days before the price of today began; null when it is the first one
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
        long version,
        ProductSpecification specification,
        List<CategoryRef> categoryPath,
        List<ProductImage> images,
        @Nullable BigDecimal lowestPrice30Days,
        Availability availability) {}
