package com.homedelivery.order.infrastructure;

import com.homedelivery.order.domain.Orders;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The number of stuck orders as a metric. Counted every 5 seconds, so that reading the metrics costs no query. */
@Component
class StuckOrdersGauge {

    private static final Logger log = LoggerFactory.getLogger(StuckOrdersGauge.class);

    private final Orders orders;
    private volatile long stuck;

    StuckOrdersGauge(Orders orders, MeterRegistry meters) {
        this.orders = orders;
        Gauge.builder("homedelivery.order.stuck", () -> stuck)
                .description("Orders that stand still and need a person")
                .register(meters);
    }

    @Scheduled(fixedDelay = 5_000)
    void count() {
        try {
            stuck = orders.countByStuckReportedAtIsNotNull();
        } catch (RuntimeException e) {
            log.warn("The stuck orders could not be counted: {}", e.toString());
        }
    }
}
