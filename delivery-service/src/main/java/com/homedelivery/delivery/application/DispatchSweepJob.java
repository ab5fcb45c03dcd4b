package com.homedelivery.delivery.application;

import com.homedelivery.delivery.DeliveryProperties;
import com.homedelivery.delivery.domain.Deliveries;
import com.homedelivery.delivery.domain.SupervisionLimits;
import com.homedelivery.shared.geo.GeoPoint;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.PageRequest;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Searches for the riders of deliveries whose next search is due. Several instances may run it at once. */
@Component
class DispatchSweepJob {

    private static final Logger log = LoggerFactory.getLogger(DispatchSweepJob.class);

    private final RiderMatching matching;
    private final Deliveries deliveries;
    private final NearestRiders riders;
    private final GeoPoint store;
    private final DeliveryProperties.Dispatch rules;
    private final SupervisionLimits limits;
    private final Clock clock;

    DispatchSweepJob(
            RiderMatching matching,
            Deliveries deliveries,
            NearestRiders riders,
            DeliveryProperties properties,
            Clock clock) {
        this.matching = matching;
        this.deliveries = deliveries;
        this.riders = riders;
        this.store = properties.store().location();
        this.rules = properties.dispatch();
        this.limits = properties.supervision().limits();
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = DeliveryProperties.DISPATCH_SWEEP_EVERY)
    void run() {
        for (UUID due : findDue(clock.instant())) {
            try {
                matching.matchUnlessLocked(due);
            } catch (RuntimeException e) {
                log.warn("The search for delivery {} failed and is tried again", due, e);
            }
        }
    }

    /** While all riders are busy or gone, thousands of searches may be due: they would be run in vain. */
    private List<UUID> findDue(Instant now) {
        List<UUID> due = deliveries.findDueSearches(now, PageRequest.ofSize(Dispatcher.BATCH));
        return due.isEmpty() || riders.isAnyAvailable(store, rules.widestRadiusKm(), now)
                ? due
                : deliveries.findDueSearchesWithoutRiders(now, now.minus(limits.noRiderAfter()), Dispatcher.BATCH);
    }
}
