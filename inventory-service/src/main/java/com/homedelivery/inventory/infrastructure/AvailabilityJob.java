package com.homedelivery.inventory.infrastructure;

import com.homedelivery.inventory.application.TellAvailability;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells what is available of products whose figure others do not know, see {@link TellAvailability}. */
@Component
class AvailabilityJob {

    private static final int BATCH = 200;
    private static final int MAX_BATCHES = 1_000;

    private final TellAvailability tell;

    AvailabilityJob(TellAvailability tell) {
        this.tell = tell;
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void run() {
        for (int batch = 0; batch < MAX_BATCHES; batch++) {
            if (tell.nextBatch(BATCH) < BATCH) {
                return;
            }
        }
    }
}
