package com.homedelivery.order.domain;

import static com.homedelivery.order.domain.OrderFixtures.DELIVERY;
import static com.homedelivery.order.domain.OrderFixtures.NOON;
import static com.homedelivery.order.domain.OrderFixtures.PAYMENT;
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

import com.homedelivery.shared.api.ErrorCode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OrderTests {

    private static final Instant LATER = NOON.plusSeconds(60);

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
        DeliveryAddress address = OrderFixtures.draft().deliveryAddress();

        assertThatIllegalArgumentException().isThrownBy(() -> new OrderDraft(List.of(), address, null, null));
    }

    @Test
    void isConfirmedByBeingPaid() {
        Order order = pendingOrder();

        assertThat(order.confirm(PAYMENT, new BigDecimal("25.480"), "Paid", LATER))
                .isTrue();

        assertThat(order.status()).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(order.paymentId()).isEqualTo(PAYMENT);
        assertThat(order.updatedAt()).isEqualTo(LATER);
        assertThat(order.timeline().getLast()).isEqualTo(new TimelineEntry(LATER, OrderStatus.CONFIRMED, "Paid"));
    }

    @Test
    void isNotConfirmedByAnotherAmount() {
        Order order = pendingOrder();

        assertThat(order.confirm(PAYMENT, new BigDecimal("2.54"), "Paid", LATER))
                .isFalse();

        assertThat(order.status()).isEqualTo(OrderStatus.PENDING);
        assertThat(order.timeline().getLast().cause()).isEqualTo("Paid, but for 2.54 instead of 25.48");
    }

    @Test
    void isConfirmedOnce() {
        Order order = confirmedOrder();

        assertThat(order.confirm(UUID.randomUUID(), TOTAL, "Paid in cash", LATER))
                .isFalse();

        assertThat(order.paymentId()).isEqualTo(PAYMENT);
        assertThat(order.timeline().getLast())
                .isEqualTo(new TimelineEntry(LATER, OrderStatus.CONFIRMED, "Paid in cash"));
    }

    @Test
    void takesTheLastPaymentForItsOwnUntilOneConfirmsIt() {
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
    void doesNotComeBackToLifeByAPayment() {
        Order order = cancelledOrder();

        assertThat(order.confirm(PAYMENT, TOTAL, "Paid", LATER)).isFalse();

        assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(order.timeline().getLast().cause()).isEqualTo("Paid");
    }

    @Test
    void followsItsRider() {
        Order order = confirmedOrder();

        assertThat(order.assignTo(DELIVERY, "Rider assigned", NOON)).isTrue();
        assertThat(order.ship(DELIVERY, "Picked up", NOON)).isTrue();
        assertThat(order.deliver(DELIVERY, "Delivered", NOON)).isTrue();

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
    void skipsAStepWhenNewsOvertakeEachOther() {
        Order order = confirmedOrder();

        assertThat(order.ship(DELIVERY, "Picked up", NOON)).isTrue();
        assertThat(order.assignTo(DELIVERY, "Rider assigned", LATER)).isFalse();

        assertThat(order.status()).isEqualTo(OrderStatus.SHIPPED);
    }

    @Test
    void isDeliveredOnce() {
        Order order = deliveredOrder();

        assertThat(order.deliver(DELIVERY, "Delivered", LATER)).isFalse();
        assertThat(order.fail(DELIVERY, "Nobody at home", LATER)).isFalse();

        assertThat(order.status()).isEqualTo(OrderStatus.DELIVERED);
    }

    @Test
    void doesNotMoveWhenAnotherRiderTakesOver() {
        Order order = processingOrder();

        assertThat(order.assignTo(DELIVERY, "Rider assigned", LATER)).isFalse();

        assertThat(order.status()).isEqualTo(OrderStatus.PROCESSING);
        assertThat(order.timeline()).hasSize(4);
    }

    @ParameterizedTest
    @MethodSource("cancellable")
    void canBeCancelledUntilItIsPickedUp(Order order) {
        order.cancel("Changed my mind", LATER);

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

        assertThatExceptionOfType(CancelRefused.class)
                .isThrownBy(() -> order.cancel("Changed my mind", LATER))
                .withMessage("This order is shipped and cannot be cancelled")
                .extracting(CancelRefused::code)
                .isEqualTo(ErrorCode.CANCEL_FAILED);
        assertThat(order.status()).isEqualTo(OrderStatus.SHIPPED);
    }

    @ParameterizedTest
    @MethodSource("ended")
    void cannotBeCancelledAtTheEnd(Order order) {
        assertThatExceptionOfType(CancelRefused.class).isThrownBy(() -> order.cancel("Changed my mind", LATER));
    }

    static Stream<Order> ended() {
        return Stream.of(deliveredOrder(), cancelledOrder(), failedOrder());
    }

    @Test
    void cutsOffWhatIsTooLongForItsTimeline() {
        Order order = pendingOrder();

        order.note("x".repeat(2000), LATER);

        assertThat(order.timeline().getLast().cause()).hasSize(500);
    }
}
