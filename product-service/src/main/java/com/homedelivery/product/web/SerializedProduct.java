package com.homedelivery.product.web;

import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.conditional.EntityTag;
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
record SerializedProduct(UUID id, String name, boolean active, EntityTag tag, SerializedString json) {

    private static final Comparator<SerializedProduct> BY_NAME = Comparator.comparing(SerializedProduct::name)
            .thenComparing(product -> product.id().toString());

    ApiResponse<RawValue> envelope() {
        return ApiResponse.of(new RawValue(json));
    }

    /** Those of them that are on sale, by name. */
    static ApiResponse<RawValue> onSale(Collection<SerializedProduct> products) {
        return ApiResponse.of(new RawValue(products.stream()
                .filter(SerializedProduct::active)
                .sorted(BY_NAME)
                .map(product -> product.json().getValue())
                .collect(Collectors.joining(",", "[", "]"))));
    }
}
