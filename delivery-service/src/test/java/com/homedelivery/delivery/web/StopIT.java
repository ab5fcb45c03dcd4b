package com.homedelivery.delivery.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.delivery.DeliveryApi;
import com.homedelivery.delivery.DeliveryApi.Answer;
import com.homedelivery.delivery.DeliveryApi.Ordered;
import com.homedelivery.delivery.DeliveryApi.Person;
import com.homedelivery.delivery.DeliveryServiceTest;
import com.homedelivery.delivery.application.DeliveryWorkflow;
import com.homedelivery.delivery.application.StopDelivery;
import com.homedelivery.shared.security.Role;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@DeliveryServiceTest
class StopIT {

    @Autowired
    DeliveryApi api;

    @Autowired
    DeliveryWorkflow workflow;

    @Autowired
    StopDelivery stop;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void closingTime() {
        api.closingTime();
    }

    @Test
    void anOrderStoppedBeforeItWasSeenConfirmedIsNeverDispatched() {
        UUID orderId = UUID.randomUUID();
        Person customer = api.customer();
        Person rider = api.riderAt(0.5);
        assertThat(api.standingOf(orderId).path("status").asString()).isEqualTo("NONE");
        assertThat(api.standingOf(orderId).path("stopped").asBoolean(true)).isFalse();

        for (int twice = 0; twice < 2; twice++) {
            JsonNode stopped = api.stop(orderId, false).data();
            assertThat(stopped.path("outcome").asString()).isEqualTo("STOPPED");
            assertThat(stopped.has("deliveryId")).isFalse();
        }
        isStopped(api.standingOf(orderId), "NONE");

        workflow.on(DeliveryApi.confirmed(orderId, customer.id()));
        workflow.on(DeliveryApi.confirmed(orderId, customer.id()));

        Ordered order = new Ordered(orderId, api.deliveryIdOf(orderId), customer);
        isStopped(api.standingOf(orderId), "FAILED");
        assertThat(api.stop(orderId, false).text("outcome")).isEqualTo("STOPPED");
        assertThat(api.eventsAbout(order)).containsExactly("delivery.cancelled");
        assertThat(api.offerTo(rider, order)).isNull();
        api.accept(rider, order).isRefused(404, "NOT_FOUND");
    }

    private static void isStopped(JsonNode standing, String status) {
        assertThat(standing.path("status").asString()).isEqualTo(status);
        assertThat(standing.path("stopped").asBoolean()).isTrue();
        assertThat(standing.path("goods").asString()).isEqualTo("IN_STORE");
        assertThat(standing.path("reason").asString()).isEqualTo("changed my mind");
        assertThat(standing.path("since").asString()).endsWith("Z");
    }

    @Test
    void aDeliveryThatLooksForARiderIsStopped() {
        Ordered order = api.order();

        JsonNode stopped = api.stop(order.orderId(), false).data();

        assertThat(stopped.path("outcome").asString()).isEqualTo("STOPPED");
        assertThat(stopped.path("orderId").asString()).isEqualTo(order.orderId().toString());
        assertThat(stopped.path("deliveryId").asString())
                .isEqualTo(order.deliveryId().toString());
        assertThat(stopped.path("status").asString()).isEqualTo("FAILED");
        assertThat(api.eventsAbout(order)).containsExactly("delivery.cancelled");
    }

    @Test
    void aDeliveryThatWaitsForPickupIsStoppedOnceAndItsRiderIsFree() {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderTakenBy(rider);
        Ordered next = api.order();

        for (int twice = 0; twice < 2; twice++) {
            assertThat(api.stop(order.orderId(), false).text("outcome")).isEqualTo("STOPPED");
        }

        assertThat(api.eventsAbout(order)).containsExactly("delivery.assigned", "delivery.cancelled");
        api.post("/deliveries/" + order.deliveryId() + "/pickup", rider, null).isRefused(409, "CONFLICT");
        api.awaitOffer(rider, next);
        JsonNode standing = api.standingOf(order.orderId());
        assertThat(standing.path("stopped").asBoolean()).isTrue();
        assertThat(standing.path("goods").asString()).isEqualTo("IN_STORE");
    }

    @Test
    void aRiderWhoHasTheGoodsGoesOn() {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderPickedUpBy(rider);

        assertThat(api.stop(order.orderId(), false).text("outcome")).isEqualTo("PICKED_UP");

        JsonNode standing = api.standingOf(order.orderId());
        assertThat(standing.path("goods").asString()).isEqualTo("WITH_RIDER");
        assertThat(standing.path("deliveryAgentId").asString())
                .isEqualTo(rider.id().toString());
        api.post("/deliveries/" + order.deliveryId() + "/deliver", rider, Map.of("otp", api.otpOf(order)))
                .data();
        assertThat(api.stop(order.orderId(), true).text("outcome")).isEqualTo("DELIVERED");
        assertThat(api.standingOf(order.orderId()).path("goods").asString()).isEqualTo("WITH_CUSTOMER");
        assertThat(api.eventsAbout(order))
                .containsExactly("delivery.assigned", "delivery.started", "delivery.completed");
    }

    @Test
    void whatIsNotToBeHandedOverEvenOnTheWayFailsAndComesBack() {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderPickedUpBy(rider);
        Person admin = api.admin();
        String returned = "/deliveries/" + order.deliveryId() + "/returned";
        String otp = api.otpOf(order);
        api.post(returned, admin, null).isRefused(409, "CONFLICT");

        assertThat(api.stop(order.orderId(), true).text("outcome")).isEqualTo("STOPPED_ON_THE_WAY");

        assertThat(api.stop(order.orderId(), true).text("outcome")).isEqualTo("FAILED");
        api.post("/deliveries/" + order.deliveryId() + "/deliver", rider, Map.of("otp", otp))
                .isRefused(409, "CONFLICT");
        JsonNode standing = api.standingOf(order.orderId());
        assertThat(standing.path("status").asString()).isEqualTo("FAILED");
        assertThat(standing.path("stopped").asBoolean(true)).isFalse();
        assertThat(standing.path("goods").asString()).isEqualTo("WITH_RIDER");

        for (int twice = 0; twice < 2; twice++) {
            assertThat(api.post(returned, admin, null).text("goods")).isEqualTo("RETURNED");
        }
        assertThat(api.standingOf(order.orderId()).path("goods").asString()).isEqualTo("RETURNED");
        assertThat(api.eventsAbout(order))
                .containsExactly("delivery.assigned", "delivery.started", "delivery.failed", "delivery.returned");
    }

    @Test
    void onlyWhatFailedOnTheWayComesBack() {
        Person admin = api.admin();
        Ordered stopped = api.order();
        api.stop(stopped.orderId(), false).data();

        api.post("/deliveries/" + stopped.deliveryId() + "/returned", admin, null)
                .isRefused(409, "CONFLICT");
        api.post("/deliveries/" + UUID.randomUUID() + "/returned", admin, null).isRefused(404, "NOT_FOUND");
        api.post("/deliveries/" + stopped.deliveryId() + "/returned", api.person(Role.RIDER), null)
                .isRefused(403, "FORBIDDEN");
    }

    @Test
    void riderAndCancellationNeverBothWin() throws Exception {
        for (int round = 0; round < 10; round++) {
            Person rider = api.riderAt(0.5);
            Ordered order = api.orderTakenBy(rider);

            List<Answer> answers = DeliveryApi.atOnce(
                    () -> api.post("/deliveries/" + order.deliveryId() + "/pickup", rider, null),
                    () -> api.stop(order.orderId(), false));

            boolean pickedUp = answers.getFirst().status() == 200;
            assertThat(answers.getLast().text("outcome")).isEqualTo(pickedUp ? "PICKED_UP" : "STOPPED");
            assertThat(api.standingOf(order.orderId()).path("goods").asString())
                    .isEqualTo(pickedUp ? "WITH_RIDER" : "IN_STORE");
            api.closingTime();
        }
    }

    @Test
    void handoverAndStopOnTheWayNeverBothWin() throws Exception {
        for (int round = 0; round < 10; round++) {
            Person rider = api.riderAt(0.5);
            Ordered order = api.orderPickedUpBy(rider);
            String otp = api.otpOf(order);

            List<Answer> answers = DeliveryApi.atOnce(
                    () -> api.post("/deliveries/" + order.deliveryId() + "/deliver", rider, Map.of("otp", otp)),
                    () -> api.stop(order.orderId(), true));

            boolean handedOver = answers.getFirst().status() == 200;
            assertThat(answers.getLast().text("outcome")).isEqualTo(handedOver ? "DELIVERED" : "STOPPED_ON_THE_WAY");
            assertThat(api.eventsAbout(order)).hasSize(3);
            api.closingTime();
        }
    }

    @Test
    void aStopWaitsForAConfirmationThatCameBefore() throws Exception {
        UUID orderId = UUID.randomUUID();

        Answer answer = inTheMeantimeOf(
                () -> workflow.on(DeliveryApi.confirmed(orderId, UUID.randomUUID())), () -> api.stop(orderId, false));

        assertThat(answer.text("outcome")).isEqualTo("STOPPED");
        isStopped(api.standingOf(orderId), "FAILED");
    }

    @Test
    void aConfirmationWaitsForAStopThatCameBefore() throws Exception {
        UUID orderId = UUID.randomUUID();

        inTheMeantimeOf(() -> stop.stop(orderId, "changed my mind", false), () -> {
            workflow.on(DeliveryApi.confirmed(orderId, UUID.randomUUID()));
            return null;
        });

        isStopped(api.standingOf(orderId), "FAILED");
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
        Ordered order = api.order();
        String path = "/deliveries/orders/" + order.orderId();
        Map<String, String> body = Map.of("reason", "x");

        for (Person person : List.of(order.customer(), api.person(Role.RIDER), api.admin())) {
            api.get(path, person).isRefused(403, "FORBIDDEN");
            api.post(path + "/stop", person, body).isRefused(403, "FORBIDDEN");
        }
        api.get(path, null).isRefused(401, "UNAUTHORIZED");
        api.post(path + "/stop", null, body).isRefused(401, "UNAUTHORIZED");
        api.post(path + "/stop", api.orderService(), Map.of("reason", " "))
                .isRefused(400, "VALIDATION_ERROR")
                .withProblem("reason");
        api.get("/deliveries/orders/nonsense", api.orderService()).isRefused(404, "NOT_FOUND");
    }
}
