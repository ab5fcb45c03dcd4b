package com.homedelivery.order.application;

import com.homedelivery.order.domain.Order;
import com.homedelivery.shared.event.DeliveryEvent;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryAssigned;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryCancelled;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryCompleted;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryDelayed;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryFailed;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryInTransit;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryReturned;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryStarted;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryUnassigned;
import com.homedelivery.shared.event.DeliveryEvent.NoRiderFound;
import com.homedelivery.shared.event.DeliveryEvent.PickupOverdue;
import com.homedelivery.shared.event.InventoryEvent;
import com.homedelivery.shared.event.InventoryEvent.AvailabilityChanged;
import com.homedelivery.shared.event.InventoryEvent.BackInStock;
import com.homedelivery.shared.event.InventoryEvent.OutOfStock;
import com.homedelivery.shared.event.InventoryEvent.StockLow;
import com.homedelivery.shared.event.InventoryEvent.StockShortage;
import com.homedelivery.shared.event.InventoryEvent.StockUpdated;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.PaymentEvent;
import com.homedelivery.shared.event.PaymentEvent.PaymentFailed;
import com.homedelivery.shared.event.PaymentEvent.PaymentInitiated;
import com.homedelivery.shared.event.PaymentEvent.PaymentRefunded;
import com.homedelivery.shared.event.PaymentEvent.PaymentSucceeded;
import com.homedelivery.shared.event.PaymentEvent.RefundFailed;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Every event of other services that changes an order. The order decides whether an event still fits; one that does not is
 * only added to its timeline. {@code OrderWorkflowTests} has a table of what each event does in each status.
 */
@Service
public class OrderWorkflow {

    private static final Logger log = LoggerFactory.getLogger(OrderWorkflow.class);
    private static final String CASH_ON_DELIVERY = "cod";

    private final OrderUpdater updater;

    OrderWorkflow(OrderUpdater updater) {
        this.updater = updater;
    }

    @Transactional
    public void on(PaymentEvent event) {
        update(event.orderId(), (order, now) -> apply(event, order, now));
    }

    @Transactional
    public void on(DeliveryEvent event) {
        update(event.orderId(), (order, now) -> apply(event, order, now));
    }

    @Transactional
    public void on(InventoryEvent event) {
        switch (event) {
            case StockShortage shortage ->
                update(shortage.orderId(), (order, now) -> order.removeMissing(shortage.missing(), now));
            case StockUpdated _, StockLow _, OutOfStock _, AvailabilityChanged _, BackInStock _ -> {}
        }
    }

    static List<OrderEvent> apply(PaymentEvent event, Order order, Instant now) {
        return switch (event) {
            case PaymentInitiated begun
            when begun.paymentMethod().equalsIgnoreCase(CASH_ON_DELIVERY) ->
                order.confirm(begun.paymentId(), begun.amount(), "To be paid in cash on delivery", now);
            case PaymentInitiated begun ->
                withoutEvent(
                        order,
                        it -> it.expectPayment(begun.paymentId(), "Payment begun by " + begun.paymentMethod(), now));
            case PaymentSucceeded paid -> order.confirm(paid.paymentId(), paid.amount(), "Paid", now);
            case PaymentFailed failed -> withoutEvent(order, it -> it.note("Payment failed: " + failed.reason(), now));
            case PaymentRefunded refunded ->
                withoutEvent(
                        order,
                        it -> it.recordRefund(refunded.amount(), Boolean.TRUE.equals(refunded.fullyRefunded()), now));
            case RefundFailed refused ->
                withoutEvent(
                        order,
                        it -> it.note(
                                "A refund of " + refused.amount().toPlainString()
                                        + " was refused; the store sees to it",
                                now));
        };
    }

    static List<OrderEvent> apply(DeliveryEvent event, Order order, Instant now) {
        return switch (event) {
            case DeliveryAssigned assigned ->
                withoutEvent(order, it -> it.assignTo(assigned.deliveryId(), "Rider assigned", now));
            case DeliveryUnassigned _ -> withoutEvent(order, it -> it.note("Another rider is looked for", now));
            case NoRiderFound _ -> withoutEvent(order, it -> it.note("No rider found yet; the search goes on", now));
            case DeliveryStarted started ->
                withoutEvent(order, it -> it.ship(started.deliveryId(), "Picked up by the rider", now));
            case DeliveryDelayed _ -> withoutEvent(order, it -> it.note("The rider has not been heard of", now));
            case DeliveryCompleted completed ->
                order.deliver(
                        completed.deliveryId(), completed.deliveryAgentId(), completed.completedAt(), "Delivered", now);
            case DeliveryCancelled stopped -> order.cancelIfPossible(stopped.reason(), now);
            case DeliveryFailed failed -> order.fail(failed.deliveryId(), failed.reason(), now);
            case DeliveryReturned _ -> withoutEvent(order, it -> it.note("The goods are back in the store", now));
            case DeliveryInTransit _, PickupOverdue _ -> List.of();
        };
    }

    private static List<OrderEvent> withoutEvent(Order order, Consumer<Order> change) {
        change.accept(order);
        return List.of();
    }

    private void update(UUID orderId, OrderUpdater.Change change) {
        if (updater.update(orderId, change).isEmpty()) {
            log.warn("There is no order {}: an event about it is ignored", orderId);
        }
    }
}
