package com.homedelivery.order.application;

import com.homedelivery.order.domain.Order;
import com.homedelivery.order.domain.Orders;
import com.homedelivery.shared.api.NotFound;
import com.homedelivery.shared.messaging.Outbox;
import com.homedelivery.shared.security.CurrentUser;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes an order back as long as no rider has picked it up. An administrator may do it for a customer. */
@Service
public class CancelOrder {

    private final Orders orders;
    private final Outbox outbox;
    private final Clock clock;

    CancelOrder(Orders orders, Outbox outbox, Clock clock) {
        this.orders = orders;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * @param reason in the caller's words, or null
     * @throws NotFound when there is no such order, or it is someone else's
     * @throws com.homedelivery.order.domain.CancelRefused when it is too late
     */
    @Transactional
    public Order cancel(CurrentUser user, UUID orderId, @Nullable String reason) {
        Order order = orders.findForChange(orderId)
                .filter(found -> found.belongsTo(user.id()) || user.isAdmin())
                .orElseThrow(() -> new NotFound("Order"));
        String by = order.belongsTo(user.id()) ? "Cancelled by the customer" : "Cancelled by the store";
        String cause = reason == null || reason.isBlank() ? by : by + ": " + reason.strip();
        Instant now = clock.instant();
        order.cancel(cause, now);
        outbox.publish(OrderEvents.cancelled(order, cause, now));
        return order;
    }
}
