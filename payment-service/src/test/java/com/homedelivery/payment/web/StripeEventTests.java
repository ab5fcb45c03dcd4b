package com.homedelivery.payment.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.payment.application.HearFromStripe.News;
import com.homedelivery.shared.api.JsonFormat;
import java.math.BigDecimal;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class StripeEventTests {

    private static final JsonMapper JSON =
            JsonFormat.applyTo(JsonMapper.builder()).build();
    private static final UUID PAYMENT = UUID.fromString("019c0000-0000-7000-8000-000000000001");

    @Test
    void aSucceededIntentIsPaidInTheSmallestUnit() {
        assertThat(news("payment_intent.succeeded", """
                {"id": "pi_1", "object": "payment_intent", "amount_received": 2550, "currency": "usd",
                 "livemode": false, "metadata": {"paymentId": "%s", "more": "text"}}
                """))
                .isEqualTo(new News.Paid(PAYMENT, "pi_1", new BigDecimal("25.50")));
    }

    @Test
    void aCurrencyMayHaveNoDecimals() {
        assertThat(news("payment_intent.succeeded", """
                {"id": "pi_1", "amount_received": 2550, "currency": "jpy", "metadata": {"paymentId": "%s"}}
                """))
                .isEqualTo(new News.Paid(PAYMENT, "pi_1", new BigDecimal("2550")));
    }

    @Test
    void aFailedIntentSaysWhy() {
        assertThat(news("payment_intent.payment_failed", """
                {"id": "pi_1", "last_payment_error": {"code": "card_declined", "message": "Your card was declined."},
                 "metadata": {"paymentId": "%s"}}
                """))
                .isEqualTo(new News.Declined(PAYMENT, "Your card was declined."));
    }

    @Test
    void aRefundedChargeSaysHowMuchInAll() {
        assertThat(news("charge.refunded", """
                {"id": "ch_1", "amount_refunded": 1000, "currency": "usd", "refunds": {"data": [{"id": "re_2"}, {"id": "re_1"}]},
                 "metadata": {"paymentId": "%s"}}
                """)).isEqualTo(new News.Refunded(PAYMENT, "re_2", new BigDecimal("10.00")));
    }

    @Test
    void whatIsNotAboutAPaymentOfOursIsNoNews() {
        assertThat(news("customer.created", "{\"id\": \"cus_1\", \"metadata\": {\"paymentId\": \"%s\"}}"))
                .isNull();
        assertThat(news("payment_intent.succeeded", "{\"id\": \"pi_1\", \"metadata\": {}}"))
                .isNull();
        assertThat(news("payment_intent.succeeded", "{\"id\": \"pi_1\", \"metadata\": {\"paymentId\": \"42\"}}"))
                .isNull();
    }

    private static News news(String type, String object) {
        return JSON.readValue(
                        "{\"id\": \"evt_1\", \"type\": \"%s\", \"data\": {\"object\": %s}}"
                                .formatted(type, object.formatted(PAYMENT)),
                        StripeEvent.class)
                .news();
    }
}
