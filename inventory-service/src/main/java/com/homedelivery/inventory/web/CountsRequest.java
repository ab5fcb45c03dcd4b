package com.homedelivery.inventory.web;

import com.homedelivery.inventory.application.TakeStock.Entry;
import com.homedelivery.inventory.domain.Stock;
import com.homedelivery.shared.api.error.ValidationException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was counted. */
record CountsRequest(@NotEmpty @Size(max = 500) List<@NotNull @Valid Count> counts) {

    /**
     * @param quantity units that were there
     * @param countedAt when they were counted; now when it is missing
     */
    record Count(
            @NotNull UUID productId,
            @NotNull @Min(0) @Max(Stock.MAX_QUANTITY) Integer quantity,
            @Nullable Instant countedAt) {}

    /** @throws ValidationException when a product is stated twice */
    List<Entry> entries() {
        if (counts.stream().map(Count::productId).distinct().count() < counts.size()) {
            throw new ValidationException("counts", "must have a product once");
        }
        return counts.stream()
                .map(count -> new Entry(count.productId(), count.quantity(), count.countedAt()))
                .toList();
    }
}
