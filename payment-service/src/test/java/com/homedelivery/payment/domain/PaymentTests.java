package com.homedelivery.payment.domain;

import static com.homedelivery.payment.domain.PaymentFixtures.NOW;
import static com.homedelivery.payment.domain.PaymentFixtures.knownOrder;
import static com.homedelivery.payment.domain.PaymentFixtures.money;
import static com.homedelivery.payment.domain.PaymentFixtures.orderOver;
import static com.homedelivery.payment.domain.PaymentFixtures.paymentOver;
import static com.homedelivery.payment.domain.PaymentFixtures.pendingPaymentOver;
import static com.homedelivery.payment.domain.PaymentFixtures.successfulPaymentOver;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.event.PaymentEvent;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PaymentTests {

    private static final PaymentMethod CARD = PaymentMethod.of("credit_card");

    @Test
    void startsPendingWithTheWholeAmountOfItsOrder() {
        Payment.Initiated initiated = Payment.initiate(orderOver("25.00"), money("25"), "USD", CARD, "simulated", NOW);
        Payment payment = initiated.payment();
        assertThat(payment.status()).isEqualTo(PaymentStatus.PENDING);
        assertThat(payment.amount()).isEqualTo(money("25.00"));
        assertThat(initiated.event())
                .isEqualTo(new PaymentEvent.PaymentInitiated(
                        payment.id(), payment.orderId(), payment.userId(), money("25.00"), "credit_card", NOW));
    }

    @Test
    void isRefusedWhenTheAmountIsNotTheTotal() {
        refused(() -> Payment.initiate(orderOver("25.00"), money("24.99"), "USD", CARD, "simulated", NOW));
    }

    @Test
    void isRefusedForAnOrderThatWasCancelled() {
        PayableOrder order = orderOver("25.00");
        order.cancel(NOW);
        refused(() -> Payment.initiate(order, money("25.00"), "USD", CARD, "simulated", NOW));
    }

    @Test
    void isRefusedForAnOrderThatWasCancelledBeforeItWasKnown() {
        PayableOrder order = knownOrder();
        order.cancel(NOW);
        order.place(money("25.00"));
        refused(() -> Payment.initiate(order, money("25.00"), "USD", CARD, "simulated", NOW));
    }

    @Test
    void anOrdersTotalNeverChanges() {
        PayableOrder order = orderOver("25.00");
        order.place(money("1.00"));
        refused(() -> Payment.initiate(order, money("1.00"), "USD", CARD, "simulated", NOW));
    }

    @Test
    void cashHasNoProvider() {
        assertThat(paymentOver("25.00", "cod").provider()).isEqualTo("cash");
    }

    @Test
    void isClaimedAgainAfterALostResult() {
        Payment payment = pendingPaymentOver("25.00");
        payment.claim(NOW, NOW.plusSeconds(30));
        payment.claim(NOW.plusSeconds(30), NOW.plusSeconds(60));
        assertThat(payment.status()).isEqualTo(PaymentStatus.PROCESSING);
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

        assertThat(payment.completeRefund(first, "re-1", NOW).amount()).isEqualTo(money("10.00"));
        assertThat(payment.status()).isEqualTo(PaymentStatus.SUCCESS);
        payment.completeRefund(rest, "re-2", NOW);
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
    void aRejectedRefundIsRetriedEverMoreSeldomAndThenLeftToAnAdmin() {
        Payment payment = successfulPaymentOver("25.00");
        Refund refund = payment.refund(null, null, NOW);
        assertThat(payment.rejectRefund(refund, "account closed", 3, NOW)).isEmpty();
        assertThat(refund.dueAt()).isEqualTo(NOW.plus(Duration.ofMinutes(1)));
        assertThat(payment.rejectRefund(refund, "account closed", 3, NOW)).isEmpty();
        assertThat(refund.dueAt()).isEqualTo(NOW.plus(Duration.ofMinutes(2)));
        assertThat(payment.refundable()).isEqualTo(money("0.00"));

        assertThat(payment.rejectRefund(refund, "account closed", 3, NOW))
                .contains(new PaymentEvent.RefundFailed(
                        payment.id(),
                        payment.orderId(),
                        payment.userId(),
                        money("25.00"),
                        refund.id(),
                        "account closed",
                        3,
                        NOW));
        assertThat(refund.status()).isEqualTo(RefundStatus.FAILED);
        assertThat(refund.dueAt()).isNull();
        assertThat(payment.refundable()).isEqualTo(money("25.00"));
    }

    @Test
    void aRetryByHandHasAllItsAttemptsAndIsANewAttemptForTheProvider() {
        Payment payment = successfulPaymentOver("25.00");
        Refund refund = payment.refund(null, null, NOW);
        payment.rejectRefund(refund, "no", 2, NOW);
        payment.rejectRefund(refund, "no", 2, NOW);

        payment.retryRefund(refund, NOW);

        assertThat(refund.dueAt()).isEqualTo(NOW);
        assertThat(refund.attempt()).isEqualTo(3);
        assertThat(payment.rejectRefund(refund, "no", 2, NOW)).isEmpty();
        assertThat(refund.dueAt()).isEqualTo(NOW.plus(Duration.ofMinutes(1)));
        assertThat(payment.rejectRefund(refund, "no", 2, NOW))
                .hasValueSatisfying(event -> assertThat(event.attempts()).isEqualTo(4));
    }

    @Test
    void theMoneyOfAFailedRefundMayGoBackInAnotherWay() {
        Payment payment = successfulPaymentOver("25.00");
        Refund refund = payment.refund(null, null, NOW);
        payment.rejectRefund(refund, "no", 1, NOW);
        payment.refund(money("25.00"), null, NOW);
        assertThatExceptionOfType(ConflictException.class).isThrownBy(() -> payment.retryRefund(refund, NOW));
    }

    @Test
    void anExternalRefundIsNotTakenForOneOfOursOfTheSameSum() {
        Payment payment = successfulPaymentOver("25.00");
        Refund ours = payment.refund(money("7.00"), null, NOW);

        assertThat(payment.recordProviderRefund(external("re-1", "7.00"), List.of(ours), NOW))
                .hasSize(1);

        assertThat(ours.status()).isEqualTo(RefundStatus.PENDING);
        assertThat(payment.refunded()).isEqualTo(money("7.00"));
        assertThat(payment.refundable()).isEqualTo(money("11.00"));
        payment.completeRefund(ours, "re-2", NOW);
        assertThat(payment.refunded()).isEqualTo(money("14.00"));
    }

    @Test
    void aRefundOfOursIsKnownByOurIdWhenTheWebhookComesBeforeTheProvidersResult() {
        Payment payment = successfulPaymentOver("25.00");
        Refund older = payment.refund(money("7.00"), null, NOW);
        Refund ours = payment.refund(money("7.00"), null, NOW);
        ProviderRefund reported = new ProviderRefund("re-1", money("7.00"), "ch-1", ours.id());

        payment.recordProviderRefund(reported, List.of(older, ours), NOW);

        assertThat(ours.status()).isEqualTo(RefundStatus.SUCCESS);
        assertThat(ours.refundId()).isEqualTo("re-1");
        assertThat(older.status()).isEqualTo(RefundStatus.PENDING);
        assertThat(payment.recordProviderRefund(reported, List.of(older, ours), NOW))
                .isEmpty();
    }

    @Test
    void pendingRefundsGiveWayToAnExternalOne() {
        Payment payment = successfulPaymentOver("25.00");
        Refund first = payment.refund(money("10.00"), null, NOW);
        Refund second = payment.refund(money("15.00"), null, NOW);
        int asked = second.attempt();

        List<PaymentOutcome> outcomes =
                payment.recordProviderRefund(external("re-1", "12.00"), List.of(first, second), NOW);

        assertThat(first.status()).isEqualTo(RefundStatus.SUCCESS);
        assertThat(second.status()).isEqualTo(RefundStatus.PENDING);
        assertThat(second.amount()).isEqualTo(money("13.00"));
        assertThat(second.isPendingInAttempt(asked)).isFalse();
        assertThat(outcomes)
                .extracting(outcome -> requireNonNull(outcome.event()).amount())
                .containsExactly(money("10.00"), money("2.00"));
        payment.completeRefund(second, "re-2", NOW);
        assertThat(payment.status()).isEqualTo(PaymentStatus.REFUNDED);
    }

    @Test
    void aTotalIsCountedOnceWhenItsRefundsAreReportedLater() {
        Payment payment = successfulPaymentOver("25.00");
        Refund both = onlyRefund(payment.recordRefundedTotal("ch-1", money("12.00"), List.of(), NOW));
        Refund first = onlyRefund(payment.recordProviderRefund(external("re-1", "5.00"), List.of(both), NOW));

        assertThat(payment.recordProviderRefund(external("re-2", "7.00"), List.of(both, first), NOW))
                .isEmpty();
        assertThat(payment.recordProviderRefund(external("re-2", "7.00"), List.of(both, first), NOW))
                .isEmpty();

        assertThat(first.amount()).isEqualTo(money("5.00"));
        assertThat(first.refundId()).isEqualTo("re-1");
        assertThat(both.amount()).isEqualTo(money("7.00"));
        assertThat(both.refundId()).isEqualTo("re-2");
        assertThat(payment.refunded()).isEqualTo(money("12.00"));
        assertThat(payment.recordRefundedTotal("ch-1", money("12.00"), List.of(both, first), NOW))
                .isEmpty();
    }

    @Test
    void aTotalThatMayBeOfPendingRefundsIsLeftToTheirOwnResults() {
        Payment payment = successfulPaymentOver("25.00");
        Refund ours = payment.refund(money("7.00"), null, NOW);

        assertThat(payment.recordRefundedTotal("ch-1", money("7.00"), List.of(ours), NOW))
                .isEmpty();
        payment.completeRefund(ours, "re-1", NOW);
        assertThat(payment.recordRefundedTotal("ch-1", money("14.00"), List.of(ours), NOW))
                .hasSize(1);

        assertThat(payment.refunded()).isEqualTo(money("14.00"));
    }

    @Test
    void aLatePaymentThatWasRefundedExternallyIsNotRefundedAgain() {
        Payment payment = declinedPayment();
        Refund refund = refundOfLateMoney(payment);

        payment.recordProviderRefund(external("re-1", "25.00"), List.of(refund), NOW);

        assertThat(refund.status()).isEqualTo(RefundStatus.SUCCESS);
        assertThat(payment.status()).isEqualTo(PaymentStatus.FAILED);
    }

    private static Payment declinedPayment() {
        Payment payment = pendingPaymentOver("25.00");
        payment.decline("declined", NOW);
        return payment;
    }

    /** The provider takes the money after all. */
    private static Refund refundOfLateMoney(Payment declined) {
        return requireNonNull(
                declined.approve("tx-late", orderOver("25.00"), NOW).refund());
    }

    private static ProviderRefund external(String id, String amount) {
        return new ProviderRefund(id, money(amount), "ch-1", null);
    }

    private static Refund onlyRefund(List<PaymentOutcome> outcomes) {
        assertThat(outcomes).hasSize(1);
        return requireNonNull(outcomes.getFirst().refund());
    }

    @Test
    void itsLastRefundIsMarkedAsSuch() {
        Payment payment = successfulPaymentOver("25.00");
        Refund first = payment.refund(money("10.00"), null, NOW);
        Refund rest = payment.refund(null, null, NOW);
        assertThat(payment.completeRefund(first, "re-1", NOW).fullyRefunded()).isFalse();
        assertThat(payment.completeRefund(rest, "re-2", NOW).fullyRefunded()).isTrue();
    }

    @Test
    void aRefundIsCountedOnce() {
        Payment payment = successfulPaymentOver("25.00");
        Refund refund = payment.refund(money("5.00"), null, NOW);
        payment.completeRefund(refund, "re-1", NOW);
        assertThatIllegalStateException().isThrownBy(() -> payment.completeRefund(refund, "re-1", NOW));
        assertThat(payment.refunded()).isEqualTo(money("5.00"));
    }

    @Test
    void moneyThatIsTakenAfterTheFailureGoesBackOnceAndThePaymentStaysFailed() {
        Payment payment = declinedPayment();
        Refund refund = refundOfLateMoney(payment);
        assertThat(refund.amount()).isEqualTo(money("25.00"));
        assertThat(payment.completeRefund(refund, "re-1", NOW).fullyRefunded()).isFalse();
        assertThat(payment.status()).isEqualTo(PaymentStatus.FAILED);
        assertThat(payment.approve("tx-late", orderOver("25.00"), NOW).isNothing())
                .isTrue();
    }

    @Test
    void aSilentProviderIsCalledEverMoreSeldom() {
        assertThat(ProviderBackoff.UNANSWERED.next(0, NOW)).isEqualTo(NOW.plusSeconds(1));
        assertThat(ProviderBackoff.UNANSWERED.next(3, NOW)).isEqualTo(NOW.plusSeconds(8));
        assertThat(ProviderBackoff.UNANSWERED.next(1000, NOW)).isEqualTo(NOW.plusSeconds(60));
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        PaymentRefusedException.class,
                        e -> assertThat(e.code()).isEqualTo(PaymentErrorCode.PAYMENT_FAILED));
    }
}
