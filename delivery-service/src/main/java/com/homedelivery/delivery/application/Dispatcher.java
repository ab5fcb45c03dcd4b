package com.homedelivery.delivery.application;

import com.homedelivery.delivery.DeliveryProperties;
import com.homedelivery.delivery.application.DispatchSignal.RiderFree;
import com.homedelivery.delivery.application.DispatchSignal.RiderGone;
import com.homedelivery.delivery.application.DispatchSignal.RiderWanted;
import com.homedelivery.delivery.domain.Deliveries;
import com.homedelivery.delivery.domain.SupervisionLimits;
import com.homedelivery.shared.geo.GeoPoint;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.task.TaskExecutor;
import org.springframework.data.domain.PageRequest;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Sees to it that each delivery without a rider is looked at: at once when something has changed, and else when its time
 * has come. A signal may be lost, with its process or because there are too many: the sweep finds the delivery all the
 * same. Several instances sweep side by side without getting into each other's way.
 */
@Component
class Dispatcher {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private final RiderMatching search;
    private final Deliveries deliveries;
    private final NearestRiders riders;
    private final RiderLocationIndex locations;
    private final TaskExecutor executor;
    private final GeoPoint store;
    private final DeliveryProperties.Dispatch rules;
    private final SupervisionLimits limits;
    private final Clock clock;

    Dispatcher(
            RiderMatching search,
            Deliveries deliveries,
            NearestRiders riders,
            RiderLocationIndex locations,
            @Qualifier(SchedulingConfiguration.DISPATCH) TaskExecutor executor,
            DeliveryProperties properties,
            Clock clock) {
        this.search = search;
        this.deliveries = deliveries;
        this.riders = riders;
        this.locations = locations;
        this.executor = executor;
        this.store = properties.store().location();
        this.rules = properties.dispatch();
        this.limits = properties.supervision().limits();
        this.clock = clock;
    }

    @TransactionalEventListener
    void on(DispatchSignal signal) {
        executor.execute(() -> follow(signal));
    }

    private void follow(DispatchSignal signal) {
        try {
            switch (signal) {
                case RiderWanted(UUID deliveryId) -> search.look(deliveryId);
                case RiderFree() -> lookAtThoseNobodyThinksAbout();
                case RiderGone(UUID riderId) -> {
                    locations.removeFree(List.of(riderId));
                    askOthersThan(riderId);
                }
            }
        } catch (RuntimeException e) {
            log.warn("A search has to wait for the next sweep", e);
        }
    }

    private void lookAtThoseNobodyThinksAbout() {
        deliveries
                .withoutOpenOffer(clock.instant(), PageRequest.ofSize(rules.sweepAtMost()))
                .forEach(search::lookUnlessTaken);
    }

    private void askOthersThan(UUID riderId) {
        deliveries.onOfferTo(riderId, clock.instant()).forEach(deliveryId -> search.lookWithout(riderId, deliveryId));
    }

    @Scheduled(fixedDelayString = DeliveryProperties.DISPATCH_SWEEP_EVERY)
    void sweep() {
        for (UUID due : due(clock.instant())) {
            try {
                search.lookUnlessTaken(due);
            } catch (RuntimeException e) {
                log.warn("The search for delivery {} failed and is tried again", due, e);
            }
        }
    }

    /** While all riders are busy or gone, thousands of searches may wait: then none of them is looked at in vain. */
    private List<UUID> due(Instant now) {
        List<UUID> due = deliveries.toLookAt(now, PageRequest.ofSize(rules.sweepAtMost()));
        return due.isEmpty() || riders.isAnybodyIn(store, rules.widestRadiusKm(), now)
                ? due
                : deliveries.toLookAtWithoutRiders(now, now.minus(limits.noRiderAfter()), rules.sweepAtMost());
    }
}
