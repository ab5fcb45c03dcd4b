package com.homedelivery.order.application;

import com.homedelivery.order.OrderProperties;
import com.homedelivery.order.application.OrderDeliveries.DeliveryState;
import com.homedelivery.order.application.OrderDeliveries.StopOutcome;
import com.homedelivery.order.application.OrderSupervisionJob.Checked;
import com.homedelivery.order.application.OrderSupervisionJob.ClaimedOrder;
import com.homedelivery.order.application.SupervisionResult.ClosedToPayment;
import com.homedelivery.order.application.SupervisionResult.DeliveryFound;
import com.homedelivery.order.application.SupervisionResult.DeliveryStopped;
import com.homedelivery.order.application.SupervisionResult.PaymentFound;
import com.homedelivery.order.application.SupervisionResult.Unanswered;
import com.homedelivery.order.domain.Order;
import com.homedelivery.order.domain.OrderStatus;
import com.homedelivery.order.domain.Orders;
import com.homedelivery.order.domain.StatusLimits;
import com.homedelivery.shared.api.error.ServiceUnavailableException;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.messaging.outbox.Outbox;
import com.homedelivery.shared.work.LeasedWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Checks orders that are overdue in their status, and those that are to be cancelled, with the services that know what
 * became of them: the payment or delivery service is called; then the order is corrected if it still is as it was claimed, or
 * reported as stuck. A paid order for which no delivery has begun is announced once more, and reported if none has begun at
 * the next check. Without an answer nothing is decided.
 */
@Component
public class OrderSupervisionJob extends LeasedWork<ClaimedOrder, Checked> {

    private static final Logger log = LoggerFactory.getLogger(OrderSupervisionJob.class);

    /** How many orders are claimed, and checked at the same time. */
    private static final int BATCH = 8;
    /** How many orders are dispatched together: nobody is asked about them. */
    private static final int DISPATCH_BATCH = 50;
    /** How long to wait when all that is due is locked by others. */
    private static final Duration RETRY_WHEN_LOCKED = Duration.ofSeconds(1);
    /** Longer than both requests about an order may take, and the wait for its row. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration MIN_BACKOFF = Duration.ofSeconds(15);
    private static final Duration MAX_BACKOFF = Duration.ofMinutes(5);
    private static final Duration MAX_BACKOFF_WHEN_TRANSIENT = Duration.ofMinutes(1);

    private final Orders orders;
    private final OrderUpdater updater;
    private final OrderPayments payments;
    private final OrderDeliveries deliveries;
    private final StockReservations stock;
    private final Outbox outbox;
    private final StatusLimits limits;

    OrderSupervisionJob(
            Orders orders,
            OrderUpdater updater,
            OrderPayments payments,
            OrderDeliveries deliveries,
            StockReservations stock,
            Outbox outbox,
            OrderProperties properties,
            TransactionOperations transaction,
            Clock clock) {
        super(transaction, clock);
        this.orders = orders;
        this.updater = updater;
        this.payments = payments;
        this.deliveries = deliveries;
        this.stock = stock;
        this.outbox = outbox;
        this.limits = properties.limits();
    }

    /** An order as it was when it was claimed. */
    record ClaimedOrder(
            UUID orderId,
            UUID userId,
            OrderStatus status,
            @Nullable String cancelReason) {

        static ClaimedOrder of(Order order) {
            return new ClaimedOrder(order.id(), order.userId(), order.status(), order.cancelReason());
        }
    }

    /** What the services say about a claimed order. */
    record Checked(ClaimedOrder claimed, SupervisionResult result) {}

    /** Dispatches orders whose slot is near. Then claims the most urgent orders; some of those that are due need no more than another time of their check. */
    @Override
    protected Claim<ClaimedOrder> claimDue(Instant now) {
        orders.findToDispatchForUpdate(now, DISPATCH_BATCH).forEach(order -> dispatch(order, now));
        List<Order> due = orders.findDueForUpdate(now, BATCH);
        List<ClaimedOrder> toCheck = new ArrayList<>();
        for (Order order : due) {
            if (order.status().isFinal()) {
                order.endChecks();
                continue;
            }
            if (order.isAwaitingDispatch()
                    && order.cancelReason() == null
                    && !order.deadline(limits).isAfter(now)) {
                dispatch(order, now);
                continue;
            }
            Instant deadline = order.deadline(limits);
            // Limits may have been raised since the check was set.
            if (order.cancelReason() == null && deadline.isAfter(now)) {
                order.checkAgainAt(deadline);
            } else {
                order.checkAgainAt(now.plus(LEASE));
                toCheck.add(ClaimedOrder.of(order));
            }
        }
        Optional<Instant> next = Optional.ofNullable(orders.findNextCheckAt());
        return new Claim<>(toCheck, due.isEmpty() ? next.map(at -> notAtOnce(at, now)) : next);
    }

    private void dispatch(Order order, Instant now) {
        outbox.publishAll(order.dispatch(now));
        order.scheduleCheck(limits);
    }

    private static Instant notAtOnce(Instant next, Instant now) {
        Instant earliest = now.plus(RETRY_WHEN_LOCKED);
        return next.isBefore(earliest) ? earliest : next;
    }

    @Override
    protected Checked call(ClaimedOrder claimed) {
        return new Checked(claimed, ask(claimed));
    }

    @Override
    protected void record(List<Checked> results) {
        results.forEach(checked -> updater.update(
                checked.claimed().orderId(), (order, now) -> apply(checked.result(), checked.claimed(), order, now)));
    }

    /** The next check may come before the lease would have ended. */
    @Override
    protected boolean isDueAgain(Checked checked) {
        return true;
    }

    @Override
    protected String describe(ClaimedOrder claimed) {
        return "order " + claimed.orderId();
    }

    private SupervisionResult ask(ClaimedOrder claimed) {
        try {
            return switch (claimed.status()) {
                case PENDING -> askForPayment(claimed);
                case CONFIRMED, PROCESSING, SHIPPED -> askForDelivery(claimed);
                case DELIVERED, CANCELLED, FAILED ->
                    throw new IllegalStateException("Nothing is left to be checked of an order that has ended");
            };
        } catch (ServiceUnavailableException e) {
            return new Unanswered(Objects.requireNonNull(e.getMessage()));
        }
    }

    private SupervisionResult askForPayment(ClaimedOrder claimed) {
        return payments.close(claimed.orderId(), claimed.userId())
                .<SupervisionResult>map(PaymentFound::new)
                .orElseGet(ClosedToPayment::new);
    }

    private SupervisionResult askForDelivery(ClaimedOrder claimed) {
        String reason = claimed.cancelReason();
        if (reason != null
                && deliveries.stop(claimed.orderId(), claimed.userId(), reason, true) == StopOutcome.STOPPED) {
            return new DeliveryStopped(reason);
        }
        DeliveryState delivery = deliveries.stateOf(claimed.orderId());
        boolean stockMatters = claimed.status() == OrderStatus.CONFIRMED && !delivery.stopped();
        return new DeliveryFound(delivery, stockMatters ? stock.describe(claimed.orderId()) : null);
    }

    private List<OrderEvent> apply(SupervisionResult result, ClaimedOrder claimed, Order order, Instant now) {
        if (!ClaimedOrder.of(order).equals(claimed)) {
            return List.of();
        }
        List<OrderEvent> events = result.applyTo(order, now);
        if (order.status() != claimed.status()) {
            log.info(
                    "Order {} was {} and is {} now: it had missed an event",
                    order.id(),
                    claimed.status(),
                    order.status());
            return events;
        }
        Duration late = Duration.between(order.deadline(limits), now);
        order.checkAgainAt(now.plus(backoff(late, result.isTransient())));
        if (!events.isEmpty()) {
            log.warn(
                    "Order {} is {}: {}; its confirmation is published again",
                    order.id(),
                    order.status(),
                    result.stuckReason());
            return events;
        }
        return isStuck(order, result, late) ? reportStuck(order, result.stuckReason(), now) : List.of();
    }

    /** What may go on by itself is given as much time again as its status allows. */
    private boolean isStuck(Order order, SupervisionResult result, Duration late) {
        return !result.isTransient() || late.compareTo(limits.of(order.status()).orElseThrow()) > 0;
    }

    private static List<OrderEvent> reportStuck(Order order, String reason, Instant now) {
        List<OrderEvent> events = order.reportStuck(reason, now);
        if (!events.isEmpty()) {
            log.warn("Order {} is stuck: {} since {}: {}", order.id(), order.status(), order.statusSince(), reason);
        }
        return events;
    }

    /** Half of the time that the order is late, within bounds. */
    private static Duration backoff(Duration late, boolean isTransient) {
        Duration longest = isTransient ? MAX_BACKOFF_WHEN_TRANSIENT : MAX_BACKOFF;
        Duration half = late.dividedBy(2);
        if (half.compareTo(MIN_BACKOFF) < 0) {
            return MIN_BACKOFF;
        }
        return half.compareTo(longest) < 0 ? half : longest;
    }
}
