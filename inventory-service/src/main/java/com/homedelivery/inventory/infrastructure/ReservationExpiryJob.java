package com.homedelivery.inventory.infrastructure;

import com.homedelivery.inventory.InventoryProperties;
import com.homedelivery.inventory.application.ExpireReservations;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Ends overdue reservations, see {@link InventoryProperties#sweepEvery}. */
@Component
class ReservationExpiryJob {

    private static final int MAX_BATCHES = 100;

    private final ExpireReservations expire;

    ReservationExpiryJob(ExpireReservations expire) {
        this.expire = expire;
    }

    @Scheduled(fixedDelayString = InventoryProperties.SWEEP_EVERY)
    void run() {
        for (int batch = 0; batch < MAX_BATCHES; batch++) {
            if (!expire.nextBatch()) {
                return;
            }
        }
    }
}
