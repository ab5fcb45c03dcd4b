package com.homedelivery.order.application;

import com.homedelivery.order.application.OrderDeliveries.StopOutcome;
import com.homedelivery.order.domain.CancelRefusedException;
import com.homedelivery.order.domain.Order;
import com.homedelivery.order.domain.OrderStatus;
import com.homedelivery.order.domain.TimelineEntry;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.security.CurrentUser;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Cancels an order as long as no rider has picked it up. An admin may do it for a customer.
 *
 * <p>Once an order is paid, a rider may pick it up at any moment. So its delivery is stopped before it is cancelled: the
 * delivery service decides whether the rider or the cancellation was first. Should this service crash in between, the event
 * of the stopped delivery cancels the order.
 */
@Service
public class CancelOrder {

    private final OrderUpdater updater;
    private final OrderDeliveries deliveries;

    CancelOrder(OrderUpdater updater, OrderDeliveries deliveries) {
        this.updater = updater;
        this.deliveries = deliveries;
    }

    /**
     * @param reason in the caller's words, or null
     * @throws NotFoundException when there is no such order, or it is someone else's
     * @throws CancelRefusedException when it is too late
     * @throws com.homedelivery.shared.api.error.ServiceUnavailableException when the delivery service does not answer
     */
    public Order cancel(CurrentUser user, UUID orderId, @Nullable String reason) {
        Order order = update(orderId, (found, now) -> {
            if (!found.isVisibleTo(user)) {
                throw new NotFoundException("Order");
            }
            return found.mayBePickedUp() ? List.of() : found.cancel(causeOf(user, found, reason), now);
        });
        return order.mayBePickedUp() ? stopAndCancel(order, causeOf(user, order, reason)) : order;
    }

    private Order stopAndCancel(Order order, String cause) {
        StopOutcome outcome = deliveries.stop(order.id(), order.userId(), cause, false);
        return switch (outcome) {
            // The event of the stopped delivery may have been faster.
            case STOPPED ->
                update(
                        order.id(),
                        (found, now) -> found.status() == OrderStatus.CANCELLED ? List.of() : found.cancel(cause, now));
            case PICKED_UP, STOPPED_ON_THE_WAY -> throw CancelRefusedException.pickedUp();
            case DELIVERED -> throw new CancelRefusedException(OrderStatus.DELIVERED);
            case FAILED -> throw new CancelRefusedException(OrderStatus.FAILED);
        };
    }

    private Order update(UUID orderId, OrderUpdater.Change change) {
        return updater.update(orderId, change).orElseThrow(() -> new NotFoundException("Order"));
    }

    private static String causeOf(CurrentUser user, Order order, @Nullable String reason) {
        String by = order.belongsTo(user.id()) ? TimelineEntry.CANCELLED_BY_CUSTOMER : "Cancelled by the store";
        return reason == null || reason.isBlank() ? by : by + ": " + reason.strip();
    }
}
