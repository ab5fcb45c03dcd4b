package com.homedelivery.payment.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.event.PaymentEvent;
import com.homedelivery.shared.event.PaymentEvent.PaymentInitiated;
import com.homedelivery.shared.event.PaymentEvent.PaymentRefunded;
import com.homedelivery.shared.event.PaymentEvent.PaymentSucceeded;
import com.homedelivery.shared.event.PaymentEvent.RefundFailed;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class RefundsIT extends PaymentServiceTest {

    private static final int ATTEMPTS = 3;

    @Test
    void aPaymentIsRefundedInParts() {
        Placed order = placedOrder("10.00");
        String payment = successfullyPaid(order, "10.00");

        ApiResult part = refund(payment, "4.00");
        assertThat(part.status()).isEqualTo(201);
        assertThat(part.data("paymentId")).isEqualTo(payment);
        assertThat(part.data().path("amount").asDecimal()).isEqualByComparingTo("4.00");
        assertThat(part.data("status")).isIn("PENDING", "SUCCESS");
        await().untilAsserted(() -> assertThat(refundedAmount(payment)).isEqualByComparingTo("4.00"));
        assertThat(payment(payment).data("status")).isEqualTo("SUCCESS");

        ApiResult rest = refund(payment, null);
        assertThat(rest.data().path("amount").asDecimal()).isEqualByComparingTo("6.00");
        awaitStatus(payment, "REFUNDED");
        assertThat(payment(payment).data("refundId")).isEqualTo("sim_" + rest.data("id"));
        assertThat(awaitPaidAndRefundedTwice(order).stream()
                        .skip(2)
                        .map(refunded -> refunded.amount().toPlainString()))
                .containsExactly("4.00", "6.00");
    }

    @Test
    void aBodyIsNotNeededToRefundEverything() {
        String payment = successfullyPaid(placedOrder("10.00"), "10.00");
        assertThat(api.asAdmin().post("/payments/" + payment + "/refunds", "").status())
                .isEqualTo(201);
        awaitStatus(payment, "REFUNDED");
    }

    @Test
    void neverMoreThanWasPaidGoesBack() {
        String payment = successfullyPaid(placedOrder("10.00"), "10.00");
        assertThat(refund(payment, "10.01").errorCode()).isEqualTo("PAYMENT_FAILED");
        refund(payment, "10.00").hasStatus(201);
        refund(payment, "0.01").hasError(400, "PAYMENT_FAILED");
    }

    @Test
    void manyRefundsAtOnceStayWithinTheAmount() throws Exception {
        Placed order = placedOrder("10.00");
        String payment = successfullyPaid(order, "10.00");
        List<ApiResult> answers = AtOnce.run(8, () -> refund(payment, "4.00"));
        assertThat(answers).extracting(ApiResult::status).containsOnly(201, 400);
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(2);
        awaitPaidAndRefundedTwice(order);
    }

    @Test
    void onlyASuccessfulPaymentIsRefunded() {
        String payment = paid(placedOrder("10.00"), "10.00", "cod");
        refund(payment, null).hasError(400, "PAYMENT_FAILED");
    }

    @Test
    void onlyAdminsRefund() {
        Placed order = placedOrder("10.00");
        String payment = successfullyPaid(order, "10.00");
        String path = "/payments/" + payment + "/refunds";
        api.as(order.customer()).post(path, "{}").hasError(403, "FORBIDDEN");
        assertThat(api.anonymous().post(path, "{}").errorCode()).isEqualTo("UNAUTHORIZED");
    }

    @Test
    void anImpossibleRefundIsRefused() {
        assertThat(refund(UUID.randomUUID().toString(), "1.00").errorCode()).isEqualTo("NOT_FOUND");
        assertThat(refund("payment-1", "1.00").errorCode()).isEqualTo("NOT_FOUND");
        String payment = successfullyPaid(placedOrder("10.00"), "10.00");
        assertThat(refund(payment, "0").errorCode()).isEqualTo("VALIDATION_ERROR");
        assertThat(refund(payment, "1.001").errorCode()).isEqualTo("VALIDATION_ERROR");
        assertThat(api.asAdmin()
                        .post("/payments/" + payment + "/refunds", Map.of("reason", "x".repeat(501)))
                        .errorCode())
                .isEqualTo("VALIDATION_ERROR");
    }

    @Test
    void aRequestWithAKeyIsDoneOnce() {
        String payment = successfullyPaid(placedOrder("10.00"), "10.00");
        String path = "/payments/" + payment + "/refunds";
        ApiClient admin =
                api.asAdmin().withHeader("Idempotency-Key", UUID.randomUUID().toString());
        ApiResult first = admin.post(path, "{\"amount\": 6}");
        ApiResult again = admin.post(path, "{\"amount\": 6}");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.data("id")).isEqualTo(first.data("id"));
        assertThat(admin.post(path, "{\"amount\": 5}").errorCode()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void aRejectedRefundIsRetriedByItself() {
        Placed order = placedOrder("10.00");
        String payment = paid(order, "10.00", "test_refund_refused_2");
        awaitStatus(payment, "SUCCESS");
        String refund = refund(payment, null).data("id");
        awaitRejections(refund, 1);
        JsonNode waiting = refund(refund);
        assertThat(waiting.path("status").asString()).isEqualTo("PENDING");
        assertThat(Instant.parse(waiting.path("nextAttemptAt").asString())).isAfter(Instant.now());

        makeDueNow(refund);
        awaitRejections(refund, 2);
        makeDueNow(refund);

        awaitStatus(payment, "REFUNDED");
        published.staysExactly(order.id(), PaymentInitiated.class, PaymentSucceeded.class, PaymentRefunded.class);
    }

    @Test
    void aRefundThatIsRejectedForGoodIsReportedListedAndRetriedByHand(@Autowired MeterRegistry meters) {
        Placed order = placedOrder("10.00");
        String payment = successfullyPaid(order, "10.00");
        double before = meters.counter("homedelivery.payment.refunds.failed").count();
        provider.rejectsRefundsOf(payment);
        String refund = refund(payment, null).data("id");
        assertThat(retry(refund).errorCode()).isEqualTo("CONFLICT");

        useUpAttempts(refund);
        List<PaymentEvent> events =
                published.awaitExactly(order.id(), PaymentInitiated.class, PaymentSucceeded.class, RefundFailed.class);
        assertThat(events.getLast()).isInstanceOfSatisfying(RefundFailed.class, failed -> {
            assertThat(failed.refundId()).hasToString(refund);
            assertThat(failed.attempts()).isEqualTo(ATTEMPTS);
            assertThat(failed.reason()).isEqualTo("The account is closed");
        });
        assertThat(meters.counter("homedelivery.payment.refunds.failed").count() - before)
                .isOne();
        assertThat(payment(payment).data("status")).isEqualTo("SUCCESS");
        assertThat(listed("FAILED")).contains(refund);
        assertThat(listed("PENDING")).doesNotContain(refund);

        provider.makesRefundsOf(payment);
        ApiResult retried = retry(refund);
        assertThat(retried.status()).isEqualTo(200);
        assertThat(retried.data("status")).isEqualTo("PENDING");

        awaitStatus(payment, "REFUNDED");
        assertThat(listed("SUCCESS")).contains(refund);
    }

    @Test
    void aRefundMadeAtStripeIsNotTakenForOneOfOursOfTheSameSum() {
        Placed order = placedOrder("100.00");
        String payment = paidWithRefundsRejectedOnce(order);
        String refund = rejectedRefund(payment, "30.00");

        assertThat(sendWebhook(refundAtStripe("re_external", payment, "30.00", ""))
                        .status())
                .isEqualTo(200);
        assertThat(refund(refund).path("status").asString()).isEqualTo("PENDING");
        makeDueNow(refund);

        awaitPaidAndRefundedTwice(order);
        assertThat(refund(refund).path("status").asString()).isEqualTo("SUCCESS");
        assertThat(refund(refund).path("refundId").asString()).isEqualTo("sim_" + refund);
        assertThat(refundedAmount(payment)).isEqualByComparingTo("60.00");
        assertThat(refund(payment, "40.01").errorCode()).isEqualTo("PAYMENT_FAILED");
    }

    @Test
    void aRefundOfOursIsKnownByOurIdAndNotAskedForAgain() {
        Placed order = placedOrder("100.00");
        String payment = paidWithRefundsRejectedOnce(order);
        String refund = rejectedRefund(payment, "30.00");

        String made = refundAtStripe("re_ours", payment, "30.00", "\"refundId\": \"%s\"".formatted(refund));
        sendWebhook(made);
        sendWebhook(made.replace("evt_", "evt_again_").replace("refund.created", "refund.updated"));
        makeDueNow(refund);

        assertThat(refund(refund).path("status").asString()).isEqualTo("SUCCESS");
        assertThat(refund(refund).path("refundId").asString()).isEqualTo("re_ours");
        published.staysExactly(order.id(), PaymentInitiated.class, PaymentSucceeded.class, PaymentRefunded.class);
        assertThat(refundedAmount(payment)).isEqualByComparingTo("30.00");
        assertThat(provider.refundCallsFor(payment)).isOne();
        assertThat(refundsOf(payment)).containsExactly(refund);
    }

    @Test
    void aRefundThatWasRejectedForGoodAndMadeAtStripeIsDone() {
        Placed order = placedOrder("100.00");
        String payment = successfullyPaid(order, "100.00");
        provider.rejectsRefundsOf(payment);
        String refund = refund(payment, "30.00").data("id");
        useUpAttempts(refund);
        published.awaitExactly(order.id(), PaymentInitiated.class, PaymentSucceeded.class, RefundFailed.class);

        sendWebhook(refundAtStripe("re_by_hand", payment, "30.00", "\"refundId\": \"%s\"".formatted(refund)));

        assertThat(refund(refund).path("status").asString()).isEqualTo("SUCCESS");
        published.awaitExactly(
                order.id(), PaymentInitiated.class, PaymentSucceeded.class, RefundFailed.class, PaymentRefunded.class);
        assertThat(refundedAmount(payment)).isEqualByComparingTo("30.00");
        assertThat(refundsOf(payment)).containsExactly(refund);
        assertThat(retry(refund).errorCode()).isEqualTo("CONFLICT");
    }

    @Test
    void aPendingRefundShrinksToWhatStripeHasLeft() {
        Placed order = placedOrder("100.00");
        String payment = paidWithRefundsRejectedOnce(order);
        String refund = rejectedRefund(payment, null);

        sendWebhook(refundAtStripe("re_most", payment, "70.00", ""));

        awaitStatus(payment, "REFUNDED");
        assertThat(refund(refund).path("amount").asDecimal()).isEqualByComparingTo("30.00");
        awaitPaidAndRefundedTwice(order);
    }

    @Test
    void theRefundOfACancelledOrderIsRetriedWhenTheProviderRejectsIt() {
        Placed order = placedOrder("10.00");
        String payment = successfullyPaid(order, "10.00");
        provider.rejectsRefundsOf(payment);
        events.publish(cancelled(order));
        await().until(() -> !refundsOf(payment).isEmpty());
        String refund = refundsOf(payment).getFirst();
        awaitRejections(refund, 1);

        provider.makesRefundsOf(payment);
        makeDueNow(refund);

        awaitStatus(payment, "REFUNDED");
        assertThat(refundsOf(payment)).hasSize(1);
    }

    @Test
    void refundsAreListedInPagesNewestFirst() {
        String payment = successfullyPaid(placedOrder("10.00"), "10.00");
        String first = refund(payment, "1.00").data("id");
        String second = refund(payment, "2.00").data("id");

        ApiResult page = api.asAdmin().get("/payments/refunds?page=1&limit=2");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body().path("pagination").path("limit").asInt()).isEqualTo(2);
        assertThat(page.data().get(0).path("id").asString()).isEqualTo(second);
        assertThat(page.data().get(1).path("id").asString()).isEqualTo(first);
        ApiResult list = api.asAdmin().get("/payments/refunds");
        assertThat(list.body().has("pagination")).isFalse();
        assertThat(list.data().get(0).path("id").asString()).isEqualTo(second);
    }

    @Test
    void onlyAdminsSeeAndRetryRefunds() {
        ApiClient user = api.asCustomer();
        assertThat(user.get("/payments/refunds").errorCode()).isEqualTo("FORBIDDEN");
        assertThat(user.post("/payments/refunds/" + UUID.randomUUID() + "/retry", "")
                        .errorCode())
                .isEqualTo("FORBIDDEN");
        assertThat(api.asAdmin()
                        .post("/payments/refunds/" + UUID.randomUUID() + "/retry", "")
                        .errorCode())
                .isEqualTo("NOT_FOUND");
        assertThat(api.asAdmin().get("/payments/refunds?status=LOST").errorCode())
                .isEqualTo("VALIDATION_ERROR");
        assertThat(api.asAdmin().get("/payments/refunds?limit=101").errorCode()).isEqualTo("VALIDATION_ERROR");
    }

    /** Stripe reports a refund of a simulated payment. */
    private static String refundAtStripe(String id, String payment, String amount, String metadata) {
        return """
                {"id": "evt_%s", "object": "event", "type": "refund.created",
                 "data": {"object": {"id": "%s", "object": "refund", "amount": %s, "currency": "usd",
                  "status": "succeeded", "charge": "ch_1", "payment_intent": "sim_%s", "metadata": {%s}}}}
                """.formatted(UUID.randomUUID(), id, amount.replace(".", ""), payment, metadata);
    }

    /** Paid with a method of which the provider rejects each refund once. */
    private String paidWithRefundsRejectedOnce(Placed order) {
        String payment = paid(order, "100.00", "test_refund_refused_1");
        awaitStatus(payment, "SUCCESS");
        return payment;
    }

    /** A refund that the provider has rejected once. */
    private String rejectedRefund(String payment, @Nullable String amount) {
        String refund = refund(payment, amount).data("id");
        awaitRejections(refund, 1);
        return refund;
    }

    /** All attempts but the last, which is due now. */
    private void useUpAttempts(String refund) {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            awaitRejections(refund, attempt);
            makeDueNow(refund);
        }
    }

    private ApiResult retry(String refund) {
        return api.asAdmin().post("/payments/refunds/" + refund + "/retry", "");
    }

    private void awaitRejections(String refund, int refusals) {
        await().untilAsserted(() ->
                assertThat(refund(refund).path("refusals").asInt()).isEqualTo(refusals));
    }

    /** As if the time until the next attempt were over. */
    private void makeDueNow(String refund) {
        jdbc.sql("update refunds set due_at = now() where id = ? and status = 'PENDING'")
                .param(UUID.fromString(refund))
                .update();
    }

    private JsonNode refund(String id) {
        return api.asAdmin()
                .get("/payments/refunds")
                .data()
                .valueStream()
                .filter(refund -> refund.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private BigDecimal refundedAmount(String payment) {
        return payment(payment).data().path("metadata").path("refundedAmount").asDecimal(BigDecimal.ZERO);
    }

    private List<String> listed(String status) {
        return api.asAdmin()
                .get("/payments/refunds?limit=100&status=" + status)
                .data()
                .valueStream()
                .map(refund -> refund.path("id").asString())
                .toList();
    }

    private List<String> refundsOf(String payment) {
        return jdbc.sql("select id from refunds where payment_id = ?")
                .param(UUID.fromString(payment))
                .query(String.class)
                .list();
    }
}
