package com.homedelivery.inventory.domain;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Units of a product that came together and expire together.
 *
 * @param receipt number of the goods receipt that they came with; null for units of which nobody has said when they expire
 * @param lot what the producer calls them, to recall them by; null when it is not known
 * @param expiresOn the last day on which they are sold; null when they do not expire, or it is not known
 * @param received units that came
 * @param quantity units that are there
 * @param expired whether they are no longer sold
 */
public record Batch(
        UUID id,
        UUID productId,
        @Nullable String receipt,
        @Nullable String lot,
        @Nullable LocalDate expiresOn,
        int received,
        int quantity,
        boolean expired) {

    /** What expires first leaves first; what does not expire, or nobody knows when, leaves last. */
    static final Comparator<Batch> FIRST_EXPIRED = Comparator.comparing(
                    Batch::expiresOn, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Batch::id);

    /** Units of which nobody has said when they expire. A product has one such batch at most. */
    static Batch undated(UUID id, UUID productId) {
        return new Batch(id, productId, null, null, null, 0, 0, false);
    }

    /** A batch of which no units have come in yet. */
    public static Batch arriving(
            UUID id,
            UUID productId,
            String receipt,
            @Nullable String lot,
            @Nullable LocalDate expiresOn,
            int received) {
        return new Batch(id, productId, receipt, lot, expiresOn, received, 0, false);
    }

    boolean isUndated() {
        return receipt == null;
    }

    boolean isExpiredOn(LocalDate day) {
        return expiresOn != null && expiresOn.isBefore(day);
    }

    Batch with(int units) {
        return new Batch(id, productId, receipt, lot, expiresOn, received, units, expired);
    }

    Batch asExpired() {
        return new Batch(id, productId, receipt, lot, expiresOn, received, quantity, true);
    }
}
