package com.homedelivery.payment.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.payment.support.Answer;
import com.homedelivery.shared.event.PaymentEvent;
import com.homedelivery.shared.event.PaymentEvent.PaymentInitiated;
import com.homedelivery.shared.event.PaymentEvent.PaymentRefunded;
import com.homedelivery.shared.event.PaymentEvent.PaymentSucceeded;
import com.homedelivery.shared.event.PaymentEvent.RefundFailed;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

class RefundsIT extends RunningPaymentService {

    private static final int ATTEMPTS = 3;

    @Test
    void aPaymentIsRefundedInParts() {
        Placed order = placedOrder("10.00");
        String payment = successfullyPaid(order, "10.00");

        Answer part = api.refund(payment, "4.00");
        assertThat(part.status()).isEqualTo(201);
        assertThat(part.data("paymentId")).isEqualTo(payment);
        assertThat(part.data().path("amount").asDecimal()).isEqualByComparingTo("4.00");
        assertThat(part.data("status")).isIn("PENDING", "SUCCESS");
        await().untilAsserted(() -> assertThat(refundedAmount(payment)).isEqualByComparingTo("4.00"));
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
    void aRefusedRefundIsTriedAgainByItself() {
        Placed order = placedOrder("10.00");
        String payment = paid(order, "10.00", "test_refund_refused_2");
        awaitStatus(payment, "SUCCESS");
        String refund = api.refund(payment, null).data("id");
        awaitRefusals(refund, 1);
        Answer waiting = refund(refund);
        assertThat(waiting.data("status")).isEqualTo("PENDING");
        assertThat(Instant.parse(waiting.data("nextAttemptAt"))).isAfter(Instant.now());

        isDueNow(refund);
        awaitRefusals(refund, 2);
        isDueNow(refund);

        awaitStatus(payment, "REFUNDED");
        staysWith(order.id(), PaymentInitiated.class, PaymentSucceeded.class, PaymentRefunded.class);
    }

    @Test
    void aRefundThatIsRefusedForGoodIsReportedListedAndRetriedByHand(@Autowired MeterRegistry meters) {
        Placed order = placedOrder("10.00");
        String payment = successfullyPaid(order, "10.00");
        double before = meters.counter("payment.refunds.failed").count();
        provider.refusesRefundsOf(payment);
        String refund = api.refund(payment, null).data("id");
        assertThat(api.post("/payments/refunds/" + refund + "/retry", api.adminToken(), "")
                        .code())
                .isEqualTo("CONFLICT");

        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            awaitRefusals(refund, attempt);
            isDueNow(refund);
        }
        List<PaymentEvent> events =
                awaitEvents(order.id(), PaymentInitiated.class, PaymentSucceeded.class, RefundFailed.class);
        assertThat(events.getLast()).isInstanceOfSatisfying(RefundFailed.class, failed -> {
            assertThat(failed.refundId()).hasToString(refund);
            assertThat(failed.attempts()).isEqualTo(ATTEMPTS);
            assertThat(failed.reason()).isEqualTo("The account is closed");
        });
        assertThat(meters.counter("payment.refunds.failed").count() - before).isOne();
        assertThat(payment(payment).data("status")).isEqualTo("SUCCESS");
        assertThat(listed("FAILED")).contains(refund);
        assertThat(listed("PENDING")).doesNotContain(refund);

        provider.paysRefundsOf(payment);
        Answer retried = api.post("/payments/refunds/" + refund + "/retry", api.adminToken(), "");
        assertThat(retried.status()).isEqualTo(200);
        assertThat(retried.data("status")).isEqualTo("PENDING");

        awaitStatus(payment, "REFUNDED");
        assertThat(listed("SUCCESS")).contains(refund);
    }

    @Test
    void aRefundMadeAtStripeIsNotTakenForOneOfOursOfTheSameSum() {
        Placed order = placedOrder("100.00");
        String payment = paid(order, "100.00", "test_refund_refused_1");
        awaitStatus(payment, "SUCCESS");
        String refund = api.refund(payment, "30.00").data("id");
        awaitRefusals(refund, 1);

        assertThat(tell(refundAtStripe("re_past_us", payment, "30.00", "")).status())
                .isEqualTo(200);
        assertThat(refund(refund).data("status")).isEqualTo("PENDING");
        isDueNow(refund);

        awaitEvents(
                order.id(),
                PaymentInitiated.class,
                PaymentSucceeded.class,
                PaymentRefunded.class,
                PaymentRefunded.class);
        assertThat(refund(refund).data("status")).isEqualTo("SUCCESS");
        assertThat(refund(refund).data("refundId")).isEqualTo("sim_" + refund);
        assertThat(refundedAmount(payment)).isEqualByComparingTo("60.00");
        assertThat(api.refund(payment, "40.01").code()).isEqualTo("PAYMENT_FAILED");
    }

    @Test
    void aRefundOfOursIsKnownByOurIdAndNotAskedForAgain() {
        Placed order = placedOrder("100.00");
        String payment = paid(order, "100.00", "test_refund_refused_1");
        awaitStatus(payment, "SUCCESS");
        String refund = api.refund(payment, "30.00").data("id");
        awaitRefusals(refund, 1);

        String made = refundAtStripe("re_ours", payment, "30.00", "\"refundId\": \"%s\"".formatted(refund));
        tell(made);
        tell(made.replace("evt_", "evt_again_").replace("refund.created", "refund.updated"));
        isDueNow(refund);

        assertThat(refund(refund).data("status")).isEqualTo("SUCCESS");
        assertThat(refund(refund).data("refundId")).isEqualTo("re_ours");
        staysWith(order.id(), PaymentInitiated.class, PaymentSucceeded.class, PaymentRefunded.class);
        assertThat(refundedAmount(payment)).isEqualByComparingTo("30.00");
        assertThat(provider.timesAskedForRefundsOf(payment)).isOne();
        assertThat(refundsOf(payment)).containsExactly(refund);
    }

    @Test
    void aRefundThatWasRefusedForGoodAndGivenAtStripeIsDone() {
        Placed order = placedOrder("100.00");
        String payment = successfullyPaid(order, "100.00");
        provider.refusesRefundsOf(payment);
        String refund = api.refund(payment, "30.00").data("id");
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            awaitRefusals(refund, attempt);
            isDueNow(refund);
        }
        awaitEvents(order.id(), PaymentInitiated.class, PaymentSucceeded.class, RefundFailed.class);

        tell(refundAtStripe("re_by_hand", payment, "30.00", "\"refundId\": \"%s\"".formatted(refund)));

        assertThat(refund(refund).data("status")).isEqualTo("SUCCESS");
        awaitEvents(
                order.id(), PaymentInitiated.class, PaymentSucceeded.class, RefundFailed.class, PaymentRefunded.class);
        assertThat(refundedAmount(payment)).isEqualByComparingTo("30.00");
        assertThat(refundsOf(payment)).containsExactly(refund);
        assertThat(api.post("/payments/refunds/" + refund + "/retry", api.adminToken(), "")
                        .code())
                .isEqualTo("CONFLICT");
    }

    @Test
    void whatIsAskedForShrinksToWhatStripeHasLeft() {
        Placed order = placedOrder("100.00");
        String payment = paid(order, "100.00", "test_refund_refused_1");
        awaitStatus(payment, "SUCCESS");
        String refund = api.refund(payment, null).data("id");
        awaitRefusals(refund, 1);

        tell(refundAtStripe("re_most", payment, "70.00", ""));

        awaitStatus(payment, "REFUNDED");
        assertThat(refund(refund).data().path("amount").asDecimal()).isEqualByComparingTo("30.00");
        awaitEvents(
                order.id(),
                PaymentInitiated.class,
                PaymentSucceeded.class,
                PaymentRefunded.class,
                PaymentRefunded.class);
    }

    @Test
    void theOrderOfARefundIsStillKnownWhenTheProviderRefuses() {
        Placed order = placedOrder("10.00");
        String payment = successfullyPaid(order, "10.00");
        provider.refusesRefundsOf(payment);
        streams.send(cancelled(order));
        await().until(() -> !refundsOf(payment).isEmpty());
        String refund = refundsOf(payment).getFirst();
        awaitRefusals(refund, 1);

        provider.paysRefundsOf(payment);
        isDueNow(refund);

        awaitStatus(payment, "REFUNDED");
        assertThat(refundsOf(payment)).hasSize(1);
    }

    @Test
    void refundsAreListedInPagesNewestFirst() {
        String payment = successfullyPaid(placedOrder("10.00"), "10.00");
        String first = api.refund(payment, "1.00").data("id");
        String second = api.refund(payment, "2.00").data("id");

        Answer page = api.get("/payments/refunds?page=1&limit=2", api.adminToken());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body().path("pagination").path("limit").asInt()).isEqualTo(2);
        assertThat(page.data().get(0).path("id").asString()).isEqualTo(second);
        assertThat(page.data().get(1).path("id").asString()).isEqualTo(first);
        Answer list = api.get("/payments/refunds", api.adminToken());
        assertThat(list.body().has("pagination")).isFalse();
        assertThat(list.data().get(0).path("id").asString()).isEqualTo(second);
    }

    @Test
    void onlyAdminsSeeAndRetryRefunds() {
        String user = api.tokenOf(UUID.randomUUID());
        assertThat(api.get("/payments/refunds", user).code()).isEqualTo("FORBIDDEN");
        assertThat(api.post("/payments/refunds/" + UUID.randomUUID() + "/retry", user, "")
                        .code())
                .isEqualTo("FORBIDDEN");
        assertThat(api.post("/payments/refunds/" + UUID.randomUUID() + "/retry", api.adminToken(), "")
                        .code())
                .isEqualTo("NOT_FOUND");
        assertThat(api.get("/payments/refunds?status=LOST", api.adminToken()).code())
                .isEqualTo("VALIDATION_ERROR");
        assertThat(api.get("/payments/refunds?limit=101", api.adminToken()).code())
                .isEqualTo("VALIDATION_ERROR");
    }

    /** Stripe tells of a refund of a simulated payment. */
    private static String refundAtStripe(String id, String payment, String amount, String metadata) {
        return """
                {"id": "evt_%s", "object": "event", "type": "refund.created",
                 "data": {"object": {"id": "%s", "object": "refund", "amount": %s, "currency": "usd",
                  "status": "succeeded", "charge": "ch_1", "payment_intent": "sim_%s", "metadata": {%s}}}}
                """.formatted(UUID.randomUUID(), id, amount.replace(".", ""), payment, metadata);
    }

    private void awaitRefusals(String refund, int refusals) {
        await().untilAsserted(() ->
                assertThat(refund(refund).data().path("refusals").asInt()).isEqualTo(refusals));
    }

    /** As after the time until the next attempt. */
    private void isDueNow(String refund) {
        jdbc.sql("update refunds set due_at = now() where id = ? and status = 'PENDING'")
                .param(UUID.fromString(refund))
                .update();
    }

    private Answer refund(String id) {
        Answer list = api.get("/payments/refunds", api.adminToken());
        return list.data()
                .valueStream()
                .filter(refund -> refund.path("id").asString().equals(id))
                .findFirst()
                .map(refund -> new Answer(
                        list.status(), JsonMapper.shared().createObjectNode().set("data", refund)))
                .orElseThrow();
    }

    private BigDecimal refundedAmount(String payment) {
        return payment(payment).data().path("metadata").path("refundedAmount").asDecimal(BigDecimal.ZERO);
    }

    private List<String> listed(String status) {
        return api.get("/payments/refunds?limit=100&status=" + status, api.adminToken())
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
