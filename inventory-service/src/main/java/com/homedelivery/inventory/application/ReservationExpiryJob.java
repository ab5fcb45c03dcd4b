package com.homedelivery.inventory.application;

import com.homedelivery.inventory.InventoryProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks for overdue reservations, see {@link InventoryProperties#sweepEvery}. */
@Component
class ReservationExpiryJob {

    private static final int MOST_BATCHES = 100;

    private final ExpireReservations expire;

    ReservationExpiryJob(ExpireReservations expire) {
        this.expire = expire;
    }

    @Scheduled(fixedDelayString = InventoryProperties.SWEEP_EVERY)
    void run() {
        for (int batch = 0; batch < MOST_BATCHES; batch++) {
            if (!expire.nextBatch()) {
                return;
            }
        }
    }
}
