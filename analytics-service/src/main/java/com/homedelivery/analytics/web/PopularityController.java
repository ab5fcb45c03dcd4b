package com.homedelivery.analytics.web;

import com.homedelivery.analytics.application.Reports;
import com.homedelivery.analytics.domain.Period;
import com.homedelivery.analytics.domain.ProductPopularity;
import com.homedelivery.shared.api.ApiResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What other services ask for, so that the catalogue can be sorted by demand. */
@RestController
@RequestMapping("/analytics/products")
class PopularityController {

    private static final Duration PERIOD = Duration.ofDays(30);
    private static final int MAX_PRODUCTS = 10_000;

    private final Reports reports;
    private final Clock clock;

    PopularityController(Reports reports, Clock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    /** Lists the products that were ordered in the last 30 days. The most ordered come first, 10,000 at most. */
    @GetMapping("/popularity")
    ApiResponse<List<ProductPopularity>> popularity() {
        Instant now = clock.instant();
        return ApiResponse.of(reports.popularity(new Period(now.minus(PERIOD), now), MAX_PRODUCTS));
    }
}
