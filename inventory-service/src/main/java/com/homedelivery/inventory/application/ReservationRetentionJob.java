package com.homedelivery.inventory.application;

import com.homedelivery.inventory.InventoryProperties;
import com.homedelivery.inventory.domain.Reservations;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Forgets reservations that ended long ago, a batch in a transaction, see {@link InventoryProperties#forgetEvery}. What
 * comes for their orders after that, such as goods that are brought back, changes no stock by itself.
 */
@Component
class ReservationRetentionJob {

    private static final Logger log = LoggerFactory.getLogger(ReservationRetentionJob.class);

    private static final int BATCH = 500;
    private static final int MOST_BATCHES = 200;

    private final Reservations reservations;
    private final InventoryProperties properties;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ReservationRetentionJob(
            Reservations reservations, InventoryProperties properties, TransactionTemplate transaction, Clock clock) {
        this.reservations = reservations;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = InventoryProperties.FORGET_EVERY)
    void run() {
        int forgotten = 0;
        for (int batch = 0; batch < MOST_BATCHES; batch++) {
            int some = nextBatch();
            forgotten += some;
            if (some < BATCH) {
                break;
            }
        }
        if (forgotten > 0) {
            log.info("{} reservations that ended long ago are forgotten", forgotten);
        }
    }

    private int nextBatch() {
        return transaction.execute(
                _ -> reservations.forgetEnded(clock.instant().minus(properties.keepReservations()), BATCH));
    }
}
