package com.homedelivery.delivery.application;

import com.homedelivery.delivery.application.LiveUpdate.StatusChanged;
import com.homedelivery.delivery.domain.Deliveries;
import com.homedelivery.delivery.domain.Delivery;
import com.homedelivery.delivery.domain.Riders;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.messaging.outbox.Outbox;
import com.homedelivery.shared.work.AfterCommit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A rider accepts or rejects a delivery. */
@Service
public class AnswerOffer {

    private final Deliveries deliveries;
    private final Riders riders;
    private final DeliveryViewAssembler views;
    private final Outbox outbox;
    private final ApplicationEventPublisher localEvents;
    private final Clock clock;
    private final Timer assignment;
    private final Counter declined;

    AnswerOffer(
            Deliveries deliveries,
            Riders riders,
            DeliveryViewAssembler views,
            Outbox outbox,
            ApplicationEventPublisher localEvents,
            Clock clock,
            MeterRegistry meters) {
        this.deliveries = deliveries;
        this.riders = riders;
        this.views = views;
        this.outbox = outbox;
        this.localEvents = localEvents;
        this.clock = clock;
        this.assignment = Timer.builder("homedelivery.delivery.assignment")
                .description("How long deliveries waited for the rider who accepted")
                .register(meters);
        this.declined = Counter.builder("homedelivery.delivery.offers.declined")
                .description("Offers and assignments that riders gave back")
                .register(meters);
    }

    /**
     * The rider accepts; of several who do so at the same time one gets it.
     *
     * @throws NotFoundException when it was never offered to this rider
     * @throws ConflictException when it is not available any more, or the rider is busy with another one
     */
    @Transactional
    public DeliveryView accept(UUID deliveryId, UUID riderId) {
        riders.findByIdForUpdate(riderId).orElseThrow(() -> new NotFoundException("Delivery"));
        Delivery delivery =
                deliveries.findByIdForUpdate(deliveryId).orElseThrow(() -> new NotFoundException("Delivery"));
        boolean busy = deliveries
                .findActiveIdByRiderId(riderId)
                .filter(active -> !active.equals(deliveryId))
                .isPresent();
        Instant waitingSince = delivery.statusSince();
        delivery.accept(riderId, clock.instant()).ifPresent(assigned -> {
            if (busy) {
                throw new ConflictException("You are under way with another delivery");
            }
            outbox.publish(assigned);
            Duration waited = Duration.between(waitingSince, delivery.statusSince());
            AfterCommit.run(() -> assignment.record(waited));
            localEvents.publishEvent(StatusChanged.of(delivery));
            localEvents.publishEvent(new DispatchSignal.RiderUnavailable(riderId));
        });
        return views.of(delivery);
    }

    /**
     * The rider declines the offer, or hands the assignment back before pickup; others are asked at once.
     *
     * @throws NotFoundException when it is neither offered nor assigned to this rider
     * @throws ConflictException when the rider has the goods already, or it is over
     */
    @Transactional
    public void reject(UUID deliveryId, UUID riderId) {
        Delivery delivery =
                deliveries.findByIdForUpdate(deliveryId).orElseThrow(() -> new NotFoundException("Delivery"));
        delivery.reject(riderId, clock.instant()).ifPresent(unassigned -> {
            outbox.publish(unassigned);
            localEvents.publishEvent(StatusChanged.of(delivery, riderId));
            localEvents.publishEvent(new DispatchSignal.RiderAvailable());
        });
        AfterCommit.run(declined::increment);
        localEvents.publishEvent(new DispatchSignal.RiderNeeded(deliveryId));
    }
}
