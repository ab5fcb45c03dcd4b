package com.homedelivery.inventory.application;

import com.homedelivery.inventory.domain.CommitResult.Committed;
import com.homedelivery.inventory.domain.Reservation;
import com.homedelivery.shared.messaging.outbox.Outbox;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells what a confirmed order wants and the store does not have. */
@Component
class ShortageReport {

    private static final Logger log = LoggerFactory.getLogger(ShortageReport.class);

    private final Outbox outbox;
    private final Counter missingUnits;

    ShortageReport(Outbox outbox, MeterRegistry meters) {
        this.outbox = outbox;
        this.missingUnits = Counter.builder("homedelivery.inventory.units.missing")
                .description("Units of confirmed orders that were not in stock")
                .register(meters);
    }

    /** In the transaction that has committed the reservation. */
    void report(Reservation reservation, Committed committed) {
        outbox.publishAll(committed.events());
        count(reservation);
    }

    /** Where nobody else has to know, for everything that was paid is refunded. */
    void count(Reservation reservation) {
        Map<UUID, Integer> missing = reservation.missing();
        if (!missing.isEmpty()) {
            missingUnits.increment(
                    missing.values().stream().mapToInt(Integer::intValue).sum());
            log.error("Order {} was confirmed, but not in stock: {}", reservation.orderId(), missing);
        }
    }
}
