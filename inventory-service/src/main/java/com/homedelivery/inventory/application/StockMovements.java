package com.homedelivery.inventory.application;

import com.homedelivery.inventory.domain.StockMovement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The journal of the stock: what is written here stays. */
public interface StockMovements {

    /** Adds movements, in this order, in the transaction that changes the stock. */
    void record(List<StockMovement> movements, Cause cause, Instant at);

    /**
     * Some of a product's movements, newest first.
     *
     * @param offset how many of the newest are left out
     * @param limit most that are given
     */
    List<RecordedMovement> of(UUID productId, int offset, int limit);

    /** How many movements a product has had. */
    long countOf(UUID productId);

    /**
     * A movement as it is kept.
     *
     * @param id grows with every movement of a product
     */
    record RecordedMovement(long id, StockMovement movement, Cause cause, Instant at) {}
}
