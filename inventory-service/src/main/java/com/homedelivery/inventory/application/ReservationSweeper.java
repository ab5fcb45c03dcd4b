package com.homedelivery.inventory.application;

import com.homedelivery.inventory.InventoryProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks for overdue reservations every 15 s, or as {@code homedelivery.inventory.sweep-every} says. It begins 2 minutes
 * after the start, or as {@code homedelivery.inventory.first-sweep-after} says: the confirmations that came while the
 * service was down are to be heard first.
 */
@Component
class ReservationSweeper {

    private static final int MOST_BATCHES = 100;

    private final ExpireReservations expire;
    private final InventoryProperties properties;

    ReservationSweeper(ExpireReservations expire, InventoryProperties properties) {
        this.expire = expire;
        this.properties = properties;
    }

    @Scheduled(
            initialDelayString = "${homedelivery.inventory.first-sweep-after:2m}",
            fixedDelayString = "${homedelivery.inventory.sweep-every:15s}")
    void sweep() {
        for (int batch = 0; batch < MOST_BATCHES; batch++) {
            if (expire.nextBatch() < properties.sweepBatch()) {
                return;
            }
        }
    }
}
