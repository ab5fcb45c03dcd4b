package com.homedelivery.delivery.application;

import com.homedelivery.delivery.domain.Deliveries;
import com.homedelivery.delivery.domain.Delivery;
import com.homedelivery.delivery.domain.Riders;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.NotFoundException;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A rider takes a delivery or does not want it. */
@Service
public class AnswerOffer {

    private final Deliveries deliveries;
    private final Riders riders;
    private final DeliveryViews views;
    private final DeliveryEventPublisher announcements;
    private final Clock clock;

    AnswerOffer(
            Deliveries deliveries,
            Riders riders,
            DeliveryViews views,
            DeliveryEventPublisher announcements,
            Clock clock) {
        this.deliveries = deliveries;
        this.riders = riders;
        this.views = views;
        this.announcements = announcements;
        this.clock = clock;
    }

    /**
     * The rider takes it; of several who say so at the same time one gets it.
     *
     * @throws NotFoundException when it was never offered to this rider
     * @throws ConflictException when it is no longer to be had, or the rider is under way with another one
     */
    @Transactional
    public DeliveryView accept(UUID deliveryId, UUID riderId) {
        riders.lock(riderId).orElseThrow(() -> new NotFoundException("Delivery"));
        Delivery delivery = deliveries.lock(deliveryId).orElseThrow(() -> new NotFoundException("Delivery"));
        boolean busy = deliveries
                .underWayWith(riderId)
                .filter(underWay -> !underWay.equals(deliveryId))
                .isPresent();
        delivery.accept(riderId, clock.instant()).ifPresent(assigned -> {
            if (busy) {
                throw new ConflictException("You are under way with another delivery");
            }
            announcements.statusChanged(delivery, assigned);
            announcements.signal(new DispatchSignal.RiderGone(riderId));
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
        Delivery delivery = deliveries.lock(deliveryId).orElseThrow(() -> new NotFoundException("Delivery"));
        delivery.reject(riderId, clock.instant()).ifPresent(unassigned -> {
            announcements.unassigned(delivery, unassigned);
            announcements.signal(new DispatchSignal.RiderFree());
        });
        announcements.signal(new DispatchSignal.RiderWanted(deliveryId));
    }
}
