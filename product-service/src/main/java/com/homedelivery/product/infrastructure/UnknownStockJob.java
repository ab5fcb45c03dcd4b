package com.homedelivery.product.infrastructure;

import com.homedelivery.product.ProductProperties;
import com.homedelivery.product.application.TrackAvailability;
import com.homedelivery.shared.api.error.ServiceUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Asks the stock about products of which it has told nothing, see {@link ProductProperties#stockPollEvery}. */
@Component
class UnknownStockJob {

    private static final Logger log = LoggerFactory.getLogger(UnknownStockJob.class);
    private static final int MAX_BATCHES = 100;

    private final TrackAvailability track;

    UnknownStockJob(TrackAvailability track) {
        this.track = track;
    }

    @Scheduled(fixedDelayString = ProductProperties.STOCK_POLL_EVERY)
    void run() {
        try {
            for (int batch = 0; batch < MAX_BATCHES; batch++) {
                if (!track.learnNext()) {
                    return;
                }
            }
        } catch (ServiceUnavailableException e) {
            log.debug("The stock cannot be asked now: {}", e.getMessage());
        }
    }
}
