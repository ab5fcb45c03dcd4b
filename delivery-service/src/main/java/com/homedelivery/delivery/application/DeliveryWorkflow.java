package com.homedelivery.delivery.application;

import com.homedelivery.delivery.DeliveryProperties;
import com.homedelivery.delivery.application.StopDelivery.StopResult;
import com.homedelivery.delivery.domain.Deliveries;
import com.homedelivery.delivery.domain.Delivery;
import com.homedelivery.delivery.domain.DeliveryAddress;
import com.homedelivery.delivery.domain.OrderTombstone;
import com.homedelivery.delivery.domain.OrderTombstones;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.OrderEvent.OrderAdjusted;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderConfirmed;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.event.OrderEvent.OrderDelivered;
import com.homedelivery.shared.event.OrderEvent.OrderFailed;
import com.homedelivery.shared.event.OrderEvent.OrderStuck;
import com.homedelivery.shared.geo.GeoPoint;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What orders mean for deliveries: a confirmed one is delivered, one that is off is not. The events may come twice, late
 * or the wrong way round; what no longer fits is logged.
 */
@Service
public class DeliveryWorkflow {

    private static final Logger log = LoggerFactory.getLogger(DeliveryWorkflow.class);

    private final Deliveries deliveries;
    private final OrderTombstones orderTombstones;
    private final StopDelivery stop;
    private final DeliveryEventPublisher announcements;
    private final GeoPoint store;
    private final Clock clock;
    private final Counter stoppedTooLate;

    DeliveryWorkflow(
            Deliveries deliveries,
            OrderTombstones orderTombstones,
            StopDelivery stop,
            DeliveryEventPublisher announcements,
            DeliveryProperties properties,
            Clock clock,
            MeterRegistry meters) {
        this.deliveries = deliveries;
        this.orderTombstones = orderTombstones;
        this.stop = stop;
        this.announcements = announcements;
        this.store = properties.store().location();
        this.clock = clock;
        this.stoppedTooLate = Counter.builder("delivery.stopped.too.late")
                .description("Orders that are off, whose goods had been handed over before that was heard")
                .register(meters);
    }

    @Transactional
    public void on(OrderEvent event) {
        switch (event) {
            case OrderConfirmed confirmed -> deliver(confirmed);
            case OrderCancelled cancelled ->
                stop(cancelled.orderId(), "The order was cancelled: " + cancelled.reason());
            case OrderFailed failed -> stop(failed.orderId(), "The order failed: " + failed.reason());
            case OrderCreated _ -> {}
            case OrderDelivered _ -> {}
            case OrderAdjusted _ -> {}
            case OrderStuck _ -> {}
        }
    }

    private void deliver(OrderConfirmed order) {
        deliveries.lockOrder(order.orderId());
        if (deliveries.findByOrderId(order.orderId()).isPresent()) {
            log.info("Order {} has its delivery already", order.orderId());
            return;
        }
        OrderEvent.Address address = order.deliveryAddress();
        GeoPoint door = address.coordinates();
        Delivery delivery = deliveries.save(Delivery.of(
                order.orderId(),
                order.userId(),
                new DeliveryAddress(address.street(), address.city(), address.state(), address.zipCode()),
                store,
                door == null ? store : door,
                clock.instant()));
        announcements.created(delivery);
        orderTombstones
                .findById(order.orderId())
                .ifPresentOrElse(
                        this::stopAtOnce, () -> announcements.signal(new DispatchSignal.RiderWanted(delivery.id())));
    }

    /** Now that there is a delivery, that it is off is announced: whoever had it stopped may not have come to know. */
    private void stopAtOnce(OrderTombstone order) {
        log.info("Order {} was stopped before it was seen confirmed, and is not delivered", order.orderId());
        stop.stop(order.orderId(), order.reason(), false);
    }

    /**
     * As a rule the delivery has been stopped before: whoever cancels an order asks here first. An order that was
     * cancelled without asking is not handed over, and comes to hear of it when its goods were on the way.
     */
    private void stop(UUID orderId, String reason) {
        StopResult result = stop.stop(orderId, reason, true);
        switch (result.outcome()) {
            case STOPPED, FAILED -> log.info("Order {} is off, and is not delivered", orderId);
            case STOPPED_ON_THE_WAY, PICKED_UP ->
                log.warn("Order {} is off, and its goods had left the store. {}", orderId, reason);
            case DELIVERED -> {
                stoppedTooLate.increment();
                log.error("Order {} is off, but its customer has the goods. {}", orderId, reason);
            }
        }
    }
}
