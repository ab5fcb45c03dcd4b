package com.homedelivery.order.infrastructure;

import com.homedelivery.order.application.GiveBack;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Gives back within a minute what older instances do not. */
@Component
class GiveBackJob {

    private static final Logger log = LoggerFactory.getLogger(GiveBackJob.class);

    private final GiveBack giveBack;

    GiveBackJob(GiveBack giveBack) {
        this.giveBack = giveBack;
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void run() {
        try {
            giveBack.nextBatch();
        } catch (RuntimeException e) {
            log.warn("Nothing could be given back: {}", e.toString());
        }
    }
}
