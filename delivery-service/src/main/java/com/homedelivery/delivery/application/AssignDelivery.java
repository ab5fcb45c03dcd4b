package com.homedelivery.delivery.application;

import com.homedelivery.delivery.domain.Deliveries;
import com.homedelivery.delivery.domain.Delivery;
import com.homedelivery.delivery.domain.Riders;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryAssigned;
import com.homedelivery.shared.messaging.outbox.Outbox;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** An admin gives a delivery to a rider: because nobody took it, or because its rider is not to be reached. */
@Service
public class AssignDelivery {

    private final Deliveries deliveries;
    private final Riders riders;
    private final DeliveryViews views;
    private final Outbox outbox;
    private final DeliveryEventPublisher announcements;
    private final Clock clock;

    AssignDelivery(
            Deliveries deliveries,
            Riders riders,
            DeliveryViews views,
            Outbox outbox,
            DeliveryEventPublisher announcements,
            Clock clock) {
        this.deliveries = deliveries;
        this.riders = riders;
        this.views = views;
        this.outbox = outbox;
        this.announcements = announcements;
        this.clock = clock;
    }

    /**
     * The rider need not be on duty, but must have been so before.
     *
     * @throws NotFoundException when there is no such delivery or no such rider
     * @throws ConflictException when it has been picked up, or the rider is under way with another one
     */
    @Transactional
    public DeliveryView assign(UUID deliveryId, UUID riderId) {
        riders.lock(riderId).orElseThrow(() -> new NotFoundException("Rider"));
        Delivery delivery = deliveries.lock(deliveryId).orElseThrow(() -> new NotFoundException("Delivery"));
        if (delivery.isUnderWayWith(riderId)) {
            return views.of(delivery);
        }
        if (deliveries.underWayWith(riderId).isPresent()) {
            throw new ConflictException("The rider is under way with another delivery");
        }
        UUID formerRider = delivery.riderId();
        DeliveryAssigned assigned = delivery.assignTo(riderId, clock.instant());
        outbox.publish(assigned);
        announcements.statusChanged(delivery, formerRider);
        announcements.signal(new DispatchSignal.RiderGone(riderId));
        if (formerRider != null) {
            announcements.signal(new DispatchSignal.RiderFree());
        }
        return views.of(delivery);
    }
}
