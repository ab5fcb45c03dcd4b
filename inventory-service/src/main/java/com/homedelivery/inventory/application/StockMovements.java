package com.homedelivery.inventory.application;

import com.homedelivery.inventory.domain.MovementKind;
import com.homedelivery.inventory.domain.MovementReason;
import com.homedelivery.inventory.domain.StockMovement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The journal of all stock movements, which are added and never changed. */
public interface StockMovements {

    /** Adds movements, in this order, in the transaction that changes the stock. */
    void record(List<StockMovement> movements, ChangeCause cause, Instant at);

    /**
     * Some of the movements, newest first.
     *
     * @param offset how many of the newest are skipped
     * @param limit how many are given at most
     */
    List<RecordedMovement> find(Filter filter, int offset, int limit);

    /** How many movements there are. */
    long count(Filter filter);

    /**
     * Which movements are wanted; what is null makes no difference.
     *
     * @param person who made it; changes for orders are made by services, not by people
     * @param from the earliest time
     * @param to the first time that is too late
     */
    record Filter(
            @Nullable UUID productId,
            @Nullable MovementKind kind,
            @Nullable MovementReason reason,
            @Nullable UUID person,
            @Nullable String reference,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /**
     * A movement with who made it, why and when.
     *
     * @param id grows with every movement of a product
     */
    record RecordedMovement(long id, StockMovement movement, ChangeCause cause, Instant at) {}
}
