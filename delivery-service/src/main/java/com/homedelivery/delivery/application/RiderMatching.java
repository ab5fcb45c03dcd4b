package com.homedelivery.delivery.application;

import com.homedelivery.delivery.DeliveryProperties;
import com.homedelivery.delivery.application.NearestRiders.Candidate;
import com.homedelivery.delivery.domain.Deliveries;
import com.homedelivery.delivery.domain.Delivery;
import com.homedelivery.delivery.domain.DeliveryStatus;
import com.homedelivery.delivery.domain.Offer;
import com.homedelivery.delivery.domain.SearchCircle;
import com.homedelivery.delivery.domain.SupervisionLimits;
import com.homedelivery.shared.messaging.outbox.Outbox;
import com.homedelivery.shared.work.AfterCommit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Searches once for the rider of one delivery: closes the offers that have expired and makes new ones, so that it is on offer
 * to a few riders at any time. As long as somebody in the circle can be asked, nobody farther away is; when a circle has
 * nobody left, the next wider one is tried at once, and the widest one again and again.
 */
@Component
class RiderMatching {

    private static final Logger log = LoggerFactory.getLogger(RiderMatching.class);

    private final Deliveries deliveries;
    private final NearestRiders riders;
    private final ApplicationEventPublisher localEvents;
    private final DeliveryProperties.Dispatch rules;
    private final SearchCircle circle;
    private final SupervisionLimits limits;
    private final DeliveryProperties properties;
    private final Outbox outbox;
    private final Counter offered;
    private final Counter overdue;
    private final Clock clock;

    RiderMatching(
            Deliveries deliveries,
            NearestRiders riders,
            ApplicationEventPublisher localEvents,
            DeliveryProperties properties,
            Outbox outbox,
            MeterRegistry metrics,
            Clock clock) {
        this.deliveries = deliveries;
        this.riders = riders;
        this.localEvents = localEvents;
        this.properties = properties;
        this.rules = properties.dispatch();
        this.circle = rules.circle();
        this.limits = properties.supervision().limits();
        this.outbox = outbox;
        this.offered = Counter.builder("homedelivery.delivery.offers")
                .description("Offers made to riders")
                .register(metrics);
        this.overdue = Counter.builder("homedelivery.delivery.searches.overdue")
                .description("Deliveries that found no rider in time")
                .register(metrics);
        this.clock = clock;
    }

    /** Searches once, after whoever is changing the delivery right now. */
    @Transactional
    public void match(UUID deliveryId) {
        deliveries.findByIdForUpdate(deliveryId).ifPresent(this::match);
    }

    /** Searches once, unless somebody else has locked the delivery. */
    @Transactional
    public void matchUnlessLocked(UUID deliveryId) {
        deliveries.findPendingByIdForUpdateSkipLocked(deliveryId).ifPresent(this::match);
    }

    /** Takes the offer back from a rider who is not available any more, and searches once. */
    @Transactional
    public void rematchWithout(UUID rider, UUID deliveryId) {
        deliveries.findByIdForUpdate(deliveryId).ifPresent(delivery -> {
            delivery.withdrawOfferTo(rider, clock.instant());
            match(delivery);
        });
    }

    private void match(Delivery delivery) {
        if (delivery.status() != DeliveryStatus.PENDING) {
            return;
        }
        Instant now = clock.instant();
        delivery.expireOffers(now);
        for (Candidate rider : findCandidates(delivery, now)) {
            Offer offer = delivery.offerTo(rider.riderId(), rider.distanceKm(), now, rules.offerLifetime());
            localEvents.publishEvent(new LiveUpdate.OfferMade(
                    rider.riderId(), OfferView.of(offer, properties.travel().time())));
            AfterCommit.run(offered::increment);
        }
        delivery.scheduleNextSearch(now, rules.lookAgainAfter());
        delivery.supervise(limits, now).ifPresent(event -> {
            outbox.publish(event);
            overdue.increment();
            log.error(
                    "No rider found for delivery {} of order {} in {} min: assign one, or have the order cancelled",
                    delivery.id(),
                    delivery.orderId(),
                    limits.noRiderAfter().toMinutes());
        });
    }

    private List<Candidate> findCandidates(Delivery delivery, Instant now) {
        int open = delivery.openOffers(now);
        int wanted = rules.offersAtOnce() - open;
        if (wanted <= 0) {
            return List.of();
        }
        Set<UUID> excluded = delivery.excludedRiders(now, rules.askAgainAfter());
        double radiusKm = circle.radiusKm(delivery.searchRound());
        List<Candidate> found = riders.find(delivery.pickup(), radiusKm, wanted, excluded, now);
        if (!found.isEmpty() || open > 0 || circle.isWidest(delivery.searchRound())) {
            return found;
        }
        return inWiderCircle(delivery, riders.find(delivery.pickup(), circle.widestKm(), wanted, excluded, now));
    }

    /** Those in the narrowest circle with any; the search continues with it. */
    private List<Candidate> inWiderCircle(Delivery delivery, List<Candidate> nearest) {
        List<Candidate> found = List.of();
        while (found.isEmpty() && !circle.isWidest(delivery.searchRound())) {
            delivery.widenSearch();
            double radiusKm = circle.radiusKm(delivery.searchRound());
            found = nearest.stream()
                    .filter(rider -> rider.distanceKm() <= radiusKm)
                    .toList();
        }
        return found;
    }
}
