package com.homedelivery.inventory.application;

import com.homedelivery.inventory.InventoryProperties;
import com.homedelivery.inventory.application.OrderStates.Answer;
import com.homedelivery.inventory.application.OrderStates.OrderState;
import com.homedelivery.inventory.domain.CommitResult.Committed;
import com.homedelivery.inventory.domain.MovementReason;
import com.homedelivery.inventory.domain.Reservation;
import com.homedelivery.inventory.domain.Reservation.StockLookup;
import com.homedelivery.inventory.domain.Reservations;
import com.homedelivery.shared.api.error.ServiceUnavailableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ends reservations that last for longer than orders take to be paid. That no event of an order came in time means
 * nothing, for it may be late. So the order service is asked, and while it does not answer everything stays reserved.
 *
 * <ul>
 *   <li>No such order, or a cancelled one: its units become available again.
 *   <li>Confirmed, or failed after that: its units are committed, when the event of that is so late that it may be lost. If
 *       it comes after all, it changes nothing.
 *   <li>Waiting for its slot: its units stay reserved, and it is asked for again when that begins.
 *   <li>Not paid yet, or in a status that this version does not know: its units stay reserved.
 * </ul>
 *
 * <p>In three steps: a transaction claims some overdue reservations by setting the time of their next check; the order
 * service is asked outside of any transaction; a transaction for each decision applies it to those that are still
 * {@code HELD}. It is no {@code LeasedWork}, which makes a call for each item: here one call asks about all of them.
 */
@Service
public class ExpireReservations {

    private static final Logger log = LoggerFactory.getLogger(ExpireReservations.class);
    private static final Duration CONFIRMATION_IS_LATE_AFTER = Duration.ofMinutes(10);
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final Reservations reservations;
    private final StockLocker stockLocker;
    private final ShortageReport shortages;
    private final OrderStates orders;
    private final InventoryProperties properties;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Counter unconfirmed;
    private final Counter unanswered;

    ExpireReservations(
            Reservations reservations,
            StockLocker stockLocker,
            ShortageReport shortages,
            OrderStates orders,
            InventoryProperties properties,
            TransactionTemplate transaction,
            Clock clock,
            MeterRegistry meters) {
        this.reservations = reservations;
        this.stockLocker = stockLocker;
        this.shortages = shortages;
        this.orders = orders;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
        this.unconfirmed = Counter.builder("homedelivery.inventory.reservations.unconfirmed")
                .description("Orders confirmed long ago whose event has not come: events are very late, or lost")
                .register(meters);
        this.unanswered = Counter.builder("homedelivery.inventory.reservations.unanswered")
                .description("Times that nobody could say what became of orders with overdue reservations")
                .register(meters);
    }

    /**
     * Checks some of the reservations that are overdue. Any number of instances may do so at once.
     *
     * @return whether there may be more
     */
    public boolean nextBatch() {
        List<Overdue> overdue = claim();
        if (overdue.isEmpty()) {
            return false;
        }
        Map<UUID, Answer> answers;
        try {
            answers = orders.of(overdue.stream().map(Overdue::orderId).toList());
        } catch (ServiceUnavailableException e) {
            unanswered.increment();
            log.warn("{} overdue reservations stay for now: {}", overdue.size(), e.getMessage());
            return false;
        }
        Instant now = clock.instant();
        Map<Decision, Set<UUID>> decided = new EnumMap<>(Decision.class);
        overdue.forEach(reservation -> decisionOn(reservation, stateIn(answers.get(reservation.orderId())), now)
                .ifPresent(decision ->
                        decided.computeIfAbsent(decision, _ -> new HashSet<>()).add(reservation.orderId())));
        decided.forEach((decision, orderIds) -> transaction.executeWithoutResult(_ -> apply(decision, orderIds)));
        waitForSlots(answers, now);
        return overdue.size() == properties.sweepBatch();
    }

    private static @Nullable OrderState stateIn(@Nullable Answer answer) {
        return answer == null ? null : answer.state();
    }

    /** Those whose order waits for its slot are checked when the event of its confirmation would be late, once a day at least. */
    private void waitForSlots(Map<UUID, Answer> answers, Instant now) {
        Map<UUID, Instant> waiting = new HashMap<>();
        answers.forEach((orderId, answer) -> {
            if (answer.state() == OrderState.UNPAID
                    && answer.askAgainAt() != null
                    && answer.askAgainAt().isAfter(now)) {
                waiting.put(orderId, answer.askAgainAt());
            }
        });
        if (waiting.isEmpty()) {
            return;
        }
        Instant latest = now.plus(LONGEST_WAIT);
        transaction.executeWithoutResult(_ -> reservations
                .findHeldForUpdate(waiting.keySet())
                .forEach(reservation -> {
                    Instant late = Objects.requireNonNull(waiting.get(reservation.orderId()))
                            .plus(CONFIRMATION_IS_LATE_AFTER);
                    reservation.checkAgainAt(late.isBefore(latest) ? late : latest);
                }));
    }

    private record Overdue(UUID orderId, Instant expiresAt) {

        static Overdue of(Reservation reservation) {
            return new Overdue(reservation.orderId(), reservation.expiresAt());
        }

        boolean isConfirmationLate(Instant now) {
            return expiresAt.plus(CONFIRMATION_IS_LATE_AFTER).isBefore(now);
        }
    }

    private List<Overdue> claim() {
        Instant now = clock.instant();
        return transaction.execute(_ -> {
            List<Reservation> overdue = reservations.findOverdueForUpdate(
                    now.minus(properties.expiryGrace()), now, Limit.of(properties.sweepBatch()));
            overdue.forEach(reservation -> reservation.checkAgainAt(now.plus(properties.recheckAfter())));
            return overdue.stream().map(Overdue::of).toList();
        });
    }

    /** What is done with a reservation. */
    private enum Decision {
        EXPIRE(MovementReason.RESERVATION_EXPIRED, "no such order"),
        RELEASE(MovementReason.ORDER_CANCELLED, "order was cancelled"),
        COMMIT(MovementReason.ORDER_CONFIRMED, "order is confirmed, which was not heard"),
        FAIL(MovementReason.ORDER_FAILED, "order has failed, which was not heard");

        private final ChangeCause cause;

        Decision(MovementReason code, String reason) {
            cause = ChangeCause.byThisService(code, reason);
        }
    }

    private static Optional<Decision> decisionOn(Overdue reservation, @Nullable OrderState state, Instant now) {
        return switch (state) {
            case null -> Optional.of(Decision.EXPIRE);
            case CANCELLED -> Optional.of(Decision.RELEASE);
            case CONFIRMED -> Optional.of(Decision.COMMIT).filter(_ -> reservation.isConfirmationLate(now));
            case FAILED -> Optional.of(Decision.FAIL).filter(_ -> reservation.isConfirmationLate(now));
            case UNPAID -> Optional.empty();
            case UNKNOWN -> {
                log.warn(
                        "Order {} has a status that is not known here; its goods stay reserved", reservation.orderId());
                yield Optional.empty();
            }
        };
    }

    private void apply(Decision decision, Set<UUID> orderIds) {
        Instant now = clock.instant();
        List<Reservation> held = reservations.findHeldForUpdate(orderIds);
        Set<UUID> productIds = held.stream()
                .flatMap(reservation -> reservation.productIds().stream())
                .collect(Collectors.toSet());
        stockLocker.change(
                productIds,
                decision.cause,
                now,
                stock -> held.forEach(reservation -> apply(decision, reservation, stock, now)));
    }

    private void apply(Decision decision, Reservation reservation, StockLookup stock, Instant now) {
        switch (decision) {
            case EXPIRE -> {
                reservation.expire(stock, now);
                log.info("The reservation of order {}, which does not exist, has expired", reservation.orderId());
            }
            case RELEASE -> {
                reservation.cancel(stock, now);
                log.info("The reservation of order {}, which was cancelled, is released", reservation.orderId());
            }
            case COMMIT -> {
                if (reservation.commitHeld(stock, now) instanceof Committed committed) {
                    shortages.report(reservation, committed);
                }
                reportLateEvent(reservation, "is confirmed");
            }
            case FAIL -> {
                reservation.fail(stock, now);
                reportLateEvent(reservation, "has failed");
            }
        }
    }

    private void reportLateEvent(Reservation reservation, String state) {
        unconfirmed.increment();
        log.warn("Order {} {}, but its event never came; its goods are committed", reservation.orderId(), state);
    }
}
