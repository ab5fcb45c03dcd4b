package com.homedelivery.order.application;

import com.homedelivery.order.OrderProperties;
import com.homedelivery.order.domain.Order;
import com.homedelivery.order.domain.Orders;
import com.homedelivery.order.domain.StatusLimits;
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
 * Changes one order under its row's lock: the aggregate decides, the events that it returns go to the outbox in the same
 * transaction, and the order's next check is scheduled.
 */
@Component
class OrderUpdater {

    private final Orders orders;
    private final Outbox outbox;
    private final StatusLimits limits;
    private final WakeUpSignal supervisionSignal;
    private final Clock clock;

    OrderUpdater(
            Orders orders, Outbox outbox, OrderProperties properties, WakeUpSignal supervisionSignal, Clock clock) {
        this.orders = orders;
        this.outbox = outbox;
        this.limits = properties.limits();
        this.supervisionSignal = supervisionSignal;
        this.clock = clock;
    }

    /** A verb of the order. It returns the events that happened, if any. */
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
            scheduleCheck(order, now);
        });
        return found;
    }

    private void scheduleCheck(Order order, Instant now) {
        order.scheduleCheck(limits);
        if (order.checkAt() != null && !order.checkAt().isAfter(now)) {
            supervisionSignal.wakeUpAfterCommit();
        }
    }
}
