package com.homedelivery.delivery.application;

import com.homedelivery.delivery.DeliveryProperties;
import com.homedelivery.delivery.domain.Deliveries;
import com.homedelivery.delivery.domain.Delivery;
import com.homedelivery.delivery.domain.SupervisionLimits;
import com.homedelivery.shared.event.DeliveryEvent;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryUnassigned;
import com.homedelivery.shared.event.DeliveryEvent.PickupOverdue;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.messaging.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Does something about a delivery that stands still: its rider is asked to pick up, loses it when that does not help, or
 * is reported when silent with the goods.
 */
@Service
class SuperviseDelivery {

    private static final Logger log = LoggerFactory.getLogger(SuperviseDelivery.class);

    private final Deliveries deliveries;
    private final Outbox outbox;
    private final DeliveryEventPublisher announcements;
    private final ApplicationEventPublisher listeners;
    private final SupervisionLimits limits;
    private final MeterRegistry meters;
    private final Clock clock;

    SuperviseDelivery(
            Deliveries deliveries,
            Outbox outbox,
            DeliveryEventPublisher announcements,
            ApplicationEventPublisher listeners,
            DeliveryProperties properties,
            MeterRegistry meters,
            Clock clock) {
        this.deliveries = deliveries;
        this.outbox = outbox;
        this.announcements = announcements;
        this.listeners = listeners;
        this.limits = properties.supervision().limits();
        this.meters = meters;
        this.clock = clock;
    }

    /** Looks at one delivery, unless somebody else is changing it: then something is moving. */
    @Transactional
    public void supervise(UUID deliveryId) {
        deliveries
                .lockUnlessTaken(deliveryId)
                .ifPresent(delivery ->
                        delivery.supervise(limits, clock.instant()).ifPresent(event -> tell(delivery, event)));
    }

    private void tell(Delivery delivery, DeliveryEvent event) {
        String type = EventStream.typeOf(event);
        log.warn("Delivery {} of order {} stands still: {}", delivery.id(), delivery.orderId(), type);
        meters.counter("homedelivery.deliveries.standing.still", "event", type).increment();
        if (event instanceof DeliveryUnassigned unassigned) {
            announcements.unassigned(delivery, unassigned);
            announcements.signal(new DispatchSignal.RiderFree());
            announcements.signal(new DispatchSignal.RiderWanted(delivery.id()));
            return;
        }
        outbox.publish(event);
        if (event instanceof PickupOverdue overdue) {
            listeners.publishEvent(new LiveUpdate.RiderReminded(
                    overdue.deliveryAgentId(), overdue.deliveryId(), overdue.orderId(), overdue.overdueAt()));
        }
    }
}
