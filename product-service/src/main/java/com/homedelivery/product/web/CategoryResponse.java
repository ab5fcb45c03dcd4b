package com.homedelivery.product.web;

import com.homedelivery.product.domain.Category;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param parentId absent for a root
 * @param version goes up with every change; the ETag is made of it
 */
record CategoryResponse(UUID id, @Nullable UUID parentId, String name, String slug, long version) {

    static CategoryResponse of(Category category) {
        return new CategoryResponse(
                category.id(), category.parentId(), category.name(), category.slug(), category.version());
    }
}
