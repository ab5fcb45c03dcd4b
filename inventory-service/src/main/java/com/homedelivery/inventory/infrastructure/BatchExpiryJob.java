package com.homedelivery.inventory.infrastructure;

import com.homedelivery.inventory.application.ManageBatches;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Ends the sale of batches that have expired, within a minute after midnight in the store's time zone. */
@Component
class BatchExpiryJob {

    private static final int BATCH = 100;
    private static final int MAX_BATCHES = 1_000;

    private final ManageBatches batches;

    BatchExpiryJob(ManageBatches batches) {
        this.batches = batches;
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void run() {
        for (int batch = 0; batch < MAX_BATCHES; batch++) {
            if (batches.expireNextBatch(BATCH) < BATCH) {
                return;
            }
        }
    }
}
