package com.homedelivery.order.application;

import com.homedelivery.order.domain.Orders;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Gives back what orders had that were ended by an instance of the release before promotions and slots, while both run: uses of
 * promotions, places of slots. All others give it back in the transaction that ends them.
 */
@Service
public class GiveBack {

    private static final Logger log = LoggerFactory.getLogger(GiveBack.class);
    private static final int BATCH = 100;

    private final Orders orders;
    private final OrderUpdater updater;

    GiveBack(Orders orders, OrderUpdater updater) {
        this.orders = orders;
        this.updater = updater;
    }

    /**
     * Settles some of these orders, each in a transaction. Any number of instances may do so at once.
     *
     * @return how many there were
     */
    public int nextBatch() {
        List<UUID> found = orders.findToGiveBack(BATCH);
        for (UUID orderId : found) {
            try {
                updater.update(orderId, (_, _) -> List.of());
            } catch (RuntimeException e) {
                log.warn("What order {} had is not given back yet: {}", orderId, e.toString());
            }
        }
        return found.size();
    }
}
