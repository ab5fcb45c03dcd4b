package com.homedelivery.product.application;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A category and those below it.
 *
 * @param parentId null when it is a root
 * @param slug its name in addresses, of one category only
 * @param count products on sale in it and below
 * @param version goes up with every change of the category
 * @param children by name
 */
public record CategoryNode(
        UUID id,
        @Nullable UUID parentId,
        String name,
        String slug,
        long count,
        long version,
        List<CategoryNode> children) {}
