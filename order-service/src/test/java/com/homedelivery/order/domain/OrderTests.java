package com.homedelivery.order.domain;

import static com.homedelivery.order.domain.OrderFixtures.DELIVERY;
import static com.homedelivery.order.domain.OrderFixtures.NOON;
import static com.homedelivery.order.domain.OrderFixtures.PAYMENT;
import static com.homedelivery.order.domain.OrderFixtures.RIDER;
import static com.homedelivery.order.domain.OrderFixtures.TOTAL;
import static com.homedelivery.order.domain.OrderFixtures.cancelledOrder;
import static com.homedelivery.order.domain.OrderFixtures.confirmedOrder;
import static com.homedelivery.order.domain.OrderFixtures.deliveredOrder;
import static com.homedelivery.order.domain.OrderFixtures.failedOrder;
import static com.homedelivery.order.domain.OrderFixtures.pendingOrder;
import static com.homedelivery.order.domain.OrderFixtures.processingOrder;
import static com.homedelivery.order.domain.OrderFixtures.shippedOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.homedelivery.order.domain.pricing.DeliveryPrice;
import com.homedelivery.order.domain.pricing.Discount;
import com.homedelivery.order.domain.pricing.Money;
import com.homedelivery.order.domain.pricing.OrderLine;
import com.homedelivery.shared.event.InventoryEvent.MissingUnits;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.OrderEvent.Item;
import com.homedelivery.shared.event.OrderEvent.OrderAdjusted;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderConfirmed;
import com.homedelivery.shared.event.OrderEvent.OrderDelivered;
import com.homedelivery.shared.event.OrderEvent.OrderStuck;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OrderTests {

    private static final Instant LATER = NOON.plusSeconds(60);
    private static final StatusLimits LIMITS = new StatusLimits(
            Duration.ofSeconds(15), Duration.ofSeconds(25), Duration.ofSeconds(45), Duration.ofSeconds(90));

    @Test
    void isPlacedPendingWithTheSumOfItsLines() {
        Order order = pendingOrder();

        assertThat(order.status()).isEqualTo(OrderStatus.PENDING);
        assertThat(order.totalAmount()).isEqualByComparingTo(TOTAL);
        assertThat(order.paymentId()).isNull();
        assertThat(order.deliveryId()).isNull();
        assertThat(order.timeline()).containsExactly(new TimelineEntry(NOON, OrderStatus.PENDING, "Order placed"));
    }

    @Test
    void hasAtLeastOneLine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OrderFixtures.draft(List.of(), DeliveryPrice.NOTHING, null));
    }

    @Test
    void isConfirmedByBeingPaid() {
        Order order = pendingOrder();

        OrderConfirmed confirmed = (OrderConfirmed)
                order.confirm(PAYMENT, new BigDecimal("25.480"), "Paid", LATER).getFirst();

        assertThat(confirmed.totalAmount()).isEqualByComparingTo(TOTAL);
        assertThat(confirmed.confirmedAt()).isEqualTo(LATER);

        assertThat(order.status()).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(order.paymentId()).isEqualTo(PAYMENT);
        assertThat(order.updatedAt()).isEqualTo(LATER);
        assertThat(order.timeline().getLast()).isEqualTo(new TimelineEntry(LATER, OrderStatus.CONFIRMED, "Paid"));
    }

    @Test
    void isNotConfirmedByAnotherAmount() {
        Order order = pendingOrder();

        assertThat(order.confirm(PAYMENT, new BigDecimal("2.54"), "Paid", LATER))
                .isEmpty();

        assertThat(order.status()).isEqualTo(OrderStatus.PENDING);
        assertThat(order.timeline().getLast().cause()).isEqualTo("Paid, but for 2.54 instead of 25.48");
    }

    @Test
    void isConfirmedOnce() {
        Order order = confirmedOrder();

        assertThat(order.confirm(UUID.randomUUID(), TOTAL, "Paid in cash", LATER))
                .isEmpty();

        assertThat(order.paymentId()).isEqualTo(PAYMENT);
        assertThat(order.timeline().getLast())
                .isEqualTo(new TimelineEntry(LATER, OrderStatus.CONFIRMED, "Paid in cash"));
    }

    @Test
    void hasTheLastPaymentUntilOneConfirmsIt() {
        Order order = pendingOrder();
        UUID second = UUID.randomUUID();
        order.expectPayment(PAYMENT, "Payment begun", NOON);
        order.note("Payment failed", NOON);
        order.expectPayment(second, "Payment begun", NOON);
        assertThat(order.paymentId()).isEqualTo(second);

        order.confirm(second, TOTAL, "Paid", LATER);
        order.expectPayment(PAYMENT, "Payment begun", LATER);

        assertThat(order.paymentId()).isEqualTo(second);
    }

    @Test
    void staysCancelledWhenItIsPaidLater() {
        Order order = cancelledOrder();

        assertThat(order.confirm(PAYMENT, TOTAL, "Paid", LATER)).isEmpty();

        assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(order.timeline().getLast().cause()).isEqualTo("Paid");
    }

    @Test
    void followsItsDelivery() {
        Order order = confirmedOrder();

        order.assignTo(DELIVERY, "Rider assigned", NOON);
        order.ship(DELIVERY, "Picked up", NOON);
        assertThat(order.deliver(DELIVERY, RIDER, NOON, "Delivered", LATER))
                .contains(new OrderDelivered(order.id(), order.userId(), NOON, RIDER));

        assertThat(order.deliveryId()).isEqualTo(DELIVERY);
        assertThat(order.timeline())
                .extracting(TimelineEntry::status)
                .containsExactly(
                        OrderStatus.PENDING,
                        OrderStatus.CONFIRMED,
                        OrderStatus.PROCESSING,
                        OrderStatus.SHIPPED,
                        OrderStatus.DELIVERED);
    }

    @Test
    void skipsAStepWhenEventsOvertakeEachOther() {
        Order order = confirmedOrder();

        order.ship(DELIVERY, "Picked up", NOON);
        order.assignTo(DELIVERY, "Rider assigned", LATER);

        assertThat(order.status()).isEqualTo(OrderStatus.SHIPPED);
    }

    @Test
    void isDeliveredOnce() {
        Order order = deliveredOrder();

        assertThat(order.deliver(DELIVERY, RIDER, LATER, "Delivered", LATER)).isEmpty();
        assertThat(order.fail(DELIVERY, "Nobody at home", LATER)).isEmpty();

        assertThat(order.status()).isEqualTo(OrderStatus.DELIVERED);
    }

    @Test
    void doesNotMoveWhenAnotherRiderTakesOver() {
        Order order = processingOrder();

        order.assignTo(DELIVERY, "Rider assigned", LATER);

        assertThat(order.status()).isEqualTo(OrderStatus.PROCESSING);
        assertThat(order.timeline()).hasSize(4);
    }

    @ParameterizedTest
    @MethodSource("cancellable")
    void canBeCancelledUntilItIsPickedUp(Order order) {
        assertThat(order.cancel("Changed my mind", LATER))
                .contains(new OrderCancelled(order.id(), order.userId(), "Changed my mind", LATER));

        assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(order.timeline().getLast())
                .isEqualTo(new TimelineEntry(LATER, OrderStatus.CANCELLED, "Changed my mind"));
    }

    static Stream<Order> cancellable() {
        return Stream.of(pendingOrder(), confirmedOrder(), processingOrder());
    }

    @Test
    void cannotBeCancelledOnceShipped() {
        Order order = shippedOrder();

        assertThatExceptionOfType(CancelRefusedException.class)
                .isThrownBy(() -> order.cancel("Changed my mind", LATER))
                .withMessage("This order is shipped and cannot be cancelled")
                .extracting(CancelRefusedException::code)
                .isEqualTo(OrderErrorCode.CANCEL_FAILED);
        assertThat(order.status()).isEqualTo(OrderStatus.SHIPPED);
    }

    @ParameterizedTest
    @MethodSource("ended")
    void cannotBeCancelledOnceItHasEnded(Order order) {
        assertThatExceptionOfType(CancelRefusedException.class)
                .isThrownBy(() -> order.cancel("Changed my mind", LATER));
    }

    static Stream<Order> ended() {
        return Stream.of(deliveredOrder(), cancelledOrder(), failedOrder());
    }

    @Test
    void cutsOffATimelineEntryThatIsTooLong() {
        Order order = pendingOrder();

        order.note("x".repeat(2000), LATER);

        assertThat(order.timeline().getLast().cause()).hasSize(500);
    }

    @Test
    void isCheckedWhenItHasHadItsStatusForTooLong() {
        Order order = pendingOrder();
        order.scheduleCheck(LIMITS);
        assertThat(order.checkAt()).isEqualTo(NOON.plusSeconds(15));

        order.confirm(PAYMENT, TOTAL, "Paid", LATER);
        order.scheduleCheck(LIMITS);
        assertThat(order.checkAt()).isEqualTo(LATER.plusSeconds(25));

        order.cancelIfPossible("Changed my mind", LATER);
        order.scheduleCheck(LIMITS);
        assertThat(order.checkAt()).isNull();
    }

    @Test
    void isCheckedAtOnceWhenItIsToBeCancelled() {
        Order order = processingOrder();

        order.recordRefund(TOTAL, true, LATER);
        order.scheduleCheck(LIMITS);

        assertThat(order.checkAt()).isEqualTo(LATER);
        assertThat(order.cancelReason()).isEqualTo("Refunded in full");
    }

    @Test
    void isNotToBeCancelledWhenOnlyAPartIsRefunded() {
        Order order = processingOrder();

        order.recordRefund(BigDecimal.ONE, false, LATER);

        assertThat(order.cancelReason()).isNull();
        assertThat(order.timeline().getLast().cause()).isEqualTo("Refunded 1");
    }

    @Test
    void isConfirmedAgainOnceAndAsOfTheSameMoment() {
        Order order = confirmedOrder();

        assertThat(order.confirmAgain(LATER))
                .singleElement()
                .isInstanceOfSatisfying(OrderConfirmed.class, confirmed -> {
                    assertThat(confirmed.confirmedAt()).isEqualTo(NOON);
                    assertThat(confirmed.totalAmount()).isEqualTo(TOTAL);
                });
        assertThat(order.confirmAgain(LATER)).isEmpty();
        assertThat(order.status()).isEqualTo(OrderStatus.CONFIRMED);
    }

    @Test
    void isNotConfirmedAgainWhenItIsToBeCancelled() {
        Order order = confirmedOrder();
        order.recordRefund(TOTAL, true, LATER);

        assertThat(order.confirmAgain(LATER)).isEmpty();
    }

    @Test
    void isReportedStuckOnceForEachStatus() {
        Order order = confirmedOrder();

        assertThat(order.reportStuck("No rider", LATER))
                .contains(new OrderStuck(order.id(), order.userId(), "CONFIRMED", "No rider", NOON, LATER));
        assertThat(order.reportStuck("Still no rider", LATER)).isEmpty();
        assertThat(order.stuckReason()).isEqualTo("Still no rider");

        order.assignTo(DELIVERY, "Rider assigned", LATER);
        assertThat(order.stuckReportedAt()).isNull();
        assertThat(order.reportStuck("Not picked up", LATER)).isNotEmpty();
    }

    @Test
    void losesTheUnitsThatTheStoreDoesNotHave() {
        Order order = confirmedOrder();
        UUID milk = order.lines().getFirst().productId();

        OrderAdjusted adjusted = (OrderAdjusted) removeMissing(order, milk, 1).getFirst();

        assertThat(adjusted.refundAmount()).isEqualByComparingTo("2.99");
        assertThat(order.totalAmount()).isEqualByComparingTo("22.49");
        assertThat(order.lines()).extracting(OrderLine::quantity).containsExactly(1, 1);
        assertThat(order.timeline().getLast().cause()).isEqualTo("Not in stock: 1 × Milk; 2.99 goes back");
    }

    @Test
    void refundsWhatWasPaidForMissingUnitsAndKeepsFeesAndTip() {
        Order order = discountedOrder();

        OrderAdjusted adjusted = (OrderAdjusted)
                removeMissing(order, order.lines().getFirst().productId(), 1).getFirst();

        // Three milk for 8.97 less 1.00 are 7.97; two of them are 5.98 less 0.67
        assertThat(adjusted.refundAmount()).isEqualByComparingTo("2.66");
        assertThat(adjusted.removed())
                .containsExactly(new Item(order.lines().getFirst().productId(), "Milk", 1, new BigDecimal("2.99")));
        assertThat(order.lines().getFirst().discounts())
                .extracting(Discount::amount)
                .containsExactly(new BigDecimal("0.34"), new BigDecimal("0.33"));
        assertThat(order.totalAmount())
                .isEqualByComparingTo("30.31")
                .isEqualTo(order.prices().total());
    }

    @Test
    void refundsFeesAndTipTooWhenNothingOfADeliveredOrderWasInStock() {
        Order order = discountedOrder();
        order.ship(DELIVERY, "Picked up", NOON);
        order.deliver(DELIVERY, RIDER, NOON, "Delivered", NOON);

        OrderAdjusted adjusted =
                (OrderAdjusted) order.removeMissing(everything(order), LATER).getFirst();

        assertThat(adjusted.refundAmount()).isEqualByComparingTo("32.97");
        assertThat(order.totalAmount()).isZero();
        assertThat(order.prices().total()).isZero();
    }

    /** Three milk with 1.00 off and a coffee, delivered for 3.50 with a tip of 2.00: 32.97 in all. */
    private static Order discountedOrder() {
        List<Discount> discounts = List.of(
                new Discount(UUID.randomUUID(), "MILK", "Milk", new BigDecimal("0.50"), "Share of 0.50 off"),
                new Discount(UUID.randomUUID(), null, "More milk", new BigDecimal("0.50"), "Share of 0.50 off"));
        OrderDraft draft = OrderFixtures.draft(
                List.of(
                        new OrderLine(UUID.randomUUID(), "Milk", 3, new BigDecimal("2.99"), Money.ZERO, discounts),
                        new OrderLine(UUID.randomUUID(), "Coffee", 1, new BigDecimal("19.50"))),
                new DeliveryPrice(new BigDecimal("3.50"), Money.ZERO, Money.ZERO, List.of(), new BigDecimal("2.00")),
                null);
        Order order =
                Order.place(UUID.randomUUID(), UUID.randomUUID(), draft, NOON).order();
        order.confirm(PAYMENT, new BigDecimal("32.97"), "Paid", NOON);
        return order;
    }

    @Test
    void losesNoMoreUnitsThanItHas() {
        Order order = confirmedOrder();
        UUID milk = order.lines().getFirst().productId();

        OrderAdjusted adjusted = (OrderAdjusted) removeMissing(order, milk, 7).getFirst();

        assertThat(adjusted.refundAmount()).isEqualByComparingTo("5.98");
        assertThat(order.lines()).extracting(OrderLine::name).containsExactly("Coffee");
        assertThat(removeMissing(order, milk, 7)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("notYetDelivered")
    void isToBeCancelledWhenTheStoreHasNothingOfIt(Order order) {
        assertThat(order.removeMissing(everything(order), LATER)).isEmpty();

        assertThat(order.cancelReason()).isEqualTo("Not in stock");
        assertThat(order.totalAmount()).isEqualByComparingTo(TOTAL);
    }

    static Stream<Order> notYetDelivered() {
        return Stream.of(confirmedOrder(), processingOrder(), shippedOrder());
    }

    @Test
    void refundsEverythingWhenNothingOfADeliveredOrderWasInStock() {
        Order order = deliveredOrder();

        OrderAdjusted adjusted =
                (OrderAdjusted) order.removeMissing(everything(order), LATER).getFirst();

        assertThat(adjusted.refundAmount()).isEqualByComparingTo(TOTAL);
        assertThat(adjusted.deliveredAt()).isEqualTo(NOON);
        assertThat(order.totalAmount()).isZero();
        order.recordRefund(TOTAL, true, LATER);
        assertThat(order.cancelReason()).isNull();
    }

    @Test
    void saysThatItWasNotYetDeliveredWhenUnitsWereMissing() {
        Order order = shippedOrder();
        UUID milk = order.lines().getFirst().productId();

        OrderAdjusted adjusted = (OrderAdjusted) removeMissing(order, milk, 1).getFirst();

        assertThat(adjusted.deliveredAt()).isNull();
    }

    @ParameterizedTest
    @MethodSource("notYetDelivered")
    void refundsEverythingWhenItIsDeliveredAlthoughNothingWasInStock(Order order) {
        List<MissingUnits> everything = everything(order);
        order.removeMissing(everything, NOON);
        order.ship(DELIVERY, "Picked up", NOON);

        List<OrderEvent> events = order.deliver(DELIVERY, RIDER, NOON, "Delivered", LATER);

        assertThat(events).extracting(Object::getClass).isEqualTo(List.of(OrderDelivered.class, OrderAdjusted.class));
        OrderAdjusted adjusted = (OrderAdjusted) events.getLast();
        assertThat(adjusted.removed()).hasSize(2);
        assertThat(adjusted.refundAmount()).isEqualByComparingTo(TOTAL);
        assertThat(adjusted.totalAmount()).isZero();
        assertThat(adjusted.deliveredAt()).isEqualTo(NOON);
        assertThat(order.cancelReason()).isNull();
        assertThat(order.deliver(DELIVERY, RIDER, NOON, "Delivered", LATER)).isEmpty();
        assertThat(order.removeMissing(everything, LATER)).isEmpty();
    }

    private static List<OrderEvent> removeMissing(Order order, UUID productId, int units) {
        return order.removeMissing(List.of(new MissingUnits(productId, units)), LATER);
    }

    private static List<MissingUnits> everything(Order order) {
        return order.lines().stream()
                .map(line -> new MissingUnits(line.productId(), line.quantity()))
                .toList();
    }

    @Test
    void matchesTheDraftThatItWasMadeOf() {
        OrderDraft draft = OrderFixtures.draft();
        Order order =
                Order.place(UUID.randomUUID(), UUID.randomUUID(), draft, NOON).order();

        assertThat(order.matches(OrderFixtures.requestOf(draft))).isTrue();
        assertThat(order.matches(OrderFixtures.requestOf(OrderFixtures.draft())))
                .isFalse();
        order.confirm(PAYMENT, TOTAL, "Paid", LATER);
        assertThat(order.matches(OrderFixtures.requestOf(draft))).isFalse();
    }
}
