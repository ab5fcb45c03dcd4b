package com.homedelivery.payment.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.payment.application.PaymentProvider.ChargeCall;
import com.homedelivery.payment.application.PaymentProvider.ChargeResult;
import com.homedelivery.payment.application.PaymentProvider.RefundCall;
import com.homedelivery.payment.application.PaymentProvider.RefundResult;
import com.homedelivery.payment.domain.PaymentMethod;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SimulatedProviderTests {

    private static final Instant ASKED = Instant.parse("2026-01-31T10:15:30Z");

    @Test
    void thinksForTheDelay() {
        assertThat(at(ASKED.plusMillis(1999)).charge(charge("credit_card")))
                .isEqualTo(new ChargeResult.Pending(ASKED.plusSeconds(2)));
    }

    @Test
    void thenApprovesTheSamePaymentInTheSameWayHoweverOftenItIsAsked() {
        ChargeCall charge = charge("a new kind of card");
        ChargeResult answer = at(ASKED.plusSeconds(2)).charge(charge);
        assertThat(answer).isEqualTo(new ChargeResult.Approved("sim_" + charge.paymentId()));
        assertThat(at(ASKED.plusSeconds(900)).charge(charge)).isEqualTo(answer);
    }

    @Test
    void declinesTheMethodThatIsThereForIt() {
        assertThat(at(ASKED.plusSeconds(2)).charge(charge("test_decline"))).isInstanceOf(ChargeResult.Declined.class);
    }

    @Test
    void givesBackAtOnce() {
        RefundCall reversal = reversal("upi", 1);
        assertThat(at(ASKED).refund(reversal)).isEqualTo(new RefundResult.Refunded("sim_" + reversal.refundId()));
    }

    @Test
    void refusesRefundsOfTheMethodsThatAreThereForIt() {
        assertThat(at(ASKED.plusSeconds(2)).charge(charge("test_refund_refused")))
                .isInstanceOf(ChargeResult.Approved.class);
        assertThat(at(ASKED).refund(reversal("test_refund_refused", 1))).isInstanceOf(RefundResult.Rejected.class);
        assertThat(at(ASKED).refund(reversal("test_refund_refused", 99))).isInstanceOf(RefundResult.Rejected.class);
        assertThat(at(ASKED).refund(reversal("test_refund_refused_2", 2))).isInstanceOf(RefundResult.Rejected.class);
        assertThat(at(ASKED).refund(reversal("test_refund_refused_2", 3))).isInstanceOf(RefundResult.Refunded.class);
    }

    private static RefundCall reversal(String method, int attempt) {
        return new RefundCall(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "tx",
                new BigDecimal("5.00"),
                "USD",
                PaymentMethod.of(method),
                null,
                attempt);
    }

    private static SimulatedProvider at(Instant now) {
        return new SimulatedProvider(Duration.ofSeconds(2), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static ChargeCall charge(String method) {
        return new ChargeCall(
                UUID.randomUUID(), UUID.randomUUID(), new BigDecimal("25.00"), "USD", PaymentMethod.of(method), ASKED);
    }
}
