package com.homedelivery.payment.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.payment.support.Answer;
import com.homedelivery.shared.event.PaymentEvent;
import com.homedelivery.shared.event.PaymentEvent.PaymentFailed;
import com.homedelivery.shared.event.PaymentEvent.PaymentInitiated;
import com.homedelivery.shared.event.PaymentEvent.PaymentSucceeded;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayingIT extends RunningPaymentService {

    @Test
    void aPaymentStartsPendingAndSucceedsLater() {
        Placed order = placedOrder("25.50");
        Answer answer = api.pay(order.customer(), order.id(), "25.5", "upi");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().path("success").asBoolean()).isTrue();
        assertThat(answer.data("orderId")).isEqualTo(order.id().toString());
        assertThat(answer.data("userId")).isEqualTo(order.customer().toString());
        assertThat(answer.data().path("amount").asDecimal()).isEqualByComparingTo("25.50");
        assertThat(answer.data("currency")).isEqualTo("USD");
        assertThat(answer.data("status")).isIn("PENDING", "PROCESSING");
        assertThat(answer.data("paymentMethod")).isEqualTo("upi");
        assertThat(answer.data().has("transactionId")).isFalse();
        assertThat(answer.data("createdAt")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");

        awaitStatus(answer.data("id"), "SUCCESS");
        assertThat(payment(answer.data("id")).data("transactionId")).isEqualTo("sim_" + answer.data("id"));
        List<PaymentEvent> events = awaitEvents(order.id(), PaymentInitiated.class, PaymentSucceeded.class);
        assertThat(events.getFirst()).isInstanceOfSatisfying(PaymentInitiated.class, initiated -> {
            assertThat(initiated.paymentId()).hasToString(answer.data("id"));
            assertThat(initiated.userId()).isEqualTo(order.customer());
            assertThat(initiated.amount()).isEqualByComparingTo("25.50");
            assertThat(initiated.paymentMethod()).isEqualTo("upi");
        });
    }

    @Test
    void aDeclinedPaymentLeavesTheOrderToBePaidInAnotherWay() {
        Placed order = placedOrder("10.00");
        String declined = paid(order, "10.00", "test_decline");
        awaitStatus(declined, "FAILED");
        assertThat(payment(declined)
                        .data()
                        .path("metadata")
                        .path("failureReason")
                        .asString())
                .isEqualTo("The payment was declined");

        String second = paid(order, "10.00", "wallet");
        awaitStatus(second, "SUCCESS");
        awaitEvents(
                order.id(),
                PaymentInitiated.class,
                PaymentFailed.class,
                PaymentInitiated.class,
                PaymentSucceeded.class);
    }

    @Test
    void anUnknownMethodIsKeptAndTreatedAsACard() {
        Placed order = placedOrder("10.00");
        String payment = paid(order, "10.00", "Apple Pay");
        awaitStatus(payment, "SUCCESS");
        assertThat(payment(payment).data("paymentMethod")).isEqualTo("Apple Pay");
    }

    @Test
    void theAmountMustBeTheTotal() {
        Placed order = placedOrder("25.50");
        Answer answer = api.pay(order.customer(), order.id(), "25.49", "upi");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("PAYMENT_FAILED");
        assertThat(answer.body()
                        .path("error")
                        .path("details")
                        .path("totalAmount")
                        .asDecimal())
                .isEqualByComparingTo("25.50");
    }

    @Test
    void nobodyPaysForSomeoneElsesOrder() {
        Placed order = placedOrder("25.50");
        Answer answer = api.pay(UUID.randomUUID(), order.id(), "25.50", "upi");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("NOT_FOUND");
    }

    @Test
    void anOrderNotHeardOfYetIsLookedUpAsTheCustomer() {
        Placed order = new Placed(UUID.randomUUID(), UUID.randomUUID());
        String token = api.tokenOf(order.customer());
        ORDER_SERVICE.knows(order.id(), order.customer(), "PENDING", "12.00", token);
        Answer answer =
                api.post("/payments", token, Map.of("orderId", order.id(), "amount", 12, "paymentMethod", "wallet"));
        assertThat(answer.status()).isEqualTo(201);
        awaitStatus(answer.data("id"), "SUCCESS");

        // The news that comes late changes nothing.
        streams.send(created(order, "99.00"));
        assertThat(api.pay(order.customer(), order.id(), "12.00", "upi").code()).isEqualTo("PAYMENT_FAILED");
    }

    @Test
    void anOrderThatIsPastPayingIsNotPaid() {
        Placed order = new Placed(UUID.randomUUID(), UUID.randomUUID());
        String token = api.tokenOf(order.customer());
        ORDER_SERVICE.knows(order.id(), order.customer(), "CONFIRMED", "12.00", token);
        Answer answer =
                api.post("/payments", token, Map.of("orderId", order.id(), "amount", 12, "paymentMethod", "wallet"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("PAYMENT_FAILED");
    }

    @Test
    void anOrderThatNobodyKnowsIsNotFound() {
        Answer answer = api.pay(UUID.randomUUID(), UUID.randomUUID(), "12.00", "upi");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("NOT_FOUND");
    }

    @Test
    void withoutTheOrderServiceAnUnknownOrderCannotBePaidNow() {
        UUID order = UUID.randomUUID();
        ORDER_SERVICE.failsFor(order);
        Answer answer = api.pay(UUID.randomUUID(), order, "12.00", "upi");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("SERVICE_ERROR");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"orderId\": \"order-1\", \"amount\": 1, \"paymentMethod\": \"upi\"}",
                "{\"orderId\": \"019c0000-0000-7000-8000-000000000001\", \"amount\": 0, \"paymentMethod\": \"upi\"}",
                "{\"orderId\": \"019c0000-0000-7000-8000-000000000001\", \"amount\": -1, \"paymentMethod\": \"upi\"}",
                "{\"orderId\": \"019c0000-0000-7000-8000-000000000001\", \"amount\": 1.001, \"paymentMethod\": \"upi\"}",
                "{\"orderId\": \"019c0000-0000-7000-8000-000000000001\", \"amount\": 1e400, \"paymentMethod\": \"upi\"}",
                "{\"orderId\": \"019c0000-0000-7000-8000-000000000001\", \"amount\": \"1\", \"paymentMethod\": \"upi\"}",
                "{\"orderId\": \"019c0000-0000-7000-8000-000000000001\", \"amount\": 1, \"paymentMethod\": \" \"}",
                "{\"orderId\": \"019c0000-0000-7000-8000-000000000001\", \"amount\": 1}",
                "not JSON",
            })
    void nonsenseIsRefused(String body) {
        Answer answer = api.post("/payments", api.tokenOf(UUID.randomUUID()), body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("VALIDATION_ERROR");
    }

    @Test
    void anOrderHasOneLivePayment() {
        Placed order = placedOrder("10.00");
        successfullyPaid(order, "10.00");
        Answer second = api.pay(order.customer(), order.id(), "10.00", "upi");
        assertThat(second.status()).isEqualTo(400);
        assertThat(second.code()).isEqualTo("PAYMENT_FAILED");
    }

    @Test
    void ofTwoPaymentsAtOnceOneIsRefused() throws Exception {
        Placed order = placedOrder("10.00");
        List<Answer> answers = atOnce(2, () -> api.pay(order.customer(), order.id(), "10.00", "upi"));
        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(201, 400);
        assertThat(answers).extracting(Answer::code).containsExactlyInAnyOrder("", "PAYMENT_FAILED");
        awaitEvents(order.id(), PaymentInitiated.class, PaymentSucceeded.class);
    }

    @Test
    void aRequestWithAKeyIsDoneOnce() {
        Placed order = placedOrder("10.00");
        String key = UUID.randomUUID().toString();
        Answer first = api.pay(order.customer(), order.id(), "10.00", "upi", "Idempotency-Key", key);
        Answer again = api.pay(order.customer(), order.id(), "10.00", "upi", "Idempotency-Key", key);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.data("id")).isEqualTo(first.data("id"));

        Answer other = api.pay(order.customer(), order.id(), "10.00", "wallet", "Idempotency-Key", key);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void aRefusedRequestDoesNotSpendItsKey() {
        Placed order = new Placed(UUID.randomUUID(), UUID.randomUUID());
        String key = UUID.randomUUID().toString();
        assertThat(api.pay(order.customer(), order.id(), "10.00", "upi", "Idempotency-Key", key)
                        .status())
                .isEqualTo(404);
        streams.send(created(order, "10.00"));
        await().until(() -> hasHeardOf(order.id()));
        assertThat(api.pay(order.customer(), order.id(), "10.00", "upi", "Idempotency-Key", key)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aPaymentIsSeenByItsCustomerAndAdminsOnly() {
        Placed order = placedOrder("10.00");
        String payment = paid(order, "10.00", "cod");
        assertThat(api.get("/payments/" + payment, api.tokenOf(order.customer()))
                        .data("id"))
                .isEqualTo(payment);
        assertThat(api.get("/payments/" + payment, api.adminToken()).status()).isEqualTo(200);

        Answer other = api.get("/payments/" + payment, api.tokenOf(UUID.randomUUID()));
        assertThat(other.status()).isEqualTo(404);
        assertThat(other.code()).isEqualTo("NOT_FOUND");
        assertThat(api.get("/payments/payment-1", api.adminToken()).code()).isEqualTo("NOT_FOUND");
        Answer nobody = api.get("/payments/" + payment, null);
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.code()).isEqualTo("UNAUTHORIZED");
    }
}
