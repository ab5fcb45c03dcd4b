package com.homedelivery.product.domain;

import org.jspecify.annotations.Nullable;

/**
 * What a product is called in another language; null where there is no translation.
 *
 * @param name at most 200 characters
 * @param description at most 2000 characters
 */
public record Translation(@Nullable String name, @Nullable String description) {}
