package com.homedelivery.product.infrastructure;

import com.homedelivery.product.application.RefreshPopularity;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks every minute whether it is time to ask what customers order. */
@Component
class PopularityJob {

    private final RefreshPopularity refresh;

    PopularityJob(RefreshPopularity refresh) {
        this.refresh = refresh;
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void run() {
        refresh.refreshWhenDue();
    }
}
