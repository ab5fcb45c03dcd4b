package com.homedelivery.analytics.web;

import com.homedelivery.analytics.application.Reports;
import com.homedelivery.analytics.domain.DeliveryFigures;
import com.homedelivery.analytics.domain.FunnelStep;
import com.homedelivery.analytics.domain.Granularity;
import com.homedelivery.analytics.domain.ProductSales;
import com.homedelivery.analytics.domain.RevenueStep;
import com.homedelivery.analytics.domain.Summary;
import com.homedelivery.shared.api.ApiResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reports for admins, of the period {@code from} to {@code to}: by default the last 30 days. */
@RestController
@RequestMapping("/analytics")
class AnalyticsController {

    private static final Duration MAX_PERIOD = Duration.ofDays(366);

    private final Reports reports;
    private final Clock clock;

    AnalyticsController(Reports reports, Clock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    /** Gives the key figures of a period. */
    @GetMapping("/summary")
    ApiResponse<Summary> summary(PeriodQuery query) {
        return ApiResponse.of(reports.summary(query.periodAt(clock.instant()).atMost(MAX_PERIOD)));
    }

    /** Gives revenue and refunds by hour, day or month. */
    @GetMapping("/revenue")
    ApiResponse<List<RevenueStep>> revenue(PeriodQuery query, @RequestParam(defaultValue = "day") String interval) {
        Granularity granularity = Granularity.parse(interval);
        return ApiResponse.of(
                reports.revenue(query.periodAt(clock.instant()).atMost(granularity.maxPeriod()), granularity));
    }

    /** Lists the products that sold best. */
    @GetMapping("/top-products")
    ApiResponse<List<ProductSales>> topProducts(
            PeriodQuery query, @RequestParam(defaultValue = "10") @Min(1) @Max(100) int limit) {
        return ApiResponse.of(
                reports.topProducts(query.periodAt(clock.instant()).atMost(MAX_PERIOD), limit));
    }

    /** Gives the figures of the deliveries. */
    @GetMapping("/deliveries")
    ApiResponse<DeliveryFigures> deliveries(PeriodQuery query) {
        return ApiResponse.of(reports.deliveries(query.periodAt(clock.instant()).atMost(MAX_PERIOD)));
    }

    /** Tells how many orders reached which step. */
    @GetMapping("/funnel")
    ApiResponse<List<FunnelStep>> funnel(PeriodQuery query) {
        return ApiResponse.of(reports.funnel(query.periodAt(clock.instant()).atMost(MAX_PERIOD)));
    }
}
