package com.homedelivery.delivery.application;

import com.homedelivery.delivery.DeliveryProperties;
import com.homedelivery.delivery.application.NearestRiders.Nearby;
import com.homedelivery.delivery.domain.Deliveries;
import com.homedelivery.delivery.domain.Delivery;
import com.homedelivery.delivery.domain.DeliveryStatus;
import com.homedelivery.delivery.domain.SearchCircle;
import com.homedelivery.delivery.domain.SupervisionLimits;
import com.homedelivery.shared.messaging.outbox.Outbox;
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
 * One look at one delivery that needs a rider: closes the offers that have expired and makes new ones, so that a few
 * riders are always thinking about it. As long as somebody in the circle can be asked, nobody farther away is; when a
 * circle has nobody left, the next wider one is tried at once, and the widest one again and again.
 */
@Component
class RiderMatching {

    private static final Logger log = LoggerFactory.getLogger(RiderMatching.class);

    private final Deliveries deliveries;
    private final NearestRiders riders;
    private final ApplicationEventPublisher listeners;
    private final DeliveryProperties.Dispatch rules;
    private final SearchCircle circle;
    private final SupervisionLimits limits;
    private final DeliveryProperties properties;
    private final Outbox outbox;
    private final Counter overdue;
    private final Clock clock;

    RiderMatching(
            Deliveries deliveries,
            NearestRiders riders,
            ApplicationEventPublisher listeners,
            DeliveryProperties properties,
            Outbox outbox,
            MeterRegistry metrics,
            Clock clock) {
        this.deliveries = deliveries;
        this.riders = riders;
        this.listeners = listeners;
        this.properties = properties;
        this.rules = properties.dispatch();
        this.circle = rules.circle();
        this.limits = properties.supervision().limits();
        this.outbox = outbox;
        this.overdue = Counter.builder("homedelivery.deliveries.without.rider")
                .description("Deliveries that found no rider in time")
                .register(metrics);
        this.clock = clock;
    }

    /** Looks, after whoever is changing the delivery right now. */
    @Transactional
    public void look(UUID deliveryId) {
        deliveries.lock(deliveryId).ifPresent(this::look);
    }

    /** Looks, unless somebody else is at it. */
    @Transactional
    public void lookUnlessTaken(UUID deliveryId) {
        deliveries.lockPendingUnlessTaken(deliveryId).ifPresent(this::look);
    }

    /** Takes the offer back from a rider who is no longer to be had, and looks for another. */
    @Transactional
    public void lookWithout(UUID rider, UUID deliveryId) {
        deliveries.lock(deliveryId).ifPresent(delivery -> {
            delivery.withdrawOfferTo(rider, clock.instant());
            look(delivery);
        });
    }

    private void look(Delivery delivery) {
        if (delivery.status() != DeliveryStatus.PENDING) {
            return;
        }
        Instant now = clock.instant();
        delivery.lapseOffers(now);
        for (Nearby rider : somebodyToAsk(delivery, now)) {
            var offer = delivery.offerTo(rider.riderId(), rider.distanceKm(), now, rules.offerLifetime());
            listeners.publishEvent(new LiveUpdate.RiderAsked(
                    rider.riderId(), OfferView.of(offer, properties.travel().time())));
        }
        delivery.lookAgain(now, rules.lookAgainAfter());
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

    private List<Nearby> somebodyToAsk(Delivery delivery, Instant now) {
        int thinking = delivery.openOffers(now);
        int wanted = rules.offersAtOnce() - thinking;
        if (wanted <= 0) {
            return List.of();
        }
        Set<UUID> notToBeAsked = delivery.notToBeAsked(now, rules.askAgainAfter());
        double radiusKm = circle.radiusKm(delivery.searchRound());
        List<Nearby> found = riders.find(delivery.pickup(), radiusKm, wanted, notToBeAsked, now);
        if (!found.isEmpty() || thinking > 0 || circle.isWidest(delivery.searchRound())) {
            return found;
        }
        return inWiderCircle(delivery, riders.find(delivery.pickup(), circle.widestKm(), wanted, notToBeAsked, now));
    }

    /** Those in the narrowest circle that holds any; the search goes on from there. */
    private List<Nearby> inWiderCircle(Delivery delivery, List<Nearby> nearest) {
        List<Nearby> found = List.of();
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
