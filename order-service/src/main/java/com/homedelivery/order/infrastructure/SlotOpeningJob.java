package com.homedelivery.order.infrastructure;

import com.homedelivery.order.application.ManageSlotWindows;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Makes the delivery slots of the days ahead. */
@Component
class SlotOpeningJob {

    private static final Logger log = LoggerFactory.getLogger(SlotOpeningJob.class);

    private final ManageSlotWindows windows;

    SlotOpeningJob(ManageSlotWindows windows) {
        this.windows = windows;
    }

    @Scheduled(fixedDelay = 30, timeUnit = TimeUnit.MINUTES)
    void run() {
        try {
            windows.openAhead();
        } catch (RuntimeException e) {
            log.warn("Delivery slots could not be opened: {}", e.toString());
        }
    }
}
