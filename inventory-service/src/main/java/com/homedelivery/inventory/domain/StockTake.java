package com.homedelivery.inventory.domain;

import com.homedelivery.shared.api.error.ConflictException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A count of some products or of all. It is open while counts are entered; an admin approves it, which corrects the
 * differences, or cancels it.
 *
 * @param note what it is about, in words
 * @param openedBy id of an admin
 * @param closedBy who approved or cancelled it; null while it is open
 */
public record StockTake(
        UUID id,
        StockTakeStatus status,
        @Nullable String note,
        String openedBy,
        Instant openedAt,
        @Nullable String closedBy,
        @Nullable Instant closedAt) {

    public static StockTake open(UUID id, @Nullable String note, String by, Instant now) {
        return new StockTake(id, StockTakeStatus.OPEN, note, by, now, null, null);
    }

    /** @throws ConflictException when it is over */
    public void requireOpen() {
        if (status != StockTakeStatus.OPEN) {
            throw new ConflictException("The stock take is " + status.name().toLowerCase(Locale.ROOT));
        }
    }

    /** @throws ConflictException when it is over */
    public StockTake approve(String by, Instant now) {
        return close(StockTakeStatus.APPROVED, by, now);
    }

    /** @throws ConflictException when it is over */
    public StockTake cancel(String by, Instant now) {
        return close(StockTakeStatus.CANCELLED, by, now);
    }

    private StockTake close(StockTakeStatus next, String by, Instant now) {
        requireOpen();
        return new StockTake(id, next, note, openedBy, openedAt, by, now);
    }
}
