package com.homedelivery.order.application;

import com.homedelivery.order.domain.Order;
import com.homedelivery.order.domain.Orders;
import com.homedelivery.shared.event.DeliveryEvent;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryAssigned;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryCompleted;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryFailed;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryInTransit;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryStarted;
import com.homedelivery.shared.event.PaymentEvent;
import com.homedelivery.shared.event.PaymentEvent.PaymentFailed;
import com.homedelivery.shared.event.PaymentEvent.PaymentInitiated;
import com.homedelivery.shared.event.PaymentEvent.PaymentRefunded;
import com.homedelivery.shared.event.PaymentEvent.PaymentSucceeded;
import com.homedelivery.shared.messaging.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Every event that moves an order, on one page. The order decides whether an event still fits; when it does not, it is
 * on the order's timeline and nowhere else.
 */
@Service
public class OrderWorkflow {

    private static final Logger log = LoggerFactory.getLogger(OrderWorkflow.class);
    private static final String CASH_ON_DELIVERY = "cod";

    private final Orders orders;
    private final Outbox outbox;
    private final Clock clock;

    OrderWorkflow(Orders orders, Outbox outbox, Clock clock) {
        this.orders = orders;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional
    public void on(PaymentEvent event) {
        switch (event) {
            case PaymentInitiated begun
            when begun.paymentMethod().equalsIgnoreCase(CASH_ON_DELIVERY) ->
                confirm(begun, "To be paid in cash on delivery");
            case PaymentInitiated begun ->
                change(
                        begun.orderId(),
                        (order, now) -> order.expectPayment(
                                begun.paymentId(), "Payment begun by " + begun.paymentMethod(), now));
            case PaymentSucceeded paid -> confirm(paid, "Paid");
            case PaymentFailed failed ->
                change(failed.orderId(), (order, now) -> order.note("Payment failed: " + failed.reason(), now));
            case PaymentRefunded refunded ->
                change(
                        refunded.orderId(),
                        (order, now) ->
                                order.note("Refunded " + refunded.amount().toPlainString(), now));
        }
    }

    @Transactional
    public void on(DeliveryEvent event) {
        switch (event) {
            case DeliveryAssigned assigned ->
                change(
                        assigned.orderId(),
                        (order, now) -> order.assignTo(assigned.deliveryId(), "Rider assigned", now));
            case DeliveryStarted started ->
                change(
                        started.orderId(),
                        (order, now) -> order.ship(started.deliveryId(), "Picked up by the rider", now));
            case DeliveryInTransit _ -> {}
            case DeliveryCompleted completed ->
                change(completed.orderId(), (order, now) -> {
                    if (order.deliver(completed.deliveryId(), "Delivered", now)) {
                        outbox.publish(
                                OrderEvents.delivered(order, completed.deliveryAgentId(), completed.completedAt()));
                    }
                });
            case DeliveryFailed failed ->
                change(failed.orderId(), (order, now) -> {
                    if (order.fail(failed.deliveryId(), "Delivery failed: " + failed.reason(), now)) {
                        outbox.publish(OrderEvents.failed(order, failed.reason(), now));
                    }
                });
        }
    }

    private void confirm(PaymentEvent payment, String cause) {
        change(payment.orderId(), (order, now) -> {
            if (order.confirm(payment.paymentId(), payment.amount(), cause, now)) {
                outbox.publish(OrderEvents.confirmed(order, now));
            }
        });
    }

    private void change(UUID orderId, BiConsumer<Order, Instant> change) {
        orders.findForChange(orderId)
                .ifPresentOrElse(
                        order -> change.accept(order, clock.instant()),
                        () -> log.warn("There is no order {}: an event about it is passed over", orderId));
    }
}
