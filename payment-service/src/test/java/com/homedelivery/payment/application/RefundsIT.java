package com.homedelivery.payment.application;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.payment.support.Answer;
import com.homedelivery.shared.event.PaymentEvent.PaymentInitiated;
import com.homedelivery.shared.event.PaymentEvent.PaymentRefunded;
import com.homedelivery.shared.event.PaymentEvent.PaymentSucceeded;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RefundsIT extends RunningPaymentService {

    @Test
    void aPaymentIsRefundedInParts() {
        Placed order = placedOrder("10.00");
        String payment = successfullyPaid(order, "10.00");

        Answer part = api.refund(payment, "4.00");
        assertThat(part.status()).isEqualTo(201);
        assertThat(part.data("paymentId")).isEqualTo(payment);
        assertThat(part.data().path("amount").asDecimal()).isEqualByComparingTo("4.00");
        assertThat(part.data("status")).isIn("PENDING", "SUCCESS");
        await().atMost(ofSeconds(10))
                .untilAsserted(() -> assertThat(payment(payment)
                                .data()
                                .path("metadata")
                                .path("refundedAmount")
                                .asDecimal(BigDecimal.ZERO))
                        .isEqualByComparingTo("4.00"));
        assertThat(payment(payment).data("status")).isEqualTo("SUCCESS");

        Answer rest = api.refund(payment, null);
        assertThat(rest.data().path("amount").asDecimal()).isEqualByComparingTo("6.00");
        awaitStatus(payment, "REFUNDED");
        assertThat(payment(payment).data("refundId")).isEqualTo("sim_" + rest.data("id"));
        assertThat(awaitEvents(
                                order.id(),
                                PaymentInitiated.class,
                                PaymentSucceeded.class,
                                PaymentRefunded.class,
                                PaymentRefunded.class)
                        .stream()
                        .skip(2)
                        .map(refunded -> refunded.amount().toPlainString()))
                .containsExactly("4.00", "6.00");
    }

    @Test
    void aBodyIsNotNeededToRefundEverything() {
        String payment = successfullyPaid(placedOrder("10.00"), "10.00");
        assertThat(api.post("/payments/" + payment + "/refunds", api.adminToken(), "")
                        .status())
                .isEqualTo(201);
        awaitStatus(payment, "REFUNDED");
    }

    @Test
    void neverMoreThanWasPaidGoesBack() {
        String payment = successfullyPaid(placedOrder("10.00"), "10.00");
        assertThat(api.refund(payment, "10.01").code()).isEqualTo("PAYMENT_FAILED");
        assertThat(api.refund(payment, "10.00").status()).isEqualTo(201);
        Answer more = api.refund(payment, "0.01");
        assertThat(more.status()).isEqualTo(400);
        assertThat(more.code()).isEqualTo("PAYMENT_FAILED");
    }

    @Test
    void manyRefundsAtOnceStayWithinTheAmount() throws Exception {
        Placed order = placedOrder("10.00");
        String payment = successfullyPaid(order, "10.00");
        List<Answer> answers = atOnce(8, () -> api.refund(payment, "4.00"));
        assertThat(answers).extracting(Answer::status).containsOnly(201, 400);
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(2);
        awaitEvents(
                order.id(),
                PaymentInitiated.class,
                PaymentSucceeded.class,
                PaymentRefunded.class,
                PaymentRefunded.class);
    }

    @Test
    void onlyASuccessfulPaymentIsRefunded() {
        String payment = paid(placedOrder("10.00"), "10.00", "cod");
        Answer answer = api.refund(payment, null);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("PAYMENT_FAILED");
    }

    @Test
    void onlyAdminsRefund() {
        Placed order = placedOrder("10.00");
        String payment = successfullyPaid(order, "10.00");
        String path = "/payments/" + payment + "/refunds";
        Answer customer = api.post(path, api.tokenOf(order.customer()), "{}");
        assertThat(customer.status()).isEqualTo(403);
        assertThat(customer.code()).isEqualTo("FORBIDDEN");
        assertThat(api.post(path, null, "{}").code()).isEqualTo("UNAUTHORIZED");
    }

    @Test
    void whatCannotBeARefundIsRefused() {
        assertThat(api.refund(UUID.randomUUID().toString(), "1.00").code()).isEqualTo("NOT_FOUND");
        assertThat(api.refund("payment-1", "1.00").code()).isEqualTo("NOT_FOUND");
        String payment = successfullyPaid(placedOrder("10.00"), "10.00");
        assertThat(api.refund(payment, "0").code()).isEqualTo("VALIDATION_ERROR");
        assertThat(api.refund(payment, "1.001").code()).isEqualTo("VALIDATION_ERROR");
        assertThat(api.post("/payments/" + payment + "/refunds", api.adminToken(), Map.of("reason", "x".repeat(501)))
                        .code())
                .isEqualTo("VALIDATION_ERROR");
    }

    @Test
    void aRequestWithAKeyIsDoneOnce() {
        String payment = successfullyPaid(placedOrder("10.00"), "10.00");
        String admin = api.adminToken();
        String path = "/payments/" + payment + "/refunds";
        String key = UUID.randomUUID().toString();
        Answer first = api.post(path, admin, "{\"amount\": 6}", "Idempotency-Key", key);
        Answer again = api.post(path, admin, "{\"amount\": 6}", "Idempotency-Key", key);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.data("id")).isEqualTo(first.data("id"));
        assertThat(api.post(path, admin, "{\"amount\": 5}", "Idempotency-Key", key)
                        .code())
                .isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void whatTheProviderRefusesMayBeTriedAgain() {
        String payment = successfullyPaid(placedOrder("10.00"), "10.00");
        provider.refusesRefundsOf(payment);
        String refund = api.refund(payment, null).data("id");
        await().atMost(ofSeconds(10))
                .until(() -> "FAILED"
                        .equals(jdbc.sql("select status from refunds where id = ?")
                                .param(UUID.fromString(refund))
                                .query(String.class)
                                .single()));
        assertThat(payment(payment).data("status")).isEqualTo("SUCCESS");
        assertThat(api.refund(payment, null).status()).isEqualTo(201);
    }
}
