package com.homedelivery.payment.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.payment.application.PaymentProvider.Charge;
import com.homedelivery.payment.application.PaymentProvider.ChargeAnswer;
import com.homedelivery.payment.application.PaymentProvider.RefundAnswer;
import com.homedelivery.payment.application.PaymentProvider.Reversal;
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
                .isEqualTo(new ChargeAnswer.AskAgain(ASKED.plusSeconds(2)));
    }

    @Test
    void thenApprovesTheSamePaymentInTheSameWayHoweverOftenItIsAsked() {
        Charge charge = charge("a new kind of card");
        ChargeAnswer answer = at(ASKED.plusSeconds(2)).charge(charge);
        assertThat(answer).isEqualTo(new ChargeAnswer.Approved("sim_" + charge.paymentId()));
        assertThat(at(ASKED.plusSeconds(900)).charge(charge)).isEqualTo(answer);
    }

    @Test
    void declinesTheMethodThatIsThereForIt() {
        assertThat(at(ASKED.plusSeconds(2)).charge(charge("test_decline"))).isInstanceOf(ChargeAnswer.Declined.class);
    }

    @Test
    void givesBackAtOnce() {
        Reversal reversal = reversal("upi", 1);
        assertThat(at(ASKED).refund(reversal)).isEqualTo(new RefundAnswer.Done("sim_" + reversal.refundId()));
    }

    @Test
    void refusesRefundsOfTheMethodsThatAreThereForIt() {
        assertThat(at(ASKED.plusSeconds(2)).charge(charge("test_refund_refused")))
                .isInstanceOf(ChargeAnswer.Approved.class);
        assertThat(at(ASKED).refund(reversal("test_refund_refused", 1))).isInstanceOf(RefundAnswer.Refused.class);
        assertThat(at(ASKED).refund(reversal("test_refund_refused", 99))).isInstanceOf(RefundAnswer.Refused.class);
        assertThat(at(ASKED).refund(reversal("test_refund_refused_2", 2))).isInstanceOf(RefundAnswer.Refused.class);
        assertThat(at(ASKED).refund(reversal("test_refund_refused_2", 3))).isInstanceOf(RefundAnswer.Done.class);
    }

    private static Reversal reversal(String method, int attempt) {
        return new Reversal(
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

    private static Charge charge(String method) {
        return new Charge(
                UUID.randomUUID(), UUID.randomUUID(), new BigDecimal("25.00"), "USD", PaymentMethod.of(method), ASKED);
    }
}
