package com.homedelivery.delivery.application;

import com.homedelivery.delivery.DeliveryProperties;
import com.homedelivery.delivery.application.LiveUpdate.StatusChanged;
import com.homedelivery.delivery.domain.Deliveries;
import com.homedelivery.delivery.domain.Delivery;
import com.homedelivery.delivery.domain.InvalidOtpException;
import com.homedelivery.delivery.domain.OtpLockedException;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.event.DeliveryEvent;
import com.homedelivery.shared.messaging.outbox.Outbox;
import com.homedelivery.shared.security.CurrentUser;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The rider picks up, hands over, or gives up. */
@Service
public class ExecuteDelivery {

    private final Deliveries deliveries;
    private final DeliveryViewAssembler views;
    private final Outbox outbox;
    private final ApplicationEventPublisher localEvents;
    private final DeliveryProperties properties;
    private final Clock clock;

    ExecuteDelivery(
            Deliveries deliveries,
            DeliveryViewAssembler views,
            Outbox outbox,
            ApplicationEventPublisher localEvents,
            DeliveryProperties properties,
            Clock clock) {
        this.deliveries = deliveries;
        this.views = views;
        this.outbox = outbox;
        this.localEvents = localEvents;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * The rider has the goods. Repeating it changes nothing.
     *
     * @throws NotFoundException when it is not this rider's
     * @throws ConflictException when it is over
     */
    @Transactional
    public DeliveryView pickUp(UUID deliveryId, UUID riderId) {
        Delivery delivery = findForUpdate(deliveryId);
        delivery.pickUp(riderId, clock.instant()).ifPresent(started -> publish(started, delivery));
        return views.of(delivery);
    }

    /**
     * The customer has the goods and has told the rider the code. Repeating it with this code
     * changes nothing.
     *
     * @throws NotFoundException when it is not this rider's
     * @throws ConflictException when the rider does not have the goods
     * @throws InvalidOtpException when it is not the customer's code
     * @throws OtpLockedException after too many wrong codes, for a while
     */
    @Transactional(noRollbackFor = InvalidOtpException.class)
    public DeliveryView handOver(UUID deliveryId, UUID riderId, String otp) {
        Delivery delivery = findForUpdate(deliveryId);
        delivery.handOver(riderId, otp, properties.handover().policy(), clock.instant())
                .ifPresent(completed -> {
                    publish(completed, delivery);
                    localEvents.publishEvent(new DispatchSignal.RiderAvailable());
                });
        return views.of(delivery);
    }

    /**
     * The rider has the goods and gives up, or an admin does for a rider who does not answer any more.
     *
     * @throws NotFoundException when it is not this rider's
     * @throws ConflictException when it has not been picked up, or it is over
     */
    @Transactional
    public DeliveryView fail(UUID deliveryId, CurrentUser by, String reason) {
        Delivery delivery = findForUpdate(deliveryId);
        Instant now = clock.instant();
        publish(by.isAdmin() ? delivery.writeOff(reason, now) : delivery.fail(by.id(), reason, now), delivery);
        localEvents.publishEvent(new DispatchSignal.RiderAvailable());
        return views.of(delivery);
    }

    private void publish(DeliveryEvent event, Delivery delivery) {
        outbox.publish(event);
        localEvents.publishEvent(StatusChanged.of(delivery));
    }

    private Delivery findForUpdate(UUID deliveryId) {
        return deliveries.findByIdForUpdate(deliveryId).orElseThrow(() -> new NotFoundException("Delivery"));
    }
}
