package com.homedelivery.inventory.application;

import com.homedelivery.inventory.domain.CommitResult.Committed;
import com.homedelivery.inventory.domain.CommitResult.Unchanged;
import com.homedelivery.inventory.domain.Reservation;
import com.homedelivery.inventory.domain.Reservation.StockLookup;
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
import com.homedelivery.shared.event.DomainEvent;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.OrderEvent.OrderAdjusted;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderConfirmed;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.event.OrderEvent.OrderDelivered;
import com.homedelivery.shared.event.OrderEvent.OrderFailed;
import com.homedelivery.shared.event.OrderEvent.OrderStuck;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Every event of orders and deliveries that changes a reservation. Events may come late, twice or in any order: the status
 * of the reservation decides, and an event that no longer fits changes nothing.
 *
 * <ul>
 *   <li>Order confirmed: the units are committed. When they are no longer reserved, as many as are available; the others are
 *       a shortage.
 *   <li>Order cancelled: what is reserved is released, what was committed is returned, for it has not left the store.
 *   <li>Order failed: the goods are with a rider, or lost; they are in the stock again when they are returned. When they
 *       were not committed, because the confirmation never came, they are now.
 *   <li>Goods returned: what was committed is returned to the stock.
 * </ul>
 */
@Service
public class ReservationWorkflow {

    private static final Logger log = LoggerFactory.getLogger(ReservationWorkflow.class);

    private final ReservationLocker reservationLocker;
    private final StockLocker stockLocker;
    private final ShortageReport shortages;
    private final Clock clock;

    ReservationWorkflow(
            ReservationLocker reservationLocker, StockLocker stockLocker, ShortageReport shortages, Clock clock) {
        this.reservationLocker = reservationLocker;
        this.stockLocker = stockLocker;
        this.shortages = shortages;
        this.clock = clock;
    }

    @Transactional
    public void on(OrderEvent event) {
        switch (event) {
            case OrderConfirmed confirmed -> commit(confirmed);
            case OrderCancelled cancelled -> cancel(cancelled);
            case OrderFailed failed -> fail(failed);
            case OrderCreated _, OrderDelivered _, OrderAdjusted _, OrderStuck _ -> {}
        }
    }

    @Transactional
    public void on(DeliveryEvent event) {
        switch (event) {
            case DeliveryReturned returned -> returnGoods(returned);
            case DeliveryAssigned _,
                    DeliveryStarted _,
                    DeliveryInTransit _,
                    DeliveryCompleted _,
                    DeliveryFailed _,
                    DeliveryCancelled _,
                    DeliveryUnassigned _,
                    PickupOverdue _,
                    DeliveryDelayed _,
                    NoRiderFound _ -> {}
        }
    }

    private void commit(OrderConfirmed event) {
        Instant now = clock.instant();
        Map<UUID, Integer> ordered = event.items().stream()
                .collect(Collectors.toMap(OrderEvent.Item::productId, OrderEvent.Item::quantity, Integer::sum));
        Reservation reservation = reservationLocker.lock(event.orderId(), now);
        Set<UUID> productIds = switch (reservation.status()) {
            case OPEN -> ordered.keySet();
            case HELD, EXPIRED, COMMITTED, RELEASED, RETURNED -> reservation.productIds();
        };
        stockLocker.change(productIds, ChangeCause.of(event), now, stock -> {
            switch (reservation.commit(ordered, stock, now)) {
                case Committed committed -> shortages.report(reservation, committed);
                case Unchanged _ -> logUnchanged(event, reservation);
            }
        });
    }

    private void cancel(OrderCancelled event) {
        change(event, event.orderId(), ChangeCause.of(event), Reservation::cancel);
    }

    private void returnGoods(DeliveryReturned event) {
        change(event, event.orderId(), ChangeCause.of(event), Reservation::returnGoods);
    }

    private void fail(OrderFailed event) {
        change(event, event.orderId(), ChangeCause.of(event), (reservation, stock, now) -> {
            boolean changed = reservation.fail(stock, now);
            if (changed) {
                log.warn("Order {} has failed without having been confirmed here", event.orderId());
                shortages.count(reservation);
            }
            return changed;
        });
    }

    /** A verb of the reservation that has no event. It returns whether it changed anything. */
    @FunctionalInterface
    private interface Change {

        boolean apply(Reservation reservation, StockLookup stock, Instant now);
    }

    private void change(DomainEvent event, UUID orderId, ChangeCause cause, Change change) {
        Instant now = clock.instant();
        Reservation reservation = reservationLocker.lock(orderId, now);
        stockLocker.change(reservation.productIds(), cause, now, stock -> {
            if (!change.apply(reservation, stock, now)) {
                logUnchanged(event, reservation);
            }
        });
    }

    private static void logUnchanged(DomainEvent event, Reservation reservation) {
        log.info(
                "{} changes nothing: the reservation of order {} is {}",
                event.getClass().getSimpleName(),
                reservation.orderId(),
                reservation.status());
    }
}
