package com.homedelivery.inventory.application;

import com.homedelivery.inventory.domain.StockMovement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The journal of all stock movements, which are added and never changed. */
public interface StockMovements {

    /** Adds movements, in this order, in the transaction that changes the stock. */
    void record(List<StockMovement> movements, ChangeCause cause, Instant at);

    /**
     * Some of a product's movements, newest first.
     *
     * @param offset how many of the newest are skipped
     * @param limit how many are given at most
     */
    List<RecordedMovement> find(UUID productId, int offset, int limit);

    /** How many movements a product has had. */
    long count(UUID productId);

    /**
     * A movement with who made it, why and when.
     *
     * @param id grows with every movement of a product
     */
    record RecordedMovement(long id, StockMovement movement, ChangeCause cause, Instant at) {}
}
