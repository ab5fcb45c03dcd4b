package com.homedelivery.inventory.application;

import com.homedelivery.inventory.application.StockMovements.RecordedMovement;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How a product's stock came to be what it is. */
@Service
@Transactional(readOnly = true)
public class FindMovements {

    private final StockMovements movements;

    FindMovements(StockMovements movements) {
        this.movements = movements;
    }

    /**
     * One page of a product's movements, newest first.
     *
     * @param offset how many come before the page
     * @param limit most entries it has
     */
    public Part page(UUID productId, int offset, int limit) {
        return new Part(movements.of(productId, offset, limit), movements.countOf(productId));
    }

    /** One page of movements and how many there are in all. */
    public record Part(List<RecordedMovement> movements, long total) {}
}
