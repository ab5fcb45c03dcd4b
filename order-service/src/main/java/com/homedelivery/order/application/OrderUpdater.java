package com.homedelivery.order.application;

import com.homedelivery.order.OrderProperties;
import com.homedelivery.order.domain.Order;
import com.homedelivery.order.domain.Orders;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.messaging.outbox.Outbox;
import com.homedelivery.shared.work.WakeUpSignal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes one order under its row's lock: the change decides, what has happened goes to the outbox, and the order's next
 * check is set.
 */
@Component
class OrderUpdater {

    private final Orders orders;
    private final Outbox outbox;
    private final OrderProperties properties;
    private final WakeUpSignal bell;
    private final Clock clock;

    OrderUpdater(Orders orders, Outbox outbox, OrderProperties properties, WakeUpSignal bell, Clock clock) {
        this.orders = orders;
        this.outbox = outbox;
        this.properties = properties;
        this.bell = bell;
        this.clock = clock;
    }

    /** What is done to an order. It returns the events that have happened, if any. */
    @FunctionalInterface
    interface Change {

        List<OrderEvent> apply(Order order, Instant now);
    }

    /** @return the changed order; empty when there is no such order */
    @Transactional
    public Optional<Order> update(UUID orderId, Change change) {
        Optional<Order> found = orders.findByIdForUpdate(orderId);
        found.ifPresent(order -> {
            Instant now = clock.instant();
            change.apply(order, now).forEach(outbox::publish);
            checkLater(order, now);
        });
        return found;
    }

    /** Keeps a new order. Belongs into the caller's transaction. */
    public void add(Order.Placed placed) {
        Order order = placed.order();
        order.scheduleCheck(properties.limits());
        orders.save(order);
        outbox.publish(placed.event());
    }

    private void checkLater(Order order, Instant now) {
        order.scheduleCheck(properties.limits());
        if (order.checkAt() != null && !order.checkAt().isAfter(now)) {
            bell.ringAfterCommit();
        }
    }
}
