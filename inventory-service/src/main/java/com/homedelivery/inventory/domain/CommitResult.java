package com.homedelivery.inventory.domain;

import com.homedelivery.shared.event.InventoryEvent;
import java.util.List;

/** What came of committing a reservation. */
public sealed interface CommitResult {

    /** It was committed before, or can no longer be. */
    record Unchanged() implements CommitResult {}

    /**
     * The units have left the stock.
     *
     * @param events a shortage when some units could not be had, else none
     */
    record Committed(List<InventoryEvent> events) implements CommitResult {}
}
