package com.homedelivery.order.application;

import com.homedelivery.order.OrderProperties;
import com.homedelivery.order.domain.Order;
import com.homedelivery.order.domain.Orders;
import com.homedelivery.shared.messaging.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Cancels orders that were not paid in time, so that others can have the stock. Any number of instances may sweep at
 * once: none waits for an order that another one has in hand.
 */
@Service
public class CancelUnpaidOrders {

    private static final String CAUSE = "Not paid in time";
    private static final int AT_ONCE = 50;

    private final Orders orders;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final OrderProperties properties;
    private final Clock clock;

    CancelUnpaidOrders(
            Orders orders, Outbox outbox, TransactionTemplate transaction, OrderProperties properties, Clock clock) {
        this.orders = orders;
        this.outbox = outbox;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
    }

    /** Goes on until no order is left that is due; a few a transaction, so that customers wait for none of them long. */
    @Scheduled(fixedDelayString = "${homedelivery.order.sweep-every}")
    public void sweep() {
        int cancelled;
        do {
            cancelled = Objects.requireNonNull(transaction.execute(_ -> cancelSome()));
        } while (cancelled == AT_ONCE);
    }

    private int cancelSome() {
        Instant now = clock.instant();
        List<Order> unpaid = orders.findUnpaidForChange(now.minus(properties.paymentWindow()), AT_ONCE);
        for (Order order : unpaid) {
            order.cancel(CAUSE, now);
            outbox.publish(OrderEvents.cancelled(order, CAUSE, now));
        }
        return unpaid.size();
    }
}
