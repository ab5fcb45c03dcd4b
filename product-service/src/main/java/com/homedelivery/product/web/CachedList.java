package com.homedelivery.product.web;

import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.Pagination;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.util.RawValue;

/**
 * A serialized list, or several of them.
 *
 * @param json a JSON array, or an object with arrays
 * @param pagination null when no page was asked for
 */
record CachedList(SerializedString json, @Nullable Pagination pagination) {

    ApiResponse<RawValue> envelope() {
        return new ApiResponse<>(true, new RawValue(json), null, pagination, null, Instant.now());
    }
}
