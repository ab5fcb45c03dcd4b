package com.homedelivery.delivery.application;

import com.homedelivery.delivery.DeliveryProperties;
import com.homedelivery.delivery.application.LiveUpdate.StatusChanged;
import com.homedelivery.delivery.domain.Deliveries;
import com.homedelivery.delivery.domain.Delivery;
import com.homedelivery.delivery.domain.SupervisionLimits;
import com.homedelivery.shared.event.DeliveryEvent;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryUnassigned;
import com.homedelivery.shared.event.DeliveryEvent.PickupOverdue;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.messaging.outbox.Outbox;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Does something about a delivery that makes no progress: its rider is asked to pick up, loses it when that does not help, or
 * is reported when silent with the goods.
 */
@Service
class SuperviseDelivery {

    private static final Logger log = LoggerFactory.getLogger(SuperviseDelivery.class);

    private final Deliveries deliveries;
    private final Outbox outbox;
    private final ApplicationEventPublisher localEvents;
    private final SupervisionLimits limits;
    private final MeterRegistry meters;
    private final Clock clock;

    SuperviseDelivery(
            Deliveries deliveries,
            Outbox outbox,
            ApplicationEventPublisher localEvents,
            DeliveryProperties properties,
            MeterRegistry meters,
            Clock clock) {
        this.deliveries = deliveries;
        this.outbox = outbox;
        this.localEvents = localEvents;
        this.limits = properties.supervision().limits();
        this.meters = meters;
        this.clock = clock;
    }

    /** Checks one delivery, unless somebody else has locked it. */
    @Transactional
    public void supervise(UUID deliveryId) {
        Optional<Delivery> delivery = deliveries.findByIdForUpdateSkipLocked(deliveryId);
        if (delivery.isPresent()) {
            delivery.get().supervise(limits, clock.instant()).ifPresent(event -> publish(event, delivery.get()));
        }
    }

    private void publish(DeliveryEvent event, Delivery delivery) {
        String type = EventStream.typeOf(event);
        log.warn("Delivery {} of order {} stands still: {}", delivery.id(), delivery.orderId(), type);
        Counter.builder("homedelivery.delivery.stalled")
                .description("Deliveries with a rider that stood still for too long, by the event that followed")
                .tag("event", type)
                .register(meters)
                .increment();
        outbox.publish(event);
        if (event instanceof DeliveryUnassigned unassigned) {
            localEvents.publishEvent(StatusChanged.of(delivery, unassigned.deliveryAgentId()));
            localEvents.publishEvent(new DispatchSignal.RiderAvailable());
            localEvents.publishEvent(new DispatchSignal.RiderNeeded(delivery.id()));
        }
        if (event instanceof PickupOverdue overdue) {
            localEvents.publishEvent(new LiveUpdate.RiderReminded(
                    overdue.deliveryAgentId(), overdue.deliveryId(), overdue.orderId(), overdue.overdueAt()));
        }
    }
}
