package com.homedelivery.payment.domain;

import static com.homedelivery.payment.domain.PaymentFixtures.NOW;
import static com.homedelivery.payment.domain.PaymentFixtures.knownOrder;
import static com.homedelivery.payment.domain.PaymentFixtures.money;
import static com.homedelivery.payment.domain.PaymentFixtures.orderOver;
import static com.homedelivery.payment.domain.PaymentFixtures.paymentOver;
import static com.homedelivery.payment.domain.PaymentFixtures.pendingPaymentOver;
import static com.homedelivery.payment.domain.PaymentFixtures.successfulPaymentOver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.homedelivery.shared.api.ErrorCode;
import com.homedelivery.shared.event.PaymentEvent;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PaymentTests {

    private static final PaymentMethod CARD = PaymentMethod.of("credit_card");

    @Test
    void startsPendingWithTheWholeAmountOfItsOrder() {
        Payment payment = Payment.of(orderOver("25.00"), money("25"), "USD", CARD, "simulated", NOW);
        assertThat(payment.status()).isEqualTo(PaymentStatus.PENDING);
        assertThat(payment.amount()).isEqualTo(money("25.00"));
        assertThat(payment.initiated())
                .isEqualTo(new PaymentEvent.PaymentInitiated(
                        payment.id(), payment.orderId(), payment.userId(), money("25.00"), "credit_card", NOW));
    }

    @Test
    void isRefusedWhenTheAmountIsNotTheTotal() {
        refused(() -> Payment.of(orderOver("25.00"), money("24.99"), "USD", CARD, "simulated", NOW));
    }

    @Test
    void isRefusedForAnOrderThatWasUndone() {
        Payable order = orderOver("25.00");
        order.cancel(NOW);
        refused(() -> Payment.of(order, money("25.00"), "USD", CARD, "simulated", NOW));
    }

    @Test
    void isRefusedForAnOrderThatWasUndoneBeforeItWasHeardOf() {
        Payable order = knownOrder();
        order.cancel(NOW);
        order.placed(money("25.00"));
        refused(() -> Payment.of(order, money("25.00"), "USD", CARD, "simulated", NOW));
    }

    @Test
    void anOrdersTotalNeverChanges() {
        Payable order = orderOver("25.00");
        order.placed(money("1.00"));
        refused(() -> Payment.of(order, money("1.00"), "USD", CARD, "simulated", NOW));
    }

    @Test
    void cashHasNoProvider() {
        assertThat(paymentOver("25.00", "cod").provider()).isEqualTo("cash");
    }

    @Test
    void succeedsOnce() {
        Payment payment = pendingPaymentOver("25.00");
        payment.claim(NOW, NOW.plusSeconds(30));
        PaymentEvent.PaymentSucceeded event = payment.succeed("tx-1", NOW);
        assertThat(payment.status()).isEqualTo(PaymentStatus.SUCCESS);
        assertThat(event.transactionId()).isEqualTo("tx-1");
        assertThatIllegalStateException().isThrownBy(() -> payment.succeed("tx-2", NOW));
        assertThatIllegalStateException().isThrownBy(() -> payment.fail("late", NOW));
    }

    @Test
    void isAskedAboutAgainAfterALostAnswer() {
        Payment payment = pendingPaymentOver("25.00");
        payment.claim(NOW, NOW.plusSeconds(30));
        payment.claim(NOW.plusSeconds(30), NOW.plusSeconds(60));
        assertThat(payment.status()).isEqualTo(PaymentStatus.PROCESSING);
    }

    @Test
    void aFailedPaymentStaysFailed() {
        Payment payment = pendingPaymentOver("25.00");
        assertThat(payment.fail("declined", NOW).reason()).isEqualTo("declined");
        assertThatIllegalStateException().isThrownBy(() -> payment.succeed("tx-1", NOW));
    }

    @Test
    void cannotBeRefundedBeforeItSucceeded() {
        refused(() -> pendingPaymentOver("25.00").refund(null, null, NOW));
    }

    @Test
    void isRefundedInPartsUntilNothingIsLeft() {
        Payment payment = successfulPaymentOver("25.00");
        Refund first = payment.refund(money("10"), "cold", NOW);
        Refund rest = payment.refund(null, null, NOW);
        assertThat(rest.amount()).isEqualTo(money("15.00"));
        refused(() -> payment.refund(null, null, NOW));

        assertThat(payment.refunded(first, "re-1", NOW).amount()).isEqualTo(money("10.00"));
        assertThat(payment.status()).isEqualTo(PaymentStatus.SUCCESS);
        payment.refunded(rest, "re-2", NOW);
        assertThat(payment.status()).isEqualTo(PaymentStatus.REFUNDED);
        assertThat(payment.refundId()).isEqualTo("re-2");
    }

    @Test
    void isNeverRefundedBeyondItsAmount() {
        Payment payment = successfulPaymentOver("25.00");
        payment.refund(money("20.00"), null, NOW);
        refused(() -> payment.refund(money("5.01"), null, NOW));
    }

    @Test
    void aRefusedRefundMayBeTriedAgain() {
        Payment payment = successfulPaymentOver("25.00");
        Refund refund = payment.refund(null, null, NOW);
        payment.refundRefused(refund, "account closed", NOW);
        assertThat(refund.status()).isEqualTo(RefundStatus.FAILED);
        assertThat(payment.refundable()).isEqualTo(money("25.00"));
        payment.refund(null, null, NOW);
    }

    @Test
    void aRefundIsCountedOnce() {
        Payment payment = successfulPaymentOver("25.00");
        Refund refund = payment.refund(money("5.00"), null, NOW);
        payment.refunded(refund, "re-1", NOW);
        assertThatIllegalStateException().isThrownBy(() -> payment.refunded(refund, "re-1", NOW));
        assertThat(payment.refunded()).isEqualTo(money("5.00"));
    }

    @Test
    void moneyThatComesAfterTheFailureGoesBackAndThePaymentStaysFailed() {
        Payment payment = pendingPaymentOver("25.00");
        payment.fail("declined", NOW);
        Refund refund = payment.sendBack("tx-late", NOW);
        assertThat(refund.amount()).isEqualTo(money("25.00"));
        payment.refunded(refund, "re-1", NOW);
        assertThat(payment.status()).isEqualTo(PaymentStatus.FAILED);
        assertThatIllegalStateException().isThrownBy(() -> payment.sendBack("tx-late", NOW));
    }

    @Test
    void aSilentProviderIsAskedEverMoreSeldom() {
        assertThat(Patience.after(0, NOW)).isEqualTo(NOW.plusSeconds(1));
        assertThat(Patience.after(3, NOW)).isEqualTo(NOW.plusSeconds(8));
        assertThat(Patience.after(1000, NOW)).isEqualTo(NOW.plusSeconds(60));
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        PaymentRefused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PAYMENT_FAILED));
    }
}
