package com.homedelivery.payment.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Before an order is cancelled because nobody has paid, it is closed: then nobody can. */
class CloseOrderIT extends PaymentServiceTest {

    @Test
    void anOrderThatNobodyHasPaidIsClosedAndCannotBePaidAnyMore() {
        Placed order = placedOrder("10.00");

        ApiResult closed = close(order);

        assertThat(closed.status()).isEqualTo(200);
        assertThat(closed.data("orderId")).isEqualTo(order.id().toString());
        assertThat(closed.data().path("closed").asBoolean()).isTrue();
        assertThat(closed.data().has("payment")).isFalse();
        assertThat(pay(order, "10.00", "upi").errorCode()).isEqualTo("PAYMENT_FAILED");
        assertThat(close(order).data().path("closed").asBoolean()).isTrue();
    }

    @Test
    void anOrderThatWasPaidIsNotClosed() {
        Placed order = placedOrder("10.00");
        String payment = successfullyPaid(order, "10.00");

        ApiResult open = close(order);

        assertThat(open.data().path("closed").asBoolean(true)).isFalse();
        assertThat(open.data().path("payment").path("id").asString()).isEqualTo(payment);
        assertThat(open.data().path("payment").path("status").asString()).isEqualTo("SUCCESS");
        assertThat(open.data().path("payment").path("amount").asDecimal()).isEqualByComparingTo("10.00");
        assertThat(open.data().path("payment").path("paymentMethod").asString()).isEqualTo("credit_card");
    }

    @Test
    void anOrderThatIsBeingPaidIsNotClosedUntilThePaymentHasFailed() {
        Placed order = placedOrder("10.00");
        String payment = paidWithoutAnswer(order, "test_decline");
        assertThat(close(order).data().path("payment").path("status").asString())
                .isEqualTo("PROCESSING");

        provider.answersFor(order.id());
        awaitStatus(payment, "FAILED");

        assertThat(close(order).data().path("closed").asBoolean()).isTrue();
    }

    @Test
    void anOrderThatIsToBePaidInCashIsNotClosed() {
        Placed order = placedOrder("10.00");
        paid(order, "10.00", "cod");
        assertThat(close(order).data().path("payment").path("status").asString())
                .isEqualTo("PENDING");
    }

    @Test
    void anOrderThatIsNotKnownYetIsClosedAndStaysSoWhenItsEventArrives() {
        Placed order = new Placed(UUID.randomUUID(), UUID.randomUUID());
        assertThat(close(order).data().path("closed").asBoolean()).isTrue();

        events.publish(created(order, "10.00"));
        await().until(() -> jdbc.sql("select total from payables where order_id = ?")
                .param(order.id())
                .query()
                .singleRow()
                .containsValue(new BigDecimal("10.00")));

        assertThat(pay(order, "10.00", "upi").errorCode()).isEqualTo("PAYMENT_FAILED");
    }

    @Test
    void ofAPaymentAndAClosingAtOnceExactlyOneSucceeds() {
        for (int round = 0; round < 10; round++) {
            Placed order = placedOrder("10.00");

            List<ApiResult> answers = AtOnce.run(List.of(() -> close(order), () -> pay(order, "10.00", "upi")));

            boolean closed = answers.getFirst().data().path("closed").asBoolean();
            ApiResult payment = answers.getLast();
            assertThat(payment.status()).as("closed: %s", closed).isEqualTo(closed ? 400 : 201);
            if (!closed) {
                assertThat(answers.getFirst().data().path("payment").path("id").asString())
                        .isEqualTo(payment.data("id"));
            }
        }
    }

    @Test
    void onlyServicesCloseOrders() {
        Placed order = placedOrder("10.00");
        String path = "/payments/orders/" + order.id() + "/close";
        Map<String, UUID> body = Map.of("userId", order.customer());
        assertThat(api.as(order.customer()).post(path, body).errorCode()).isEqualTo("FORBIDDEN");
        assertThat(api.asAdmin().post(path, body).errorCode()).isEqualTo("FORBIDDEN");
        assertThat(api.asService("order-service").post(path, Map.of()).errorCode())
                .isEqualTo("VALIDATION_ERROR");
        pay(order, "10.00", "upi").hasStatus(201);
    }

    private ApiResult close(Placed order) {
        return api.asService("order-service")
                .post("/payments/orders/" + order.id() + "/close", Map.of("userId", order.customer()));
    }
}
