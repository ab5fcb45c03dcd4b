package com.homedelivery.payment.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.event.PaymentEvent.PaymentFailed;
import com.homedelivery.shared.event.PaymentEvent.PaymentInitiated;
import com.homedelivery.shared.event.PaymentEvent.PaymentRefunded;
import com.homedelivery.shared.event.PaymentEvent.PaymentSucceeded;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StripeWebhookIT extends PaymentServiceTest {

    @Test
    void aSucceededIntentSettlesThePaymentOnceHoweverOftenItIsSent() throws Exception {
        Placed order = placedOrder("10.00");
        String payment = paymentLeftToStripe(order);
        String event = event("payment_intent.succeeded", payment, "\"amount_received\": 1000, \"currency\": \"usd\"");

        List<ApiResult> answers = AtOnce.run(4, () -> sendWebhook(event));
        assertThat(answers).extracting(ApiResult::status).containsOnly(200);
        assertThat(answers.getFirst().body().toString()).isEqualTo("{\"received\":true}");
        assertThat(payment(payment).data("status")).isEqualTo("SUCCESS");
        assertThat(payment(payment).data("transactionId")).isEqualTo("pi_1");
        assertThat(sendWebhook(event("payment_intent.succeeded", payment, "\"amount_received\": 1000"))
                        .status())
                .isEqualTo(200);
        published.staysExactly(order.id(), PaymentInitiated.class, PaymentSucceeded.class);
    }

    @Test
    void aFailedIntentFailsThePaymentAndMoneyThatIsTakenNeverthelessGoesBack() {
        Placed order = placedOrder("10.00");
        String payment = paymentLeftToStripe(order);
        sendWebhook(event(
                "payment_intent.payment_failed",
                payment,
                "\"last_payment_error\": {\"message\": \"Your card has expired.\"}"));
        assertThat(payment(payment).data("status")).isEqualTo("FAILED");
        assertThat(payment(payment)
                        .data()
                        .path("metadata")
                        .path("failureReason")
                        .asString())
                .isEqualTo("Your card has expired.");

        sendWebhook(event("payment_intent.succeeded", payment, "\"amount_received\": 1000"));
        published.awaitExactly(order.id(), PaymentInitiated.class, PaymentFailed.class, PaymentRefunded.class);
        assertThat(payment(payment).data("status")).isEqualTo("FAILED");
    }

    @Test
    void anotherAmountThanAskedForIsNoSuccess() {
        Placed order = placedOrder("10.00");
        String payment = paymentLeftToStripe(order);
        assertThat(sendWebhook(event("payment_intent.succeeded", payment, "\"amount_received\": 100"))
                        .status())
                .isEqualTo(200);
        assertThat(payment(payment).data("status")).isEqualTo("PROCESSING");
    }

    @Test
    void aRefundMadeAtStripeIsRecorded() {
        Placed order = placedOrder("10.00");
        String payment = successfullyPaid(order, "10.00");
        sendWebhook(event("charge.refunded", payment, "\"amount_refunded\": 400, \"currency\": \"usd\""));
        assertThat(payment(payment).data("status")).isEqualTo("SUCCESS");
        // Stripe sends the total: sent once more, nothing is added.
        sendWebhook(event("charge.refunded", payment, "\"amount_refunded\": 400, \"currency\": \"usd\""));
        sendWebhook(event("charge.refunded", payment, "\"amount_refunded\": 1000, \"currency\": \"usd\""));
        assertThat(payment(payment).data("status")).isEqualTo("REFUNDED");
        awaitPaidAndRefundedTwice(order);
    }

    @Test
    void aRefundThatIsReportedBeforeThePaymentHasToBeSentAgain() {
        Placed order = placedOrder("10.00");
        String payment = paymentLeftToStripe(order);
        String refunded = event("charge.refunded", payment, "\"amount_refunded\": 1000, \"currency\": \"usd\"");
        assertThat(sendWebhook(refunded).errorCode()).isEqualTo("CONFLICT");

        sendWebhook(event("payment_intent.succeeded", payment, "\"amount_received\": 1000, \"currency\": \"usd\""));
        assertThat(sendWebhook(refunded).status()).isEqualTo(200);

        awaitPaidAndRefunded(order);
        assertThat(payment(payment).data("status")).isEqualTo("REFUNDED");
    }

    @Test
    void aRefundOfOursIsNotRecordedTwice() {
        Placed order = placedOrder("10.00");
        String payment = successfullyPaid(order, "10.00");
        refund(payment, null);
        sendWebhook(event("charge.refunded", payment, "\"amount_refunded\": 1000, \"currency\": \"usd\""));
        awaitStatus(payment, "REFUNDED");
        published.staysExactly(order.id(), PaymentInitiated.class, PaymentSucceeded.class, PaymentRefunded.class);
    }

    @Test
    void eventsOfOtherTypesAreReceivedAndIgnored() {
        assertThat(sendWebhook("{\"id\": \"evt_" + UUID.randomUUID() + "\", \"type\": \"customer.created\"}")
                        .status())
                .isEqualTo(200);
        assertThat(sendWebhook(event(
                                "payment_intent.succeeded", UUID.randomUUID().toString(), "\"x\": 1"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void eventsAreDeletedAMonthLater() {
        String old = "evt_" + UUID.randomUUID();
        String recent = "evt_" + UUID.randomUUID();
        sendWebhook("{\"id\": \"" + old + "\", \"type\": \"customer.created\"}");
        sendWebhook("{\"id\": \"" + recent + "\", \"type\": \"customer.created\"}");
        assertThat(kept(old, recent)).containsExactlyInAnyOrder(old, recent);
        arrivedDaysAgo(old, 31);
        arrivedDaysAgo(recent, 29);

        sendWebhook("{\"id\": \"evt_" + UUID.randomUUID() + "\", \"type\": \"customer.created\"}");

        assertThat(kept(old, recent)).containsExactly(recent);
    }

    private List<String> kept(String... events) {
        return jdbc.sql("select id from stripe_events where id = any(?)")
                .param(events)
                .query(String.class)
                .list();
    }

    private void arrivedDaysAgo(String event, int days) {
        jdbc.sql("update stripe_events set received_at = now() - make_interval(days => ?) where id = ?")
                .param(days)
                .param(event)
                .update();
    }

    @Test
    void onlyWhatStripeHasSignedIsAccepted() {
        Placed order = placedOrder("10.00");
        String payment = paymentLeftToStripe(order);
        String event = event("payment_intent.succeeded", payment, "\"amount_received\": 1000");
        long now = Instant.now().getEpochSecond();

        refused(api.anonymous().post("/payments/webhooks/stripe", event));
        refused(sendWebhook(event, "t=" + now + ",v1=" + "0".repeat(64)));
        refused(sendWebhook(event, signature(event, now - 301)));
        refused(sendWebhook(event + " ", signature(event, now)));
        refused(sendWebhook("not JSON", signature("not JSON", now)));
        refused(sendWebhook("{}", signature("{}", now)));
        refused(sendWebhook("", signature("", now)));
        assertThat(payment(payment).data("status")).isEqualTo("PROCESSING");

        assertThat(sendWebhook(event, signature(event, now) + ",v1=" + "0".repeat(64))
                        .status())
                .isEqualTo(200);
        assertThat(payment(payment).data("status")).isEqualTo("SUCCESS");
    }

    @Test
    void aBearerTokenDoesNotMatter() {
        String body = "{\"id\": \"evt_" + UUID.randomUUID() + "\", \"type\": \"ping\"}";
        assertThat(api.withToken("not a token")
                        .withHeader(
                                "Stripe-Signature",
                                signature(body, Instant.now().getEpochSecond()))
                        .post("/payments/webhooks/stripe", body)
                        .status())
                .isEqualTo(200);
    }

    private String paymentLeftToStripe(Placed order) {
        provider.leavesToWebhook(order.id());
        String payment = paid(order, "10.00", "credit_card");
        awaitStatus(payment, "PROCESSING");
        return payment;
    }

    private static void refused(ApiResult answer) {
        answer.hasError(400, "WEBHOOK_ERROR");
    }
}
