package com.homedelivery.payment.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.event.PaymentEvent;
import com.homedelivery.shared.event.PaymentEvent.PaymentFailed;
import com.homedelivery.shared.event.PaymentEvent.PaymentInitiated;
import com.homedelivery.shared.event.PaymentEvent.PaymentSucceeded;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InitiatePaymentIT extends PaymentServiceTest {

    @Test
    void aPaymentStartsPendingAndSucceedsLater() {
        Placed order = placedOrder("25.50");
        ApiResult answer = pay(order, "25.5", "upi");

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
        List<PaymentEvent> events = published.awaitExactly(order.id(), PaymentInitiated.class, PaymentSucceeded.class);
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
        published.awaitExactly(
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
        ApiResult answer = pay(order, "25.49", "upi");
        answer.hasError(400, "PAYMENT_FAILED");
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
        pay(api.asCustomer(), order.id(), "25.50", "upi").hasError(404, "NOT_FOUND");
    }

    @Test
    void anOrderThatIsNotKnownYetIsLookedUpAsTheCustomer() {
        Placed order = new Placed(UUID.randomUUID(), UUID.randomUUID());
        ApiClient customer = api.as(order.customer());
        ORDER_SERVICE.add(order.id(), customer, "PENDING", "12.00");
        awaitStatus(pay(customer, order.id(), "12", "wallet").hasStatus(201).data("id"), "SUCCESS");

        // The event that comes late changes nothing.
        events.publish(created(order, "99.00"));
        assertThat(pay(order, "12.00", "upi").errorCode()).isEqualTo("PAYMENT_FAILED");
    }

    @Test
    void anOrderThatIsConfirmedAlreadyIsNotPaid() {
        Placed order = new Placed(UUID.randomUUID(), UUID.randomUUID());
        ApiClient customer = api.as(order.customer());
        ORDER_SERVICE.add(order.id(), customer, "CONFIRMED", "12.00");
        pay(customer, order.id(), "12", "wallet").hasError(400, "PAYMENT_FAILED");
    }

    @Test
    void anOrderThatNobodyKnowsIsNotFound() {
        pay(api.asCustomer(), UUID.randomUUID(), "12.00", "upi").hasError(404, "NOT_FOUND");
    }

    @Test
    void withoutTheOrderServiceAnUnknownOrderCannotBePaidNow() {
        UUID order = UUID.randomUUID();
        ORDER_SERVICE.failFor(order);
        pay(api.asCustomer(), order, "12.00", "upi").hasError(503, "SERVICE_ERROR");
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
        api.asCustomer().post("/payments", body).hasError(400, "VALIDATION_ERROR");
    }

    @Test
    void anOrderHasOneLivePayment() {
        Placed order = placedOrder("10.00");
        successfullyPaid(order, "10.00");
        pay(order, "10.00", "upi").hasError(400, "PAYMENT_FAILED");
    }

    @Test
    void ofTwoPaymentsAtOnceOneIsRefused() throws Exception {
        Placed order = placedOrder("10.00");
        List<ApiResult> answers = AtOnce.run(2, () -> pay(order, "10.00", "upi"));
        assertThat(answers).extracting(ApiResult::status).containsExactlyInAnyOrder(201, 400);
        assertThat(answers).extracting(ApiResult::errorCode).containsExactlyInAnyOrder("", "PAYMENT_FAILED");
        published.awaitExactly(order.id(), PaymentInitiated.class, PaymentSucceeded.class);
    }

    @Test
    void aRequestWithAKeyIsDoneOnce() {
        Placed order = placedOrder("10.00");
        ApiClient customer = api.as(order.customer())
                .withHeader("Idempotency-Key", UUID.randomUUID().toString());
        ApiResult first = pay(customer, order.id(), "10.00", "upi");
        ApiResult again = pay(customer, order.id(), "10.00", "upi");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.data("id")).isEqualTo(first.data("id"));

        pay(customer, order.id(), "10.00", "wallet").hasError(422, "IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void aKeyOfTheReleaseBeforeIsStillKnown() {
        Placed order = placedOrder("10.00");
        String key = UUID.randomUUID().toString();
        pay(api.as(order.customer()).withHeader("Idempotency-Key", key), order.id(), "10.00", "upi")
                .hasStatus(201);
        String remembered = "{\"orderId\":\"%s\",\"amount\":10.00,\"method\":{\"word\":\"upi\"}}".formatted(order.id());
        assertThat(jdbc.sql("""
                                select request_hash = encode(sha256(convert_to(:request, 'UTF8')), 'hex')
                                from idempotency_keys where key = :key
                                """)
                        .param("request", remembered)
                        .param("key", key)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void aRefusedRequestDoesNotSpendItsKey() {
        Placed order = new Placed(UUID.randomUUID(), UUID.randomUUID());
        ApiClient customer = api.as(order.customer())
                .withHeader("Idempotency-Key", UUID.randomUUID().toString());
        pay(customer, order.id(), "10.00", "upi").hasStatus(404);
        events.publish(created(order, "10.00"));
        await().until(() -> isKnown(order.id()));
        pay(customer, order.id(), "10.00", "upi").hasStatus(201);
    }

    @Test
    void aPaymentIsSeenByItsCustomerAndAdminsOnly() {
        Placed order = placedOrder("10.00");
        String payment = paid(order, "10.00", "cod");
        assertThat(api.as(order.customer()).get("/payments/" + payment).data("id"))
                .isEqualTo(payment);
        assertThat(api.asAdmin().get("/payments/" + payment).status()).isEqualTo(200);

        api.asCustomer().get("/payments/" + payment).hasError(404, "NOT_FOUND");
        assertThat(api.asAdmin().get("/payments/payment-1").errorCode()).isEqualTo("NOT_FOUND");
        api.anonymous().get("/payments/" + payment).hasError(401, "UNAUTHORIZED");
    }
}
