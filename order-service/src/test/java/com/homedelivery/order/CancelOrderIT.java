package com.homedelivery.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderConfirmed;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.security.Role;
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
    void anOrderIsCancelledAndThatIsAnnounced() {
        Api customer = customer();
        UUID id = placedBy(customer);

        Api.Answer answer = customer.post("/orders/" + id + "/cancel", "{\"reason\": \"Changed my mind\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data().get("status").asString()).isEqualTo("CANCELLED");
        assertThat(answer.data().get("items").size()).isEqualTo(1);
        OrderCancelled cancelled = (OrderCancelled)
                awaitTold(id, List.of(OrderCreated.class, OrderCancelled.class)).getLast();
        assertThat(cancelled.userId()).isEqualTo(customer.userId());
        assertThat(cancelled.reason()).isEqualTo("Cancelled by the customer: Changed my mind");
    }

    @Test
    void noReasonNeedBeGivenNorAnyBody() {
        Api customer = customer();
        UUID one = placedBy(customer);
        UUID other = placedBy(customer);

        assertThat(customer.postNothing("/orders/" + one + "/cancel").status()).isEqualTo(200);
        assertThat(customer.post("/orders/" + other + "/cancel", "{}").status()).isEqualTo(200);
        assertThat(causesOf(one).getLast()).isEqualTo("Cancelled by the customer");
    }

    @Test
    void anOrderIsCancelledOnce() {
        Api customer = customer();
        UUID id = placedBy(customer);
        customer.post("/orders/" + id + "/cancel", "{}");

        Api.Answer answer = customer.post("/orders/" + id + "/cancel", "{}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("CANCEL_FAILED");
        awaitTold(id, List.of(OrderCreated.class, OrderCancelled.class));
    }

    @Test
    void anOrderThatWasPickedUpCannotBeCancelled() {
        Api customer = customer();
        UUID id = placedBy(customer);
        arrives(EventFixtures.paid(id));
        awaitStatus(id, "CONFIRMED");
        arrives(EventFixtures.started(id));
        awaitStatus(id, "SHIPPED");

        Api.Answer answer = customer.post("/orders/" + id + "/cancel", "{}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("CANCEL_FAILED");
        assertThat(statusOf(id)).isEqualTo("SHIPPED");
    }

    @Test
    void theDeliveryOfAPaidOrderIsStoppedFirst() {
        Api customer = customer();
        UUID id = confirmedFor(customer);

        Api.Answer answer = customer.post("/orders/" + id + "/cancel", "{\"reason\": \"Changed my mind\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data().get("status").asString()).isEqualTo("CANCELLED");
        assertThat(neighbours.stopsAskedFor(id)).containsExactly("Cancelled by the customer: Changed my mind");
        awaitTold(id, List.of(OrderCreated.class, OrderConfirmed.class, OrderCancelled.class));
    }

    @Test
    void anUnpaidOrderNeedNotAskTheDelivery() {
        Api customer = customer();
        UUID id = placedBy(customer);
        neighbours.takeDown("delivery");

        assertThat(customer.post("/orders/" + id + "/cancel", "{}").status()).isEqualTo(200);
        assertThat(neighbours.stopsAskedFor(id)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PICKED_UP", "DELIVERED", "FAILED"})
    void whereTheRiderWasFirstNothingIsCancelled(String outcome) {
        Api customer = customer();
        UUID id = confirmedFor(customer);
        neighbours.answersToStop(id, outcome);

        Api.Answer answer = customer.post("/orders/" + id + "/cancel", "{}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("CANCEL_FAILED");
        assertThat(statusOf(id)).isEqualTo("CONFIRMED");
        arrives(EventFixtures.started(id));
        awaitStatus(id, "SHIPPED");
        awaitTold(id, List.of(OrderCreated.class, OrderConfirmed.class));
    }

    @Test
    void withoutAnAnswerOfTheDeliveryNothingIsChanged() {
        Api customer = customer();
        UUID id = confirmedFor(customer);
        neighbours.takeDown("delivery");

        Api.Answer answer = customer.post("/orders/" + id + "/cancel", "{}");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.errorCode()).isEqualTo("SERVICE_ERROR");
        assertThat(statusOf(id)).isEqualTo("CONFIRMED");
        assertThat(causesOf(id)).containsExactly("Order placed", "Paid");
    }

    /** The service died after the delivery was stopped: its event does what was left to be done. */
    @Test
    void aDeliveryThatWasStoppedCancelsItsOrderOnce() {
        UUID id = confirmedFor(customer());

        arrives(EventFixtures.deliveryCancelled(id, "Cancelled by the customer"));
        awaitStatus(id, "CANCELLED");
        arrives(EventFixtures.deliveryCancelled(id, "Cancelled by the customer"));

        awaitCauses(id, "Order placed", "Paid", "Cancelled by the customer", "Cancelled by the customer");
        awaitTold(id, List.of(OrderCreated.class, OrderConfirmed.class, OrderCancelled.class));
    }

    @Test
    void aPaidOrderThatManyCancelAtOnceIsCancelledOnce() {
        Api customer = customer();
        UUID id = confirmedFor(customer);

        List<Api.Answer> answers = AtOnce.run(6, () -> customer.post("/orders/" + id + "/cancel", "{}"));

        assertThat(answers)
                .extracting(Api.Answer::status)
                .allMatch(status -> status == 200 || status == 400)
                .contains(200);
        assertThat(causesOf(id)).containsExactly("Order placed", "Paid", "Cancelled by the customer");
        awaitTold(id, List.of(OrderCreated.class, OrderConfirmed.class, OrderCancelled.class));
    }

    private UUID confirmedFor(Api customer) {
        UUID id = placedBy(customer);
        arrives(EventFixtures.paid(id));
        awaitStatus(id, "CONFIRMED");
        return id;
    }

    @Test
    void someoneElsesOrderIsNotThere() {
        UUID id = placedBy(customer());

        Api.Answer answer = customer().post("/orders/" + id + "/cancel", "{}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(statusOf(id)).isEqualTo("PENDING");
    }

    @Test
    void anAdministratorMayCancelForACustomer() {
        UUID id = placedBy(customer());

        assertThat(somebody(Role.ADMIN)
                        .post("/orders/" + id + "/cancel", "{\"reason\": \"No rider found\"}")
                        .status())
                .isEqualTo(200);
        assertThat(causesOf(id).getLast()).isEqualTo("Cancelled by the store: No rider found");
    }

    @Test
    void aReasonHasAnEnd() {
        Api customer = customer();
        UUID id = placedBy(customer);

        Api.Answer answer = customer.post("/orders/" + id + "/cancel", "{\"reason\": \"" + "x".repeat(301) + "\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/error/details/0/field").asString()).isEqualTo("reason");
    }

    @Test
    void ofManyAtOnceOneCancels() {
        Api customer = customer();
        UUID id = placedBy(customer);

        List<Api.Answer> answers = AtOnce.run(6, () -> customer.post("/orders/" + id + "/cancel", "{}"));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .extracting(Api.Answer::errorCode)
                .containsOnly("CANCEL_FAILED");
        awaitTold(id, List.of(OrderCreated.class, OrderCancelled.class));
    }

    @Test
    void whoWaitsTooLongBehindSomebodyElseIsToldSo() {
        Api customer = customer();
        UUID id = placedBy(customer);

        Api.Answer answer = transaction.execute(_ -> {
            jdbc.sql("select 1 from orders where id = ? for update")
                    .param(id)
                    .query()
                    .singleRow();
            return customer.post("/orders/" + id + "/cancel", "{}");
        });

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.errorCode()).isEqualTo("CONFLICT");
        assertThat(statusOf(id)).isEqualTo("PENDING");
    }

    @Test
    void aPaymentAndACancellationInOneMomentBothCount() {
        Api customer = customer();
        UUID id = placedBy(customer);

        List<Object> both = AtOnce.run(List.of(
                () -> customer.post("/orders/" + id + "/cancel", "{}").status(),
                () -> arrives(EventFixtures.paid(id))));

        assertThat(both.getFirst()).isEqualTo(200);
        awaitStatus(id, "CANCELLED");
        await().untilAsserted(() -> assertThat(causesOf(id)).contains("Paid"));
        assertThat(toldAbout(id).stream().filter(OrderConfirmed.class::isInstance))
                .hasSizeLessThanOrEqualTo(1);
        await().untilAsserted(() -> assertThat(toldAbout(id)).last().isInstanceOf(OrderCancelled.class));
    }
}
