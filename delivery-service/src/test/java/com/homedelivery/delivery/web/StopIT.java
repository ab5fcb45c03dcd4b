package com.homedelivery.delivery.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.delivery.DeliveryScenario;
import com.homedelivery.delivery.DeliveryScenario.Ordered;
import com.homedelivery.delivery.DeliveryServiceTest;
import com.homedelivery.delivery.application.DeliveryWorkflow;
import com.homedelivery.delivery.application.StopDelivery;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

class StopIT extends DeliveryServiceTest {

    @Autowired
    DeliveryWorkflow workflow;

    @Autowired
    StopDelivery stop;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void anOrderStoppedBeforeItWasSeenConfirmedIsNeverDispatched() {
        UUID orderId = UUID.randomUUID();
        ApiClient customer = api.asCustomer();
        ApiClient rider = scenario.riderAt(0.5);
        assertThat(scenario.stateOf(orderId).path("status").asString()).isEqualTo("NONE");
        assertThat(scenario.stateOf(orderId).path("stopped").asBoolean(true)).isFalse();

        for (int twice = 0; twice < 2; twice++) {
            JsonNode stopped = scenario.stop(orderId, false).data();
            assertThat(stopped.path("outcome").asString()).isEqualTo("STOPPED");
            assertThat(stopped.has("deliveryId")).isFalse();
        }
        checkStopped(scenario.stateOf(orderId), "NONE");

        workflow.on(DeliveryScenario.confirmed(orderId, customer.userId()));
        workflow.on(DeliveryScenario.confirmed(orderId, customer.userId()));

        Ordered order = new Ordered(orderId, scenario.deliveryIdOf(orderId), customer);
        checkStopped(scenario.stateOf(orderId), "FAILED");
        assertThat(scenario.stop(orderId, false).data("outcome")).isEqualTo("STOPPED");
        assertThat(scenario.eventsAbout(order)).containsExactly("delivery.cancelled");
        assertThat(scenario.offerTo(rider, order)).isNull();
        scenario.accept(rider, order).hasError(404, "NOT_FOUND");
    }

    private static void checkStopped(JsonNode state, String status) {
        assertThat(state.path("status").asString()).isEqualTo(status);
        assertThat(state.path("stopped").asBoolean()).isTrue();
        assertThat(state.path("goods").asString()).isEqualTo("IN_STORE");
        assertThat(state.path("reason").asString()).isEqualTo("changed my mind");
        assertThat(state.path("since").asString()).endsWith("Z");
    }

    @Test
    void aDeliveryThatLooksForARiderIsStopped() {
        Ordered order = scenario.order();

        JsonNode stopped = scenario.stop(order.orderId(), false).data();

        assertThat(stopped.path("outcome").asString()).isEqualTo("STOPPED");
        assertThat(stopped.path("orderId").asString()).isEqualTo(order.orderId().toString());
        assertThat(stopped.path("deliveryId").asString())
                .isEqualTo(order.deliveryId().toString());
        assertThat(stopped.path("status").asString()).isEqualTo("FAILED");
        assertThat(scenario.eventsAbout(order)).containsExactly("delivery.cancelled");
    }

    @Test
    void aDeliveryThatWaitsForPickupIsStoppedOnceAndItsRiderIsFree() {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderAcceptedBy(rider);
        Ordered next = scenario.order();

        for (int twice = 0; twice < 2; twice++) {
            assertThat(scenario.stop(order.orderId(), false).data("outcome")).isEqualTo("STOPPED");
        }

        assertThat(scenario.eventsAbout(order)).containsExactly("delivery.assigned", "delivery.cancelled");
        scenario.pickUp(rider, order).hasError(409, "CONFLICT");
        scenario.awaitOffer(rider, next);
        JsonNode state = scenario.stateOf(order.orderId());
        assertThat(state.path("stopped").asBoolean()).isTrue();
        assertThat(state.path("goods").asString()).isEqualTo("IN_STORE");
    }

    @Test
    void aRiderWhoHasTheGoodsGoesOn() {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderPickedUpBy(rider);

        assertThat(scenario.stop(order.orderId(), false).data("outcome")).isEqualTo("PICKED_UP");

        JsonNode state = scenario.stateOf(order.orderId());
        assertThat(state.path("goods").asString()).isEqualTo("WITH_RIDER");
        assertThat(state.path("deliveryAgentId").asString())
                .isEqualTo(rider.userId().toString());
        scenario.handOver(rider, order).data();
        assertThat(scenario.stop(order.orderId(), true).data("outcome")).isEqualTo("DELIVERED");
        assertThat(scenario.stateOf(order.orderId()).path("goods").asString()).isEqualTo("WITH_CUSTOMER");
        assertThat(scenario.eventsAbout(order))
                .containsExactly("delivery.assigned", "delivery.started", "delivery.completed");
    }

    @Test
    void whatIsNotToBeHandedOverEvenOnTheWayFailsAndComesBack() {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderPickedUpBy(rider);
        ApiClient admin = api.asAdmin();
        String returned = order.path() + "/returned";
        String otp = scenario.otpOf(order);
        admin.post(returned).hasError(409, "CONFLICT");

        assertThat(scenario.stop(order.orderId(), true).data("outcome")).isEqualTo("STOPPED_ON_THE_WAY");

        assertThat(scenario.stop(order.orderId(), true).data("outcome")).isEqualTo("FAILED");
        scenario.handOver(rider, order, otp).hasError(409, "CONFLICT");
        JsonNode state = scenario.stateOf(order.orderId());
        assertThat(state.path("status").asString()).isEqualTo("FAILED");
        assertThat(state.path("stopped").asBoolean(true)).isFalse();
        assertThat(state.path("goods").asString()).isEqualTo("WITH_RIDER");

        for (int twice = 0; twice < 2; twice++) {
            assertThat(admin.post(returned).data("goods")).isEqualTo("RETURNED");
        }
        assertThat(scenario.stateOf(order.orderId()).path("goods").asString()).isEqualTo("RETURNED");
        assertThat(scenario.eventsAbout(order))
                .containsExactly("delivery.assigned", "delivery.started", "delivery.failed", "delivery.returned");
    }

    @Test
    void onlyWhatFailedOnTheWayComesBack() {
        ApiClient admin = api.asAdmin();
        Ordered stopped = scenario.order();
        scenario.stop(stopped.orderId(), false).data();

        admin.post(stopped.path() + "/returned").hasError(409, "CONFLICT");
        admin.post("/deliveries/" + UUID.randomUUID() + "/returned").hasError(404, "NOT_FOUND");
        api.asRider().post(stopped.path() + "/returned").hasError(403, "FORBIDDEN");
    }

    @Test
    void riderAndCancellationNeverBothWin() throws Exception {
        for (int round = 0; round < 10; round++) {
            ApiClient rider = scenario.riderAt(0.5);
            Ordered order = scenario.orderAcceptedBy(rider);

            List<ApiResult> answers = AtOnce.run(
                    List.of(() -> scenario.pickUp(rider, order), () -> scenario.stop(order.orderId(), false)));

            boolean pickedUp = answers.getFirst().status() == 200;
            assertThat(answers.getLast().data("outcome")).isEqualTo(pickedUp ? "PICKED_UP" : "STOPPED");
            assertThat(scenario.stateOf(order.orderId()).path("goods").asString())
                    .isEqualTo(pickedUp ? "WITH_RIDER" : "IN_STORE");
            scenario.endAll();
        }
    }

    @Test
    void handoverAndStopOnTheWayNeverBothWin() throws Exception {
        for (int round = 0; round < 10; round++) {
            ApiClient rider = scenario.riderAt(0.5);
            Ordered order = scenario.orderPickedUpBy(rider);
            String otp = scenario.otpOf(order);

            List<ApiResult> answers = AtOnce.run(
                    List.of(() -> scenario.handOver(rider, order, otp), () -> scenario.stop(order.orderId(), true)));

            boolean handedOver = answers.getFirst().status() == 200;
            assertThat(answers.getLast().data("outcome")).isEqualTo(handedOver ? "DELIVERED" : "STOPPED_ON_THE_WAY");
            assertThat(scenario.eventsAbout(order)).hasSize(3);
            scenario.endAll();
        }
    }

    @Test
    void aStopWaitsForAConfirmationThatCameBefore() throws Exception {
        UUID orderId = UUID.randomUUID();

        ApiResult answer = inTheMeantimeOf(
                () -> workflow.on(DeliveryScenario.confirmed(orderId, UUID.randomUUID())),
                () -> scenario.stop(orderId, false));

        assertThat(answer.data("outcome")).isEqualTo("STOPPED");
        checkStopped(scenario.stateOf(orderId), "FAILED");
    }

    @Test
    void aConfirmationWaitsForAStopThatCameBefore() throws Exception {
        UUID orderId = UUID.randomUUID();

        inTheMeantimeOf(() -> stop.stop(orderId, "changed my mind", false), () -> {
            workflow.on(DeliveryScenario.confirmed(orderId, UUID.randomUUID()));
            return null;
        });

        checkStopped(scenario.stateOf(orderId), "FAILED");
    }

    /** Makes the call before the first one's work is committed, which happens once the call waits or is over. */
    private <T> T inTheMeantimeOf(Runnable first, Callable<T> call) throws Exception {
        FutureTask<T> other = new FutureTask<>(call);
        transaction.executeWithoutResult(_ -> {
            first.run();
            Thread.ofVirtual().start(other);
            await().until(() -> other.isDone() || isSomebodyWaitingForAnOrder());
        });
        return other.get();
    }

    private boolean isSomebodyWaitingForAnOrder() {
        return jdbc.sql("""
                        select exists (select from pg_stat_activity
                            where datname = current_database() and wait_event = 'advisory')
                        """).query(Boolean.class).single();
    }

    @Test
    void onlyServicesAsk() {
        Ordered order = scenario.order();
        String path = "/deliveries/orders/" + order.orderId();
        Map<String, String> body = Map.of("reason", "x");

        for (ApiClient person : List.of(order.customer(), api.asRider(), api.asAdmin())) {
            person.get(path).hasError(403, "FORBIDDEN");
            person.post(path + "/stop", body).hasError(403, "FORBIDDEN");
        }
        api.anonymous().get(path).hasError(401, "UNAUTHORIZED");
        api.anonymous().post(path + "/stop", body).hasError(401, "UNAUTHORIZED");
        api.asService("order-service")
                .post(path + "/stop", Map.of("reason", " "))
                .isInvalid("reason");
        api.asService("order-service").get("/deliveries/orders/nonsense").hasError(404, "NOT_FOUND");
    }
}
