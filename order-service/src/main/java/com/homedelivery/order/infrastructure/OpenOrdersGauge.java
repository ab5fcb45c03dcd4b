package com.homedelivery.order.infrastructure;

import com.homedelivery.order.domain.OrderStatus;
import com.homedelivery.order.domain.Orders;
import com.homedelivery.order.domain.OrdersInStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The numbers of open and of stuck orders as metrics. Counted every 5 seconds, so that reading the metrics costs no query. */
@Component
class OpenOrdersGauge {

    private static final Logger log = LoggerFactory.getLogger(OpenOrdersGauge.class);

    private final Orders orders;
    private volatile Map<OrderStatus, Long> open = Map.of();
    private volatile long stuck;

    OpenOrdersGauge(Orders orders, MeterRegistry meters) {
        this.orders = orders;
        Stream.of(OrderStatus.values())
                .filter(status -> !status.isFinal())
                .forEach(status -> Gauge.builder("homedelivery.order.open", () -> open.getOrDefault(status, 0L))
                        .description("Orders that have not ended, by status; every instance counts all of them")
                        .tag("status", status.name())
                        .register(meters));
        Gauge.builder("homedelivery.order.stuck", () -> stuck)
                .description("Orders that stand still and need a person")
                .register(meters);
    }

    @Scheduled(fixedDelay = 5_000)
    void count() {
        try {
            open = orders.countOpen().stream().collect(Collectors.toMap(OrdersInStatus::status, OrdersInStatus::count));
            stuck = orders.countByStuckReportedAtIsNotNull();
        } catch (RuntimeException e) {
            log.warn("The open orders could not be counted: {}", e.toString());
        }
    }
}
