package com.homedelivery.delivery.application;

import com.homedelivery.delivery.DeliveryProperties;
import com.homedelivery.delivery.application.DispatchSignal.RiderFree;
import com.homedelivery.delivery.application.DispatchSignal.RiderGone;
import com.homedelivery.delivery.application.DispatchSignal.RiderWanted;
import com.homedelivery.delivery.domain.Deliveries;
import com.homedelivery.delivery.domain.StoppedOrders;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.task.TaskExecutor;
import org.springframework.data.domain.PageRequest;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Sees to it that each delivery without a rider is looked at: at once when something has changed, and else when its time
 * has come. A signal may be lost, with its process or because there are too many: the sweep finds the delivery all the
 * same. Several instances sweep side by side without getting into each other's way.
 */
@Component
class Dispatcher {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private final Search search;
    private final Deliveries deliveries;
    private final StoppedOrders stoppedOrders;
    private final TaskExecutor executor;
    private final TransactionOperations transaction;
    private final DeliveryProperties.Dispatch rules;
    private final Clock clock;

    Dispatcher(
            Search search,
            Deliveries deliveries,
            StoppedOrders stoppedOrders,
            @Qualifier(BackgroundWork.DISPATCH) TaskExecutor executor,
            TransactionOperations transaction,
            DeliveryProperties properties,
            Clock clock) {
        this.search = search;
        this.deliveries = deliveries;
        this.stoppedOrders = stoppedOrders;
        this.executor = executor;
        this.transaction = transaction;
        this.rules = properties.dispatch();
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
                case RiderGone(UUID riderId) -> askOthersThan(riderId);
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

    @Scheduled(fixedDelayString = "${homedelivery.delivery.dispatch.sweep-every}")
    void sweep() {
        Instant now = clock.instant();
        for (UUID due : deliveries.toLookAt(now, PageRequest.ofSize(rules.sweepAtMost()))) {
            try {
                search.lookUnlessTaken(due);
            } catch (RuntimeException e) {
                log.warn("The search for delivery {} failed and is tried again", due, e);
            }
        }
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void forgetOldStops() {
        Instant before = clock.instant().minus(rules.stoppedOrdersKept());
        transaction.executeWithoutResult(_ -> stoppedOrders.forgetBefore(before));
    }
}
