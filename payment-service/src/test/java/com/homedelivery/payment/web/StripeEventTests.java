package com.homedelivery.payment.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.payment.application.HandleStripeEvent.WebhookEvent;
import com.homedelivery.payment.domain.ProviderRefund;
import com.homedelivery.shared.api.JsonFormat;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class StripeEventTests {

    private static final JsonMapper JSON =
            JsonFormat.applyTo(JsonMapper.builder()).build();
    private static final UUID PAYMENT = UUID.fromString("019c0000-0000-7000-8000-000000000001");
    private static final UUID REFUND = UUID.fromString("019c0000-0000-7000-8000-000000000002");

    @Test
    void aSucceededIntentIsPaidInTheSmallestUnit() {
        assertThat(webhookEvent("payment_intent.succeeded", """
                {"id": "pi_1", "object": "payment_intent", "amount_received": 2550, "currency": "usd",
                 "livemode": false, "metadata": {"paymentId": "%s", "more": "text"}}
                """))
                .isEqualTo(new WebhookEvent.Paid(PAYMENT, "pi_1", new BigDecimal("25.50")));
    }

    @Test
    void aCurrencyMayHaveNoDecimals() {
        assertThat(webhookEvent("payment_intent.succeeded", """
                {"id": "pi_1", "amount_received": 2550, "currency": "jpy", "metadata": {"paymentId": "%s"}}
                """))
                .isEqualTo(new WebhookEvent.Paid(PAYMENT, "pi_1", new BigDecimal("2550")));
    }

    @Test
    void aFailedIntentSaysWhy() {
        assertThat(webhookEvent("payment_intent.payment_failed", """
                {"id": "pi_1", "last_payment_error": {"code": "card_declined", "message": "Your card was declined."},
                 "metadata": {"paymentId": "%s"}}
                """))
                .isEqualTo(new WebhookEvent.Declined(PAYMENT, "Your card was declined."));
    }

    @Test
    void aRefundedChargeSaysHowMuchInAllAndPerhapsInWhichRefunds() {
        assertThat(webhookEvent("charge.refunded", """
                {"id": "ch_1", "amount": 2500, "amount_refunded": 1000, "currency": "usd",
                 "metadata": {"paymentId": "%s"}}
                """))
                .isEqualTo(new WebhookEvent.Refunded(PAYMENT, "ch_1", new BigDecimal("10.00"), List.of()));
        assertThat(webhookEvent("charge.refunded", """
                {"id": "ch_1", "amount_refunded": 1000, "currency": "usd", "metadata": {"paymentId": "%s"},
                 "refunds": {"data": [
                   {"id": "re_2", "amount": 400, "currency": "usd", "status": "succeeded", "metadata": {}},
                   {"id": "re_1", "amount": 600, "currency": "usd",
                    "metadata": {"refundId": "019c0000-0000-7000-8000-000000000002"}},
                   {"id": "re_0", "amount": 100, "currency": "usd", "status": "failed"}]}}
                """))
                .isEqualTo(new WebhookEvent.Refunded(
                        PAYMENT,
                        "ch_1",
                        new BigDecimal("10.00"),
                        List.of(
                                new ProviderRefund("re_2", new BigDecimal("4.00"), "ch_1", null),
                                new ProviderRefund("re_1", new BigDecimal("6.00"), "ch_1", REFUND))));
    }

    @Test
    void aRefundIsKnownByOurIdOrByItsPayment() {
        assertThat(webhookEvent("refund.created", """
                {"id": "re_1", "amount": 400, "currency": "usd", "status": "succeeded", "charge": "ch_1",
                 "payment_intent": "pi_1",
                 "metadata": {"paymentId": "%s", "refundId": "019c0000-0000-7000-8000-000000000002"}}
                """))
                .isEqualTo(new WebhookEvent.RefundMade(
                        PAYMENT, "pi_1", new ProviderRefund("re_1", new BigDecimal("4.00"), "ch_1", REFUND)));
        assertThat(webhookEvent("refund.updated", """
                {"id": "re_1", "amount": 400, "currency": "usd", "status": "succeeded", "charge": "ch_1",
                 "payment_intent": "pi_1", "metadata": {}}
                """))
                .isEqualTo(new WebhookEvent.RefundMade(
                        null, "pi_1", new ProviderRefund("re_1", new BigDecimal("4.00"), "ch_1", null)));
    }

    @Test
    void aPendingRefundIsIgnored() {
        assertThat(webhookEvent("refund.created", """
                {"id": "re_1", "amount": 400, "currency": "usd", "status": "pending", "payment_intent": "pi_1",
                 "metadata": {"paymentId": "%s"}}
                """)).isNull();
    }

    @Test
    void whatIsNotAboutAPaymentOfOursIsIgnored() {
        assertThat(webhookEvent("customer.created", "{\"id\": \"cus_1\", \"metadata\": {\"paymentId\": \"%s\"}}"))
                .isNull();
        assertThat(webhookEvent("payment_intent.succeeded", "{\"id\": \"pi_1\", \"metadata\": {}}"))
                .isNull();
        assertThat(webhookEvent(
                        "payment_intent.succeeded", "{\"id\": \"pi_1\", \"metadata\": {\"paymentId\": \"42\"}}"))
                .isNull();
    }

    private static WebhookEvent webhookEvent(String type, String object) {
        return JSON.readValue(
                        "{\"id\": \"evt_1\", \"type\": \"%s\", \"data\": {\"object\": %s}}"
                                .formatted(type, object.formatted(PAYMENT)),
                        StripeEvent.class)
                .toWebhookEvent();
    }
}
