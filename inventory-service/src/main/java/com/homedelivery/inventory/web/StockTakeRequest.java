package com.homedelivery.inventory.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stock take to open.
 *
 * @param productIds what is counted; all products when it is missing
 * @param note what it is about, in words
 */
record StockTakeRequest(
        @Size(min = 1, max = 1000) @Nullable Set<@NotNull UUID> productIds,
        @Size(max = 200) @Nullable String note) {}
