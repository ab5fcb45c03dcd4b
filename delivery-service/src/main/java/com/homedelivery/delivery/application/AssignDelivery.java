package com.homedelivery.delivery.application;

import com.homedelivery.delivery.application.LiveUpdate.StatusChanged;
import com.homedelivery.delivery.domain.Assignment;
import com.homedelivery.delivery.domain.Deliveries;
import com.homedelivery.delivery.domain.Delivery;
import com.homedelivery.delivery.domain.Riders;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.messaging.outbox.Outbox;
import java.time.Clock;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * An admin gives a delivery to a rider: because nobody accepted it, or because its rider cannot be reached. Otherwise riders
 * take one by accepting its offer, in {@link AnswerOffer}.
 */
@Service
public class AssignDelivery {

    private final Deliveries deliveries;
    private final Riders riders;
    private final DeliveryViewAssembler views;
    private final Outbox outbox;
    private final ApplicationEventPublisher localEvents;
    private final Clock clock;

    AssignDelivery(
            Deliveries deliveries,
            Riders riders,
            DeliveryViewAssembler views,
            Outbox outbox,
            ApplicationEventPublisher localEvents,
            Clock clock) {
        this.deliveries = deliveries;
        this.riders = riders;
        this.views = views;
        this.outbox = outbox;
        this.localEvents = localEvents;
        this.clock = clock;
    }

    /**
     * The rider need not be on duty, but must have been so before.
     *
     * @throws NotFoundException when there is no such delivery or no such rider
     * @throws ConflictException when it has been picked up, or the rider is busy with another one
     */
    @Transactional
    public DeliveryView assign(UUID deliveryId, UUID riderId) {
        riders.findByIdForUpdate(riderId).orElseThrow(() -> new NotFoundException("Rider"));
        Delivery delivery =
                deliveries.findByIdForUpdate(deliveryId).orElseThrow(() -> new NotFoundException("Delivery"));
        if (delivery.isActiveFor(riderId)) {
            return views.of(delivery);
        }
        if (deliveries.findActiveIdByRiderId(riderId).isPresent()) {
            throw new ConflictException("The rider is under way with another delivery");
        }
        Assignment assignment = delivery.assignTo(riderId, clock.instant());
        outbox.publish(assignment.event());
        localEvents.publishEvent(StatusChanged.of(delivery, assignment.formerRider()));
        localEvents.publishEvent(new DispatchSignal.RiderUnavailable(riderId));
        if (assignment.formerRider() != null) {
            localEvents.publishEvent(new DispatchSignal.RiderAvailable());
        }
        return views.of(delivery);
    }
}
