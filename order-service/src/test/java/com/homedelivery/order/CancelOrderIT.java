package com.homedelivery.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.order.support.EventFixtures;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderConfirmed;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

class CancelOrderIT extends OrderServiceTest {

    @Autowired
    TransactionTemplate transaction;

    @Test
    void cancelsAnOrderAndPublishesThat() {
        ApiClient customer = api.asCustomer();
        UUID id = pendingOrder(customer);

        ApiResult answer = cancelWithReason(customer, id);

        assertThat(answer.data().get("items").size()).isEqualTo(1);
        OrderCancelled cancelled = (OrderCancelled) published
                .awaitExactly(id, OrderCreated.class, OrderCancelled.class)
                .getLast();
        assertThat(cancelled.userId()).isEqualTo(customer.userId());
        assertThat(cancelled.reason()).isEqualTo("Cancelled by the customer: Changed my mind");
    }

    @Test
    void cancelsWithoutAReasonAndWithoutABody() {
        ApiClient customer = api.asCustomer();
        UUID one = pendingOrder(customer);
        UUID other = pendingOrder(customer);

        assertThat(customer.post("/orders/" + one + "/cancel").status()).isEqualTo(200);
        assertThat(cancel(customer, other).status()).isEqualTo(200);
        assertThat(causesOf(one).getLast()).isEqualTo("Cancelled by the customer");
    }

    @Test
    void refusesToCancelTwice() {
        ApiClient customer = api.asCustomer();
        UUID id = pendingOrder(customer);
        cancel(customer, id);

        cancel(customer, id).hasError(400, "CANCEL_FAILED");
        published.awaitExactly(id, OrderCreated.class, OrderCancelled.class);
    }

    @Test
    void refusesToCancelOnceShipped() {
        ApiClient customer = api.asCustomer();
        UUID id = shippedOrder(customer);

        cancel(customer, id).hasError(400, "CANCEL_FAILED");
        assertThat(statusOf(id)).isEqualTo("SHIPPED");
    }

    @Test
    void stopsTheDeliveryOfAPaidOrderFirst() {
        ApiClient customer = api.asCustomer();
        UUID id = confirmedOrder(customer);

        cancelWithReason(customer, id);

        assertThat(deliveries.stopRequestsFor(id)).containsExactly("Cancelled by the customer: Changed my mind");
        awaitCancellation(id);
    }

    @Test
    void cancelsAnUnpaidOrderWithoutTheDeliveryService() {
        ApiClient customer = api.asCustomer();
        UUID id = pendingOrder(customer);
        deliveries.service().goDown();

        assertThat(cancel(customer, id).status()).isEqualTo(200);
        assertThat(deliveries.stopRequestsFor(id)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PICKED_UP", "DELIVERED", "FAILED"})
    void refusesToCancelWhenTheRiderWasFirst(String outcome) {
        ApiClient customer = api.asCustomer();
        UUID id = confirmedOrder(customer);
        deliveries.setStopOutcome(id, outcome);

        cancel(customer, id).hasError(400, "CANCEL_FAILED");
        assertThat(statusOf(id)).isEqualTo("CONFIRMED");
        events.publish(EventFixtures.started(id));
        awaitStatus(id, "SHIPPED");
        published.awaitExactly(id, OrderCreated.class, OrderConfirmed.class);
    }

    @Test
    void changesNothingWithoutAnAnswerOfTheDeliveryService() {
        ApiClient customer = api.asCustomer();
        UUID id = confirmedOrder(customer);
        deliveries.service().goDown();

        cancel(customer, id).hasError(503, "SERVICE_ERROR");
        assertThat(statusOf(id)).isEqualTo("CONFIRMED");
        assertThat(causesOf(id)).containsExactly("Order placed", "Paid");
    }

    /** The service crashed after the delivery was stopped: its event completes the cancellation. */
    @Test
    void cancelsOnceByTheEventOfTheStoppedDelivery() {
        UUID id = confirmedOrder(api.asCustomer());

        events.publish(EventFixtures.deliveryCancelled(id, "Cancelled by the customer"));
        awaitStatus(id, "CANCELLED");
        events.publish(EventFixtures.deliveryCancelled(id, "Cancelled by the customer"));

        awaitCauses(id, "Order placed", "Paid", "Cancelled by the customer", "Cancelled by the customer");
        awaitCancellation(id);
    }

    @Test
    void cancelsAPaidOrderOnceWhenManyDoAtOnce() {
        ApiClient customer = api.asCustomer();
        UUID id = confirmedOrder(customer);

        List<ApiResult> answers = AtOnce.run(6, () -> cancel(customer, id));

        assertThat(answers)
                .extracting(ApiResult::status)
                .allMatch(status -> status == 200 || status == 400)
                .contains(200);
        assertThat(causesOf(id)).containsExactly("Order placed", "Paid", "Cancelled by the customer");
        awaitCancellation(id);
    }

    @Test
    void hidesTheOrdersOfOthers() {
        UUID id = pendingOrder(api.asCustomer());

        ApiResult answer = api.asCustomer().post("/orders/" + id + "/cancel", "{}");

        answer.hasStatus(404);
        assertThat(statusOf(id)).isEqualTo("PENDING");
    }

    @Test
    void letsAnAdminCancelForACustomer() {
        UUID id = pendingOrder(api.asCustomer());

        assertThat(api.asAdmin()
                        .post("/orders/" + id + "/cancel", "{\"reason\": \"No rider found\"}")
                        .status())
                .isEqualTo(200);
        assertThat(causesOf(id).getLast()).isEqualTo("Cancelled by the store: No rider found");
    }

    @Test
    void refusesAReasonThatIsTooLong() {
        ApiClient customer = api.asCustomer();
        UUID id = pendingOrder(customer);

        ApiResult answer = customer.post("/orders/" + id + "/cancel", "{\"reason\": \"" + "x".repeat(301) + "\"}");

        answer.hasStatus(400);
        answer.hasFieldError("reason");
    }

    @Test
    void letsOneOfManyCancelAtOnce() {
        ApiClient customer = api.asCustomer();
        UUID id = pendingOrder(customer);

        List<ApiResult> answers = AtOnce.run(6, () -> cancel(customer, id));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .extracting(ApiResult::errorCode)
                .containsOnly("CANCEL_FAILED");
        published.awaitExactly(id, OrderCreated.class, OrderCancelled.class);
    }

    @Test
    void answersConflictAfterWaitingTooLongForALock() {
        ApiClient customer = api.asCustomer();
        UUID id = pendingOrder(customer);

        ApiResult answer = transaction.execute(_ -> {
            jdbc.sql("select 1 from orders where id = ? for update")
                    .param(id)
                    .query()
                    .singleRow();
            return cancel(customer, id);
        });

        answer.hasError(409, "CONFLICT");
        assertThat(statusOf(id)).isEqualTo("PENDING");
    }

    @Test
    void handlesAPaymentAndACancellationAtOnce() {
        ApiClient customer = api.asCustomer();
        UUID id = pendingOrder(customer);

        List<Object> both =
                AtOnce.run(List.of(() -> cancel(customer, id).status(), () -> events.publish(EventFixtures.paid(id))));

        assertThat(both.getFirst()).isEqualTo(200);
        awaitStatus(id, "CANCELLED");
        await().untilAsserted(() -> assertThat(causesOf(id)).contains("Paid"));
        assertThat(published.about(id).stream().filter(OrderConfirmed.class::isInstance))
                .hasSizeLessThanOrEqualTo(1);
        await().untilAsserted(() -> assertThat(published.about(id)).last().isInstanceOf(OrderCancelled.class));
    }

    private static ApiResult cancelWithReason(ApiClient customer, UUID orderId) {
        ApiResult answer = customer.post("/orders/" + orderId + "/cancel", "{\"reason\": \"Changed my mind\"}")
                .hasStatus(200);
        assertThat(answer.data("status")).isEqualTo("CANCELLED");
        return answer;
    }
}
