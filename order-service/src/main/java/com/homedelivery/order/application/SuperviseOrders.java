package com.homedelivery.order.application;

import com.homedelivery.order.OrderProperties;
import com.homedelivery.order.application.OrderDeliveries.DeliveryState;
import com.homedelivery.order.application.OrderDeliveries.StopOutcome;
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
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Checks orders that are overdue in their status, and those that are to be cancelled, with the services that know what
 * became of them. A transaction {@linkplain #claim() claims} what is due for the time of a lease; the payment or delivery
 * service is asked outside of any transaction; a transaction corrects the order if it still is as it was claimed, or
 * reports it as stuck. A paid order for which no delivery has begun is announced once more, and reported if none has begun
 * at the next check. Without an answer nothing is decided. After a crash in between the lease ends, and whichever instance
 * comes first checks the order again.
 */
@Service
public class SuperviseOrders {

    private static final Logger log = LoggerFactory.getLogger(SuperviseOrders.class);

    /** How many orders are claimed, and asked about at the same time. */
    private static final int BATCH = 8;
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
    private final StatusLimits limits;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SuperviseOrders(
            Orders orders,
            OrderUpdater updater,
            OrderPayments payments,
            OrderDeliveries deliveries,
            StockReservations stock,
            OrderProperties properties,
            TransactionTemplate transaction,
            Clock clock) {
        this.orders = orders;
        this.updater = updater;
        this.payments = payments;
        this.deliveries = deliveries;
        this.stock = stock;
        this.limits = properties.limits();
        this.transaction = transaction;
        this.clock = clock;
    }

    /** An order as it was when it was claimed. */
    public record ClaimedOrder(
            UUID orderId,
            UUID userId,
            OrderStatus status,
            @Nullable String cancelReason) {

        static ClaimedOrder of(Order order) {
            return new ClaimedOrder(order.id(), order.userId(), order.status(), order.cancelReason());
        }
    }

    /**
     * What was claimed.
     *
     * @param isEmpty whether no order was due, or all were locked by others
     * @param toCheck the orders that are to be checked now; others needed no more than another time of their check
     */
    public record Batch(boolean isEmpty, List<ClaimedOrder> toCheck) {}

    /** Claims the most urgent orders that are due to be checked. */
    public Batch claim() {
        Instant now = clock.instant();
        return Objects.requireNonNull(transaction.execute(_ -> {
            List<Order> found = orders.findDueForUpdate(now, BATCH);
            List<ClaimedOrder> toCheck = new ArrayList<>();
            for (Order order : found) {
                if (order.status().isFinal()) {
                    order.endChecks();
                    continue;
                }
                Instant deadline = deadlineOf(order);
                // Limits may have been raised since the check was set.
                if (order.cancelReason() == null && deadline.isAfter(now)) {
                    order.checkAgainAt(deadline);
                } else {
                    order.checkAgainAt(now.plus(LEASE));
                    toCheck.add(ClaimedOrder.of(order));
                }
            }
            return new Batch(found.isEmpty(), toCheck);
        }));
    }

    /** Checks a claimed order and records what came of it. What fails here is done again when the lease ends. */
    public void check(ClaimedOrder claimed) {
        try {
            SupervisionResult result = ask(claimed);
            updater.update(claimed.orderId(), (order, now) -> record(claimed, result, order, now));
        } catch (RuntimeException e) {
            log.error("Order {} could not be checked; it will be tried again", claimed.orderId(), e);
        }
    }

    /**
     * @param last what was claimed last
     * @return when the next check is due, perhaps already; empty when no order is in progress
     */
    public Optional<Instant> nextCheckAfter(Batch last) {
        return Optional.ofNullable(orders.findNextCheckAt()).map(next -> last.isEmpty() ? notAtOnce(next) : next);
    }

    private Instant notAtOnce(Instant next) {
        Instant earliest = clock.instant().plus(RETRY_WHEN_LOCKED);
        return next.isBefore(earliest) ? earliest : next;
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

    private List<OrderEvent> record(ClaimedOrder claimed, SupervisionResult result, Order order, Instant now) {
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
        Duration late = Duration.between(deadlineOf(order), now);
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

    private Instant deadlineOf(Order order) {
        return order.statusSince().plus(limits.of(order.status()).orElseThrow());
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
