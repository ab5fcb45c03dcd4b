package com.homedelivery.order.application;

import com.homedelivery.order.domain.DeliverySlot;
import com.homedelivery.order.domain.Order;
import com.homedelivery.order.domain.OrderStatus;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Gives back what orders have taken that come to nothing: uses of promotions, and places of slots. A transaction may be about many
 * orders. Rows that orders share are locked once all of its orders are, just before it commits, in the order in which they
 * are taken: promotions by their ids, then slots. So transactions wait for each other briefly, and do not deadlock.
 */
@Component
class GiveBackAtCommit {

    private final PromotionUses promotions;
    private final BookSlots slots;
    private final Clock clock;

    GiveBackAtCommit(PromotionUses promotions, BookSlots slots, Clock clock) {
        this.promotions = promotions;
        this.slots = slots;
        this.clock = clock;
    }

    /** Gives back uses of promotions, and the place of a slot if the order was cancelled: nobody stood at the door. */
    void whatWasTakenFor(Order order) {
        endedIn(TransactionSynchronizationManager.getSynchronizations()).add(order);
    }

    private Ended endedIn(List<TransactionSynchronization> transaction) {
        return transaction.stream()
                .filter(Ended.class::isInstance)
                .map(Ended.class::cast)
                .findFirst()
                .orElseGet(() -> {
                    Ended ended = new Ended();
                    TransactionSynchronizationManager.registerSynchronization(ended);
                    return ended;
                });
    }

    /** The orders that end so in one transaction. */
    private final class Ended implements TransactionSynchronization {

        private final List<Order> orders = new ArrayList<>();

        void add(Order order) {
            orders.add(order);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            List<Order> promoted = orders.stream().filter(Order::isPromoted).toList();
            if (!promoted.isEmpty()) {
                promotions.giveBack(promoted.stream().map(Order::id).toList(), clock.instant());
            }
            slots.giveBack(orders.stream()
                    .filter(order -> order.status() == OrderStatus.CANCELLED)
                    .map(Order::slot)
                    .filter(Objects::nonNull)
                    .map(DeliverySlot::id)
                    .toList());
        }
    }
}
