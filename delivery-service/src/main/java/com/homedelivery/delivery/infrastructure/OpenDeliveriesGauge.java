package com.homedelivery.delivery.infrastructure;

import com.homedelivery.delivery.domain.Deliveries;
import com.homedelivery.delivery.domain.DeliveriesInStatus;
import com.homedelivery.delivery.domain.DeliveryStatus;
import com.homedelivery.delivery.domain.Riders;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The numbers of open deliveries and of riders as metrics. Counted every 5 seconds, so that reading them costs no query. */
@Component
class OpenDeliveriesGauge {

    private static final Logger log = LoggerFactory.getLogger(OpenDeliveriesGauge.class);

    private final Deliveries deliveries;
    private final Riders riders;
    private volatile Map<DeliveryStatus, Long> open = Map.of();
    private volatile long online;

    OpenDeliveriesGauge(Deliveries deliveries, Riders riders, MeterRegistry meters) {
        this.deliveries = deliveries;
        this.riders = riders;
        Stream.of(DeliveryStatus.values())
                .filter(status -> status == DeliveryStatus.PENDING || status.isActive())
                .forEach(status -> Gauge.builder("homedelivery.delivery.open", () -> open.getOrDefault(status, 0L))
                        .description("Deliveries that have not ended, by status; every instance counts all of them")
                        .tag("status", status.name())
                        .register(meters));
        Gauge.builder("homedelivery.delivery.riders.online", () -> online)
                .description("Riders on duty, busy or not; every instance counts all of them")
                .register(meters);
    }

    @Scheduled(fixedDelay = 5_000)
    void count() {
        try {
            open = deliveries.countOpen().stream()
                    .collect(Collectors.toMap(DeliveriesInStatus::status, DeliveriesInStatus::count));
            online = riders.countByOnlineTrue();
        } catch (RuntimeException e) {
            log.warn("The open deliveries could not be counted: {}", e.toString());
        }
    }
}
