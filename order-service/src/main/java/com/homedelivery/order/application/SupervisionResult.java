package com.homedelivery.order.application;

import com.homedelivery.order.application.OrderDeliveries.DeliveryState;
import com.homedelivery.order.application.OrderDeliveries.DeliveryState.Goods;
import com.homedelivery.order.application.OrderPayments.LivePayment;
import com.homedelivery.order.domain.Order;
import com.homedelivery.order.domain.OrderStatus;
import com.homedelivery.shared.event.OrderEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What other services say about an order that is overdue, and what follows from it. */
sealed interface SupervisionResult {

    /**
     * Moves the order to the status that it should have, if that is known; publishes its confirmation once more, if nobody
     * acted on it; else leaves the order untouched.
     *
     * @return the events that happened, if any
     */
    List<OrderEvent> applyTo(Order order, Instant now);

    /** Why the order keeps its status, in words for admins. */
    String stuckReason();

    /** Whether the order may go on by itself: then it is reported as stuck only after as much time again. */
    boolean isTransient();

    /** Nobody has paid, and no payment can begin any more. */
    record ClosedToPayment() implements SupervisionResult {

        @Override
        public List<OrderEvent> applyTo(Order order, Instant now) {
            return order.status() == OrderStatus.PENDING ? order.cancelIfPossible("Not paid in time", now) : List.of();
        }

        @Override
        public String stuckReason() {
            return "It is closed to payment";
        }

        @Override
        public boolean isTransient() {
            return false;
        }
    }

    /** There is a payment whose event has not been handled yet. */
    record PaymentFound(LivePayment payment) implements SupervisionResult {

        @Override
        public List<OrderEvent> applyTo(Order order, Instant now) {
            if (order.status() != OrderStatus.PENDING) {
                return List.of();
            }
            return switch (payment.status()) {
                case SUCCESS -> confirm(order, "Paid", now);
                case PENDING -> payment.isCash() ? confirm(order, "To be paid in cash on delivery", now) : List.of();
                case PROCESSING -> List.of();
                case REFUNDED -> order.cancelIfPossible("Refunded in full", now);
            };
        }

        private List<OrderEvent> confirm(Order order, String cause, Instant now) {
            return payment.amount().compareTo(order.totalAmount()) == 0
                    ? order.confirm(payment.id(), payment.amount(), cause, now)
                    : List.of();
        }

        @Override
        public String stuckReason() {
            return switch (payment.status()) {
                case PENDING, PROCESSING -> "The payment is still under way";
                case SUCCESS, REFUNDED ->
                    "The payment is over " + payment.amount().toPlainString() + ", which is not the order's total";
            };
        }

        @Override
        public boolean isTransient() {
            return switch (payment.status()) {
                case PENDING -> !payment.isCash();
                case PROCESSING -> true;
                case SUCCESS, REFUNDED -> false;
            };
        }
    }

    /** The delivery was stopped, as requested, before anybody picked it up. */
    record DeliveryStopped(String reason) implements SupervisionResult {

        @Override
        public List<OrderEvent> applyTo(Order order, Instant now) {
            return order.status().mayBePickedUp() ? order.cancelIfPossible(reason, now) : List.of();
        }

        @Override
        public String stuckReason() {
            return "The delivery was stopped in the store, though the order was picked up";
        }

        @Override
        public boolean isTransient() {
            return false;
        }
    }

    /**
     * The state of the delivery.
     *
     * @param stock state of the order's reservation, in words for admins, or null
     */
    record DeliveryFound(DeliveryState delivery, @Nullable String stock) implements SupervisionResult {

        @Override
        public List<OrderEvent> applyTo(Order order, Instant now) {
            if (order.status() == OrderStatus.PENDING) {
                return List.of();
            }
            if (delivery.status() == DeliveryState.Status.NONE && !delivery.stopped()) {
                return order.confirmAgain(now);
            }
            return expectedStatus()
                    .filter(order.status()::canTransitionTo)
                    .map(next -> move(order, next, now))
                    .orElse(List.of());
        }

        private Optional<OrderStatus> expectedStatus() {
            return switch (delivery.status()) {
                case NONE -> Optional.of(OrderStatus.CANCELLED);
                case PENDING -> Optional.empty();
                case ASSIGNED -> Optional.of(OrderStatus.PROCESSING);
                case PICKED_UP, IN_TRANSIT -> Optional.of(OrderStatus.SHIPPED);
                case DELIVERED -> Optional.of(OrderStatus.DELIVERED);
                case FAILED ->
                    Optional.of(delivery.goods() == Goods.IN_STORE ? OrderStatus.CANCELLED : OrderStatus.FAILED);
            };
        }

        private List<OrderEvent> move(Order order, OrderStatus next, Instant now) {
            return switch (next) {
                case PENDING, CONFIRMED -> List.of();
                case PROCESSING -> {
                    order.assignTo(deliveryId(), "Rider assigned", now);
                    yield List.of();
                }
                case SHIPPED -> {
                    order.ship(deliveryId(), "Picked up by the rider", now);
                    yield List.of();
                }
                case DELIVERED ->
                    order.deliver(
                            deliveryId(),
                            Objects.requireNonNull(delivery.riderId()),
                            Objects.requireNonNullElse(delivery.since(), now),
                            "Delivered",
                            now);
                case CANCELLED ->
                    order.cancelIfPossible(
                            Objects.requireNonNullElse(order.cancelReason(), reasonOr("Delivery stopped")), now);
                case FAILED -> order.fail(deliveryId(), reasonOr("Not delivered"), now);
            };
        }

        private UUID deliveryId() {
            return Objects.requireNonNull(delivery.deliveryId());
        }

        private String reasonOr(String otherwise) {
            return Objects.requireNonNullElse(delivery.reason(), otherwise);
        }

        @Override
        public String stuckReason() {
            String state = switch (delivery.status()) {
                case NONE -> "No delivery has begun";
                case PENDING -> "No rider has been found";
                case ASSIGNED -> "The rider has not picked it up";
                case PICKED_UP, IN_TRANSIT -> "The rider has not brought it";
                case DELIVERED, FAILED -> "The delivery is " + delivery.status() + ", which does not fit the order";
            };
            return stock == null ? state : state + "; " + stock;
        }

        @Override
        public boolean isTransient() {
            return false;
        }
    }

    /** The service that knows does not answer: nothing is decided. */
    record Unanswered(String stuckReason) implements SupervisionResult {

        @Override
        public List<OrderEvent> applyTo(Order order, Instant now) {
            return List.of();
        }

        @Override
        public boolean isTransient() {
            return true;
        }
    }
}
