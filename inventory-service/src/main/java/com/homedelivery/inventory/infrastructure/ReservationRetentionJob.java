package com.homedelivery.inventory.infrastructure;

import com.homedelivery.inventory.InventoryProperties;
import com.homedelivery.inventory.domain.Reservations;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes reservations that ended long ago, a batch in a transaction, see {@link InventoryProperties#keepReservations}. An event of
 * their orders that comes after that, such as returned goods, no longer changes the stock.
 */
@Component
class ReservationRetentionJob {

    private static final Logger log = LoggerFactory.getLogger(ReservationRetentionJob.class);

    private static final int BATCH = 500;
    private static final int MAX_BATCHES = 200;

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

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void run() {
        int deleted = 0;
        for (int batch = 0; batch < MAX_BATCHES; batch++) {
            int inBatch = deleteBatch();
            deleted += inBatch;
            if (inBatch < BATCH) {
                break;
            }
        }
        if (deleted > 0) {
            log.info("{} reservations that ended long ago are deleted", deleted);
        }
    }

    private int deleteBatch() {
        return transaction.execute(
                _ -> reservations.deleteEndedBefore(clock.instant().minus(properties.keepReservations()), BATCH));
    }
}
