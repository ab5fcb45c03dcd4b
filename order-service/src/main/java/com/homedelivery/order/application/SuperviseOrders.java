package com.homedelivery.order.application;

import com.homedelivery.order.OrderProperties;
import com.homedelivery.order.application.CheckResult.ClosedToPayment;
import com.homedelivery.order.application.CheckResult.DeliveryFound;
import com.homedelivery.order.application.CheckResult.DeliveryStopped;
import com.homedelivery.order.application.CheckResult.PaymentFound;
import com.homedelivery.order.application.CheckResult.Unanswered;
import com.homedelivery.order.application.OrderDeliveries.DeliveryState;
import com.homedelivery.order.application.OrderDeliveries.StopOutcome;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks after orders that stand still for longer than their status allows, and after those that are to be cancelled. A
 * transaction claims what is due for the time of a lease; whoever knows the truth is asked outside of any transaction;
 * a transaction puts the order right if it is still where it was, or reports it as stuck. A paid order for which nobody
 * has begun a delivery is announced once more, and reported if none has begun at the next check. Without an answer nothing is
 * decided. After a crash in between the lease ends, and the order is checked again by whichever instance comes first.
 */
@Component
public class SuperviseOrders {

    private static final Logger log = LoggerFactory.getLogger(SuperviseOrders.class);

    /** How many orders are claimed, and asked about at the same time. */
    private static final int BATCH = 8;
    /** When all that is due is in somebody else's hands. */
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofSeconds(1);
    /** Longer than both questions about an order may take, and the wait for its row. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(15);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final Duration LONGEST_PAUSE_WHEN_IT_MAY_PASS = Duration.ofMinutes(1);

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
    private record Check(
            UUID orderId,
            UUID userId,
            OrderStatus status,
            @Nullable String cancelReason) {

        static Check of(Order order) {
            return new Check(order.id(), order.userId(), order.status(), order.cancelReason());
        }
    }

    /**
     * Checks one batch of what is due now.
     *
     * @return when the next is due, perhaps already; empty when no order is under way
     */
    public Optional<Instant> round() {
        Claimed claimed = claim();
        try (ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
            claimed.due().forEach(check -> calls.execute(() -> checkAndSettle(check)));
        }
        return Optional.ofNullable(orders.findNextCheckAt()).map(next -> claimed.isNothing() ? later(next) : next);
    }

    /**
     * @param orders how many orders there were to be had
     * @param due those of them that are to be checked now
     */
    private record Claimed(int orders, List<Check> due) {

        boolean isNothing() {
            return orders == 0;
        }
    }

    private Instant later(Instant next) {
        Instant soonest = clock.instant().plus(LOOK_AGAIN_AFTER);
        return next.isBefore(soonest) ? soonest : next;
    }

    private Claimed claim() {
        Instant now = clock.instant();
        return Objects.requireNonNull(transaction.execute(_ -> {
            List<Order> found = orders.findDueForUpdate(now, BATCH);
            List<Check> due = new ArrayList<>();
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
                    due.add(Check.of(order));
                }
            }
            return new Claimed(found.size(), due);
        }));
    }

    /** What fails here is done again when the lease ends. */
    private void checkAndSettle(Check check) {
        try {
            CheckResult result = check(check);
            updater.update(check.orderId(), (order, now) -> settle(check, result, order, now));
        } catch (RuntimeException e) {
            log.error("Order {} could not be checked; it will be tried again", check.orderId(), e);
        }
    }

    private CheckResult check(Check check) {
        try {
            return switch (check.status()) {
                case PENDING -> askForPayment(check);
                case CONFIRMED, PROCESSING, SHIPPED -> askForDelivery(check);
                case DELIVERED, CANCELLED, FAILED ->
                    throw new IllegalStateException("Nothing is left to be checked of an order that has ended");
            };
        } catch (ServiceUnavailableException e) {
            return new Unanswered(Objects.requireNonNull(e.getMessage()));
        }
    }

    private CheckResult askForPayment(Check check) {
        return payments.close(check.orderId(), check.userId())
                .<CheckResult>map(PaymentFound::new)
                .orElseGet(ClosedToPayment::new);
    }

    private CheckResult askForDelivery(Check check) {
        String reason = check.cancelReason();
        if (reason != null && deliveries.stop(check.orderId(), check.userId(), reason, true) == StopOutcome.STOPPED) {
            return new DeliveryStopped(reason);
        }
        DeliveryState delivery = deliveries.stateOf(check.orderId());
        boolean goodsMatter = check.status() == OrderStatus.CONFIRMED && !delivery.stopped();
        return new DeliveryFound(delivery, goodsMatter ? stock.describe(check.orderId()) : null);
    }

    private List<OrderEvent> settle(Check check, CheckResult result, Order order, Instant now) {
        if (!Check.of(order).equals(check)) {
            return List.of();
        }
        List<OrderEvent> events = result.applyTo(order, now);
        if (order.status() != check.status()) {
            log.info("Order {} was {}; it is {} now: it had missed that", order.id(), check.status(), order.status());
            return events;
        }
        Duration late = Duration.between(deadlineOf(order), now);
        order.checkAgainAt(now.plus(pause(late, result.mayPass())));
        if (!events.isEmpty()) {
            log.warn(
                    "Order {} is {}: {}; its neighbours are told again", order.id(), order.status(), result.obstacle());
            return events;
        }
        return isStuck(order, result, late) ? reportStuck(order, result.obstacle(), now) : List.of();
    }

    /** What may go on by itself, is given as much time again as its status allows. */
    private boolean isStuck(Order order, CheckResult result, Duration late) {
        return !result.mayPass() || late.compareTo(limits.of(order.status()).orElseThrow()) > 0;
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

    /** Half as long again as it is late already, within bounds. */
    private static Duration pause(Duration late, boolean mayPass) {
        Duration longest = mayPass ? LONGEST_PAUSE_WHEN_IT_MAY_PASS : LONGEST_PAUSE;
        Duration half = late.dividedBy(2);
        if (half.compareTo(SHORTEST_PAUSE) < 0) {
            return SHORTEST_PAUSE;
        }
        return half.compareTo(longest) < 0 ? half : longest;
    }
}
