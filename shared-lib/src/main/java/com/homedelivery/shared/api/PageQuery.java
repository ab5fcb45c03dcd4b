package com.homedelivery.shared.api;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * The query values {@code page} and {@code limit}. A caller who sends neither gets the plain list.
 *
 * @param page number of the page, 1 to 100000; 1 when only a limit was sent
 * @param limit entries a page, 1 to 100; 20 when only a page was sent
 */
public record PageQuery(
        @Min(1) @Max(100_000) @Nullable Integer page,
        @Min(1) @Max(100) @Nullable Integer limit) {

    public static final int DEFAULT_LIMIT = 20;

    public boolean isRequested() {
        return page != null || limit != null;
    }

    public int pageOrFirst() {
        return page == null ? 1 : page;
    }

    public int limitOrDefault() {
        return limit == null ? DEFAULT_LIMIT : limit;
    }

    /** How many entries come before this page. */
    public int offset() {
        return (pageOrFirst() - 1) * limitOrDefault();
    }
}
