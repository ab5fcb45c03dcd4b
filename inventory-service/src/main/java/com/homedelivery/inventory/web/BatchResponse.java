package com.homedelivery.inventory.web;

import com.homedelivery.inventory.domain.Batch;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A batch of a product.
 *
 * @param name of the product, where names are given and the catalogue knows it
 * @param receipt number of the goods receipt that it came with; missing for units of which nobody has said when they expire
 * @param lot what the producer calls it
 * @param expiresOn the last day on which it is sold; missing when it does not expire
 * @param quantity units that are there
 * @param expired whether it is no longer sold
 */
record BatchResponse(
        UUID batchId,
        UUID productId,
        @Nullable String name,
        @Nullable String receipt,
        @Nullable String lot,
        @Nullable LocalDate expiresOn,
        int quantity,
        boolean expired) {

    static BatchResponse of(Batch batch) {
        return of(batch, null);
    }

    static BatchResponse of(Batch batch, @Nullable String name) {
        return new BatchResponse(
                batch.id(),
                batch.productId(),
                name,
                batch.receipt(),
                batch.lot(),
                batch.expiresOn(),
                batch.quantity(),
                batch.expired());
    }
}
