package com.homedelivery.product.web;

import com.homedelivery.product.application.CatalogueEntry;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

record ProductResponse(
        UUID id,
        String name,
        @Nullable String description,
        String category,
        BigDecimal price,
        @Nullable String imageUrl,
        boolean isActive,
        Instant createdAt,
        Instant updatedAt) {

    static ProductResponse of(CatalogueEntry entry) {
        return new ProductResponse(
                entry.id(),
                entry.name(),
                entry.description(),
                entry.category(),
                entry.price(),
                entry.imageUrl(),
                entry.active(),
                entry.createdAt(),
                entry.updatedAt());
    }

    static List<ProductResponse> of(List<CatalogueEntry> entries) {
        return entries.stream().map(ProductResponse::of).toList();
    }
}
