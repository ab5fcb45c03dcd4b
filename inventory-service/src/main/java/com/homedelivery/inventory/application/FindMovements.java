package com.homedelivery.inventory.application;

import com.homedelivery.inventory.application.StockMovements.Filter;
import com.homedelivery.inventory.application.StockMovements.RecordedMovement;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the movements of stock. */
@Service
@Transactional(readOnly = true)
public class FindMovements {

    private final StockMovements movements;

    FindMovements(StockMovements movements) {
        this.movements = movements;
    }

    /**
     * One page of the movements, newest first.
     *
     * @param offset how many newer movements come before the page
     * @param limit how many movements it has at most
     */
    public MovementPage page(Filter filter, int offset, int limit) {
        return new MovementPage(movements.find(filter, offset, limit), movements.count(filter));
    }

    /** @param total how many movements there are in all */
    public record MovementPage(List<RecordedMovement> movements, long total) {}
}
