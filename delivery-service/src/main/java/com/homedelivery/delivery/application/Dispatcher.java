package com.homedelivery.delivery.application;

import com.homedelivery.delivery.application.DispatchSignal.RiderAvailable;
import com.homedelivery.delivery.application.DispatchSignal.RiderNeeded;
import com.homedelivery.delivery.application.DispatchSignal.RiderUnavailable;
import com.homedelivery.delivery.domain.Deliveries;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.PageRequest;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Searches for riders as soon as something has changed. A signal may be lost, with its process or because there are too
 * many: the {@link DispatchSweepJob} finds the delivery all the same.
 */
@Component
public class Dispatcher {

    /** Name of the bean whose threads do this. */
    public static final String EXECUTOR = "dispatchExecutor";

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    /** How many searches are taken at a time; the next sweep takes the rest. */
    static final int BATCH = 50;

    private final RiderMatching matching;
    private final Deliveries deliveries;
    private final RiderLocationIndex locations;
    private final Clock clock;

    Dispatcher(RiderMatching matching, Deliveries deliveries, RiderLocationIndex locations, Clock clock) {
        this.matching = matching;
        this.deliveries = deliveries;
        this.locations = locations;
        this.clock = clock;
    }

    @Async(EXECUTOR)
    @TransactionalEventListener
    void on(DispatchSignal signal) {
        try {
            switch (signal) {
                case RiderNeeded needed -> matching.match(needed.deliveryId());
                case RiderAvailable _ -> matchDeliveriesWithoutOpenOffer();
                case RiderUnavailable unavailable -> withdrawOffersTo(unavailable);
            }
        } catch (RuntimeException e) {
            log.warn("A search has to wait for the next sweep", e);
        }
    }

    private void matchDeliveriesWithoutOpenOffer() {
        deliveries
                .findSearchesWithoutOpenOffer(clock.instant(), PageRequest.ofSize(BATCH))
                .forEach(matching::matchUnlessLocked);
    }

    private void withdrawOffersTo(RiderUnavailable rider) {
        locations.removeFree(List.of(rider.riderId()));
        deliveries
                .findDeliveriesOfferedTo(rider.riderId(), clock.instant())
                .forEach(deliveryId -> matching.rematchWithout(rider.riderId(), deliveryId));
    }
}
