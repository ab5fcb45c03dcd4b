package com.homedelivery.delivery.application;

import com.homedelivery.delivery.DeliveryProperties;
import com.homedelivery.delivery.domain.Riders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Ends the shifts of riders who have forgotten to go off duty. */
@Component
class EndSilentShiftsJob {

    private static final Logger log = LoggerFactory.getLogger(EndSilentShiftsJob.class);

    private final Riders riders;
    private final TransactionOperations transaction;
    private final Duration shiftEndsAfter;
    private final Clock clock;

    EndSilentShiftsJob(Riders riders, TransactionOperations transaction, DeliveryProperties properties, Clock clock) {
        this.riders = riders;
        this.transaction = transaction;
        this.shiftEndsAfter = properties.riders().shiftEndsAfter();
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void run() {
        Instant before = clock.instant().minus(shiftEndsAfter);
        Integer ended = transaction.execute(_ -> riders.endShiftsSilentSince(before));
        if (ended != null && ended > 0) {
            log.info("{} riders have been silent for so long that their shifts were ended", ended);
        }
    }
}
