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

/** What has been found out about an order that stands still, and what follows from it. */
sealed interface CheckResult {

    /**
     * Moves the order to where it should be, if that is known. What the neighbours seem to have missed, they are told again,
     * once. Else it leaves the order untouched.
     */
    List<OrderEvent> applyTo(Order order, Instant now);

    /** Why the order stays where it is, in words for admins. */
    String obstacle();

    /** Whether it may go on by itself, so that a person need not be troubled yet. */
    boolean mayPass();

    /** Nobody has paid, and nobody can any more. */
    record ClosedToPayment() implements CheckResult {

        @Override
        public List<OrderEvent> applyTo(Order order, Instant now) {
            return order.status() == OrderStatus.PENDING ? order.callOff("Not paid in time", now) : List.of();
        }

        @Override
        public String obstacle() {
            return "It is closed to payment";
        }

        @Override
        public boolean mayPass() {
            return false;
        }
    }

    /** There is a payment, of which the order has not heard. */
    record PaymentFound(LivePayment payment) implements CheckResult {

        @Override
        public List<OrderEvent> applyTo(Order order, Instant now) {
            if (order.status() != OrderStatus.PENDING) {
                return List.of();
            }
            return switch (payment.status()) {
                case SUCCESS -> confirm(order, "Paid", now);
                case PENDING -> payment.isCash() ? confirm(order, "To be paid in cash on delivery", now) : List.of();
                case PROCESSING -> List.of();
                case REFUNDED -> order.callOff("Refunded in full", now);
            };
        }

        private List<OrderEvent> confirm(Order order, String cause, Instant now) {
            return payment.amount().compareTo(order.totalAmount()) == 0
                    ? order.confirm(payment.id(), payment.amount(), cause, now)
                    : List.of();
        }

        @Override
        public String obstacle() {
            return switch (payment.status()) {
                case PENDING, PROCESSING -> "The payment is still under way";
                case SUCCESS, REFUNDED ->
                    "The payment is over " + payment.amount().toPlainString() + ", which is not the order's total";
            };
        }

        @Override
        public boolean mayPass() {
            return switch (payment.status()) {
                case PENDING -> !payment.isCash();
                case PROCESSING -> true;
                case SUCCESS, REFUNDED -> false;
            };
        }
    }

    /** The delivery was stopped, as was asked, before anybody picked it up. */
    record DeliveryStopped(String reason) implements CheckResult {

        @Override
        public List<OrderEvent> applyTo(Order order, Instant now) {
            return order.status().mayBePickedUp() ? order.callOff(reason, now) : List.of();
        }

        @Override
        public String obstacle() {
            return "The delivery was stopped in the store, though the order was picked up";
        }

        @Override
        public boolean mayPass() {
            return false;
        }
    }

    /**
     * Where the delivery stands.
     *
     * @param stock what is known of the order's reservation, in words for admins, or null
     */
    record DeliveryFound(DeliveryState delivery, @Nullable String stock) implements CheckResult {

        @Override
        public List<OrderEvent> applyTo(Order order, Instant now) {
            if (order.status() == OrderStatus.PENDING) {
                return List.of();
            }
            if (delivery.status() == DeliveryState.Status.NONE && !delivery.stopped()) {
                return order.confirmAgain(now);
            }
            return statusByNow()
                    .filter(order.status()::canBecome)
                    .map(next -> move(order, next, now))
                    .orElse(List.of());
        }

        private Optional<OrderStatus> statusByNow() {
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
                    order.callOff(Objects.requireNonNullElse(order.cancelReason(), reason("Delivery stopped")), now);
                case FAILED -> order.fail(deliveryId(), reason("Not delivered"), now);
            };
        }

        private UUID deliveryId() {
            return Objects.requireNonNull(delivery.deliveryId());
        }

        private String reason(String otherwise) {
            return Objects.requireNonNullElse(delivery.reason(), otherwise);
        }

        @Override
        public String obstacle() {
            String where = switch (delivery.status()) {
                case NONE -> "No delivery has begun";
                case PENDING -> "No rider has been found";
                case ASSIGNED -> "The rider has not picked it up";
                case PICKED_UP, IN_TRANSIT -> "The rider has not brought it";
                case DELIVERED, FAILED -> "The delivery is " + delivery.status() + ", which does not fit the order";
            };
            return stock == null ? where : where + "; " + stock;
        }

        @Override
        public boolean mayPass() {
            return false;
        }
    }

    /** Whoever knows does not answer. Nothing is undone on a guess. */
    record Unanswered(String obstacle) implements CheckResult {

        @Override
        public List<OrderEvent> applyTo(Order order, Instant now) {
            return List.of();
        }

        @Override
        public boolean mayPass() {
            return true;
        }
    }
}
