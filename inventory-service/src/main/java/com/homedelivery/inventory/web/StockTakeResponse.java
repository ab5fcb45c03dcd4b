package com.homedelivery.inventory.web;

import com.homedelivery.inventory.application.TakeStock.Progress;
import com.homedelivery.inventory.domain.StockTake;
import com.homedelivery.inventory.domain.StockTakeStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stock take.
 *
 * @param closedBy id of the admin who approved or cancelled it
 * @param products how many are counted in it; missing in lists, as the next two
 * @param counted how many of them were counted
 * @param different how many of these have a difference
 */
record StockTakeResponse(
        UUID id,
        StockTakeStatus status,
        @Nullable String note,
        String openedBy,
        Instant openedAt,
        @Nullable String closedBy,
        @Nullable Instant closedAt,
        @Nullable Long products,
        @Nullable Long counted,
        @Nullable Long different) {

    static StockTakeResponse of(Progress progress) {
        return of(progress.take(), progress.products(), progress.counted(), progress.different());
    }

    static StockTakeResponse of(StockTake take) {
        return of(take, null, null, null);
    }

    private static StockTakeResponse of(
            StockTake take, @Nullable Long products, @Nullable Long counted, @Nullable Long different) {
        return new StockTakeResponse(
                take.id(),
                take.status(),
                take.note(),
                take.openedBy(),
                take.openedAt(),
                take.closedBy(),
                take.closedAt(),
                products,
                counted,
                different);
    }
}
