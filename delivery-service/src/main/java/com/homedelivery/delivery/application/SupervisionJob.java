package com.homedelivery.delivery.application;

import com.homedelivery.delivery.DeliveryProperties;
import com.homedelivery.delivery.domain.Deliveries;
import com.homedelivery.delivery.domain.SupervisionLimits;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Limit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Finds deliveries with a rider that make no progress. Several instances may run it at once: each delivery is handled by the
 * one that locks it.
 */
@Component
class SupervisionJob {

    private static final Logger log = LoggerFactory.getLogger(SupervisionJob.class);

    private static final int BATCH = 50;

    private final Deliveries deliveries;
    private final SuperviseDelivery supervision;
    private final SupervisionLimits limits;
    private final GracePeriod grace;
    private final Clock clock;

    SupervisionJob(Deliveries deliveries, SuperviseDelivery supervision, DeliveryProperties properties, Clock clock) {
        this.deliveries = deliveries;
        this.supervision = supervision;
        this.limits = properties.supervision().limits();
        this.grace = new GracePeriod(properties.supervision().grace(), clock.instant());
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = DeliveryProperties.SUPERVISION_SWEEP_EVERY)
    void run() {
        Instant now = clock.instant();
        if (!grace.isOver(now)) {
            return;
        }
        try {
            deliveries
                    .findStalled(
                            now.minus(limits.pickupWithin()),
                            now.minus(limits.afterReminder()),
                            now.minus(limits.silentAfter()),
                            Limit.of(BATCH))
                    .forEach(this::supervise);
        } catch (RuntimeException e) {
            grace.restart(clock.instant());
            log.warn("Deliveries that stand still cannot be found right now: {}", e.toString());
        }
    }

    private void supervise(UUID deliveryId) {
        try {
            supervision.supervise(deliveryId);
        } catch (RuntimeException e) {
            log.warn("Delivery {} could not be supervised and is tried again", deliveryId, e);
        }
    }
}
