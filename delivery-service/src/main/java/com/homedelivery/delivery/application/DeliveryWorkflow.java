package com.homedelivery.delivery.application;

import com.homedelivery.delivery.DeliveryProperties;
import com.homedelivery.delivery.application.LiveUpdate.DeliveryCreated;
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
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the events of an order do to its delivery: a confirmed order is delivered, a cancelled or failed one is not. Events may
 * come twice, late or out of order; those that no longer fit are logged.
 */
@Service
public class DeliveryWorkflow {

    private static final Logger log = LoggerFactory.getLogger(DeliveryWorkflow.class);

    private final Deliveries deliveries;
    private final OrderTombstones orderTombstones;
    private final StopDelivery stop;
    private final ApplicationEventPublisher localEvents;
    private final GeoPoint store;
    private final Clock clock;
    private final Counter stoppedTooLate;

    DeliveryWorkflow(
            Deliveries deliveries,
            OrderTombstones orderTombstones,
            StopDelivery stop,
            ApplicationEventPublisher localEvents,
            DeliveryProperties properties,
            Clock clock,
            MeterRegistry meters) {
        this.deliveries = deliveries;
        this.orderTombstones = orderTombstones;
        this.stop = stop;
        this.localEvents = localEvents;
        this.store = properties.store().location();
        this.clock = clock;
        this.stoppedTooLate = Counter.builder("homedelivery.delivery.stopped.late")
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
        GeoPoint customer = address.coordinates();
        Delivery delivery = deliveries.save(Delivery.of(
                order.orderId(),
                order.userId(),
                new DeliveryAddress(
                        address.street(),
                        address.city(),
                        address.state(),
                        address.zipCode(),
                        address.instructions(),
                        address.phone()),
                store,
                customer == null ? store : customer,
                clock.instant()));
        localEvents.publishEvent(new DeliveryCreated(order.orderId()));
        Optional<OrderTombstone> tombstone = orderTombstones.findById(order.orderId());
        if (tombstone.isPresent()) {
            stopAtOnce(tombstone.get());
        } else {
            localEvents.publishEvent(new DispatchSignal.RiderNeeded(delivery.id()));
        }
    }

    /** Publishes that the delivery is cancelled, which could not be done while there was none. */
    private void stopAtOnce(OrderTombstone order) {
        log.info("Order {} was stopped before it was seen confirmed, and is not delivered", order.orderId());
        stop.stop(order.orderId(), order.reason(), false);
    }

    /**
     * Usually the delivery has been stopped before, as whoever cancels an order asks this service first. The goods of an order
     * that was cancelled without asking are not handed over, and the order service gets an event when they were on the way.
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
