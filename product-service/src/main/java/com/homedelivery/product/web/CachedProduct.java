package com.homedelivery.product.web;

import com.homedelivery.shared.api.ApiResponse;
import java.util.Collection;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.util.RawValue;

/**
 * A serialized product.
 *
 * @param json a {@link ProductResponse}
 */
record CachedProduct(UUID id, String name, boolean active, long version, SerializedString json) {

    private static final Comparator<CachedProduct> BY_NAME = Comparator.comparing(CachedProduct::name)
            .thenComparing(product -> product.id().toString());

    ApiResponse<RawValue> envelope() {
        return ApiResponse.of(new RawValue(json));
    }

    /** Those of them that are on sale, by name. */
    static ApiResponse<RawValue> onSale(Collection<CachedProduct> products) {
        return ApiResponse.of(new RawValue(products.stream()
                .filter(CachedProduct::active)
                .sorted(BY_NAME)
                .map(product -> product.json().getValue())
                .collect(Collectors.joining(",", "[", "]"))));
    }
}
