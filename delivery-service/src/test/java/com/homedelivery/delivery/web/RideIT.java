package com.homedelivery.delivery.web;

import static com.homedelivery.delivery.DeliveryApi.DOOR;
import static com.homedelivery.delivery.DeliveryApi.STORE;
import static com.homedelivery.delivery.DeliveryApi.north;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.homedelivery.delivery.DeliveryApi;
import com.homedelivery.delivery.DeliveryApi.Ordered;
import com.homedelivery.delivery.DeliveryApi.Person;
import com.homedelivery.delivery.DeliveryServiceTest;
import com.homedelivery.shared.messaging.outbox.Outbox;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.MovableClock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@DeliveryServiceTest
class RideIT {

    @Autowired
    DeliveryApi api;

    @Autowired
    MovableClock clock;

    @AfterEach
    void closingTime() {
        api.closingTime();
    }

    @Test
    void aConfirmedOrderComesToTheDoor(
            @Autowired Outbox outbox, @Autowired TransactionTemplate transaction, @Autowired JdbcClient jdbc) {
        Person rider = api.riderAt(0.5);
        Person customer = api.customer();
        UUID orderId = UUID.randomUUID();

        // As the order service would: through the stream.
        transaction.executeWithoutResult(_ -> outbox.publish(DeliveryApi.confirmed(orderId, customer.id())));
        await().until(() -> jdbc.sql("select count(*) from deliveries where order_id = ?")
                        .param(orderId)
                        .query(Long.class)
                        .single()
                == 1);
        Ordered order = new Ordered(orderId, api.deliveryIdOf(orderId), customer);

        JsonNode offer = api.awaitOffer(rider, order);
        assertThat(offer.path("orderId").asString()).isEqualTo(orderId.toString());
        assertThat(offer.at("/pickupLocation/lat").asDouble()).isEqualTo(STORE.lat());
        assertThat(offer.at("/deliveryLocation/lng").asDouble()).isEqualTo(DOOR.lng());
        assertThat(offer.path("distanceToPickupKm").asDouble()).isCloseTo(0.5, within(0.01));
        assertThat(offer.path("estimatedTime").asInt()).isPositive();
        assertThat(offer.path("expiresAt").asString()).endsWith("Z");

        JsonNode waiting = api.track(order, customer);
        assertThat(waiting.path("status").asString()).isEqualTo("PENDING");
        assertThat(waiting.has("deliveryAgentId")).isFalse();
        assertThat(waiting.has("currentLocation")).isFalse();
        assertThat(waiting.has("actualTime")).isFalse();
        assertThat(waiting.path("estimatedTime").asInt()).isPositive();

        JsonNode accepted = api.accept(rider, order).data();
        assertThat(accepted.path("status").asString()).isEqualTo("ASSIGNED");
        assertThat(accepted.at("/deliveryAddress/street").asString()).isEqualTo("1 Main St");
        assertThat(accepted.has("otp")).isFalse();
        assertThat(api.get("/riders/me/offers", rider).data()).isEmpty();

        assertThat(api.post("/deliveries/" + order.deliveryId() + "/pickup", rider, null)
                        .text("status"))
                .isEqualTo("PICKED_UP");
        JsonNode moved = api.move(rider, order, north(1)).data();
        assertThat(moved.path("status").asString()).isEqualTo("IN_TRANSIT");
        assertThat(moved.at("/currentLocation/lat").asDouble()).isEqualTo(north(1).lat());

        // A moment later: too soon to be written down, and seen all the same.
        api.move(rider, order, DOOR).data();
        JsonNode there = api.track(order, customer);
        assertThat(there.at("/currentLocation/lat").asDouble()).isEqualTo(DOOR.lat());
        assertThat(there.path("estimatedTime").asInt()).isEqualTo(1);

        clock.putForward(Duration.ofSeconds(31));
        api.move(rider, order, DOOR).data();

        assertThat(api.post("/deliveries/" + order.deliveryId() + "/deliver", rider, Map.of("otp", api.otpOf(order)))
                        .text("status"))
                .isEqualTo("DELIVERED");
        JsonNode done = api.track(order, customer);
        assertThat(done.path("status").asString()).isEqualTo("DELIVERED");
        assertThat(done.path("actualTime").asInt()).isPositive();
        assertThat(done.has("estimatedTime")).isFalse();
        assertThat(done.has("otp")).isFalse();

        assertThat(api.eventsAbout(order))
                .containsExactly(
                        "order.confirmed",
                        "delivery.assigned",
                        "delivery.started",
                        "delivery.in_transit",
                        "delivery.in_transit",
                        "delivery.completed");
        assertThat(api.eventData(order, "delivery.assigned").getFirst())
                .contains("\"userId\":\"" + customer.id() + "\"")
                .contains("\"deliveryAgentId\":\"" + rider.id() + "\"");
        assertThat(api.eventData(order, "delivery.completed").getFirst())
                .contains("\"durationMinutes\":1")
                .contains("\"distanceKm\":");
    }

    @Test
    void aRiderGivesUp() {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderPickedUpBy(rider);

        JsonNode failed = api.post(
                        "/deliveries/" + order.deliveryId() + "/fail", rider, Map.of("reason", "nobody home"))
                .data();

        assertThat(failed.path("status").asString()).isEqualTo("FAILED");
        assertThat(failed.path("failureReason").asString()).isEqualTo("nobody home");
        assertThat(api.eventData(order, "delivery.failed").getFirst()).contains("nobody home");
        assertThat(api.track(order, order.customer()).path("status").asString()).isEqualTo("FAILED");
    }

    @Test
    void whatIsNotPickedUpIsHandedBackAndDoesNotFail() {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderTakenBy(rider);

        String message = api.post("/deliveries/" + order.deliveryId() + "/fail", rider, Map.of("reason", "flat tyre"))
                .isRefused(409, "CONFLICT")
                .body()
                .at("/error/message")
                .asString();

        assertThat(message).contains("reject");
        assertThat(api.eventsAbout(order)).containsExactly("delivery.assigned");
        api.post("/deliveries/" + order.deliveryId() + "/reject", rider, null).data();
        assertThat(api.track(order, order.customer()).path("status").asString()).isEqualTo("PENDING");
    }

    @Test
    void anAdminGivesUpForARiderWhoDisappeared() {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderTakenBy(rider);
        Person admin = api.admin();
        String fail = "/deliveries/" + order.deliveryId() + "/fail";
        Map<String, String> reason = Map.of("reason", "rider not to be found");
        api.post(fail, admin, reason).isRefused(409, "CONFLICT");
        api.post("/deliveries/" + order.deliveryId() + "/pickup", rider, null).data();

        assertThat(api.post(fail, admin, reason).text("status")).isEqualTo("FAILED");

        assertThat(api.eventData(order, "delivery.failed").getFirst()).contains("rider not to be found");
        assertThat(api.comeOnline(rider, STORE).data().has("activeDeliveryId")).isFalse();
    }

    @Test
    void onlyTheCustomerSeesTheCode() {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderTakenBy(rider);

        assertThat(api.otpOf(order)).matches("[0-9]{4}");
        assertThat(api.track(order, rider).has("otp")).isFalse();
        assertThat(api.track(order, api.admin()).has("otp")).isFalse();
        assertThat(api.get("/riders/me/deliveries", rider).data().get(0).has("otp"))
                .isFalse();
        assertThat(api.get("/deliveries?status=ASSIGNED", api.admin()).body().toString())
                .doesNotContain("otp");
    }

    @Test
    void whoHasNothingToDoWithItDoesNotKnowIt() {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderTakenBy(rider);
        Person otherRider = api.person(Role.RIDER);
        String delivery = "/deliveries/" + order.deliveryId();

        api.get("/deliveries/" + order.orderId() + "/track", api.customer()).isRefused(404, "NOT_FOUND");
        api.get("/deliveries/" + order.orderId() + "/track", otherRider).isRefused(404, "NOT_FOUND");
        api.get("/deliveries/" + UUID.randomUUID() + "/track", order.customer()).isRefused(404, "NOT_FOUND");
        api.get("/deliveries/order-uuid/track", order.customer()).isRefused(404, "NOT_FOUND");
        api.post(delivery + "/accept", otherRider, null).isRefused(404, "NOT_FOUND");
        api.post(delivery + "/reject", otherRider, null).isRefused(404, "NOT_FOUND");
        api.post(delivery + "/pickup", otherRider, null).isRefused(404, "NOT_FOUND");
        api.post(delivery + "/deliver", otherRider, Map.of("otp", "1234")).isRefused(404, "NOT_FOUND");
        api.post(delivery + "/fail", otherRider, Map.of("reason", "x")).isRefused(404, "NOT_FOUND");
        api.move(otherRider, order, DOOR).isRefused(404, "NOT_FOUND");
        api.post("/deliveries/nonsense/accept", otherRider, null).isRefused(404, "NOT_FOUND");
        api.post("/deliveries/" + UUID.randomUUID() + "/accept", rider, null).isRefused(404, "NOT_FOUND");
    }

    @Test
    void onlyRidersRide() {
        Person customer = api.customer();
        String delivery = "/deliveries/" + UUID.randomUUID();

        for (String verb : new String[] {"accept", "reject", "pickup", "deliver", "fail"}) {
            api.post(delivery + "/" + verb, customer, null).isRefused(403, "FORBIDDEN");
            api.post(delivery + "/" + verb, null, null).isRefused(401, "UNAUTHORIZED");
        }
        api.put(delivery + "/location", customer, Map.of("lat", 1, "lng", 1)).isRefused(403, "FORBIDDEN");
        api.put("/riders/me/availability", customer, Map.of("online", false)).isRefused(403, "FORBIDDEN");
        api.put("/riders/me/location", api.admin(), Map.of("lat", 1, "lng", 1)).isRefused(403, "FORBIDDEN");
        api.get("/riders/me/offers", customer).isRefused(403, "FORBIDDEN");
        api.get("/riders/me/deliveries", null).isRefused(401, "UNAUTHORIZED");
        api.get(delivery + "/track", null).isRefused(401, "UNAUTHORIZED");
    }

    @Test
    void stepsOutOfTurnAreConflicts() {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderTakenBy(rider);
        String delivery = "/deliveries/" + order.deliveryId();

        api.post(delivery + "/deliver", rider, Map.of("otp", "1234")).isRefused(409, "CONFLICT");
        api.accept(rider, order).data();
        api.post(delivery + "/pickup", rider, null).data();
        api.post(delivery + "/reject", rider, null).isRefused(409, "CONFLICT");
        api.post(delivery + "/deliver", rider, Map.of("otp", api.otpOf(order))).data();
        api.post(delivery + "/pickup", rider, null).isRefused(409, "CONFLICT");
        api.post(delivery + "/fail", rider, Map.of("reason", "x")).isRefused(409, "CONFLICT");
        api.move(rider, order, DOOR).isRefused(409, "CONFLICT");
    }

    @Test
    void aRiderWhoDidNotGetTheAnswerAsksAgain() {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderTakenBy(rider);
        String delivery = "/deliveries/" + order.deliveryId();
        String otp = api.otpOf(order);
        String wrong = otp.equals("0000") ? "0001" : "0000";

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThat(api.post(delivery + "/pickup", rider, null).text("status"))
                    .isEqualTo("PICKED_UP");
        }
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThat(api.post(delivery + "/deliver", rider, Map.of("otp", otp))
                            .text("status"))
                    .isEqualTo("DELIVERED");
        }
        api.post(delivery + "/deliver", rider, Map.of("otp", wrong)).isRefused(409, "CONFLICT");

        assertThat(api.track(order, order.customer()).has("otp")).isFalse();
        assertThat(api.eventsAbout(order))
                .containsExactly("delivery.assigned", "delivery.started", "delivery.completed");
    }

    @Test
    void badInputIsNamed() {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderPickedUpBy(rider);
        String delivery = "/deliveries/" + order.deliveryId();

        api.put(delivery + "/location", rider, Map.of("lat", 91, "lng", 0))
                .isRefused(400, "VALIDATION_ERROR")
                .withProblem("lat");
        api.put("/riders/me/location", rider, Map.of("lat", 0, "lng", -180.5))
                .isRefused(400, "VALIDATION_ERROR")
                .withProblem("lng");
        api.put(delivery + "/location", rider, Map.of("lat", 1)).isRefused(400, "VALIDATION_ERROR");
        api.put(delivery + "/location", rider, Map.of("lat", "here", "lng", 0)).isRefused(400, "VALIDATION_ERROR");
        api.post(delivery + "/deliver", rider, Map.of("otp", "12a4"))
                .isRefused(400, "VALIDATION_ERROR")
                .withProblem("otp");
        api.post(delivery + "/deliver", rider, Map.of())
                .isRefused(400, "VALIDATION_ERROR")
                .withProblem("otp");
        api.post(delivery + "/fail", rider, Map.of("reason", " "))
                .isRefused(400, "VALIDATION_ERROR")
                .withProblem("reason");
        api.post(delivery + "/fail", rider, null).isRefused(400, "VALIDATION_ERROR");
        api.put("/riders/me/availability", rider, Map.of("online", true))
                .isRefused(400, "VALIDATION_ERROR")
                .withProblem("lat");
        api.put("/riders/me/availability", rider, Map.of("online", true, "lat", 1))
                .isRefused(400, "VALIDATION_ERROR")
                .withProblem("lng");
        api.put("/riders/me/availability", rider, Map.of("lat", 1, "lng", 1))
                .isRefused(400, "VALIDATION_ERROR")
                .withProblem("online");
    }

    @Test
    void wrongCodesAreCountedAndLockTheHandover() {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderPickedUpBy(rider);
        String deliver = "/deliveries/" + order.deliveryId() + "/deliver";
        String otp = api.otpOf(order);
        String wrong = otp.equals("0000") ? "0001" : "0000";

        for (int guess = 0; guess < 5; guess++) {
            api.post(deliver, rider, Map.of("otp", wrong))
                    .isRefused(400, "VALIDATION_ERROR")
                    .withProblem("otp");
        }
        api.post(deliver, rider, Map.of("otp", otp)).isRefused(409, "CONFLICT");

        clock.putForward(Duration.ofMinutes(11));
        assertThat(api.post(deliver, rider, Map.of("otp", otp)).text("status")).isEqualTo("DELIVERED");
    }

    @Test
    void aRiderSeesTheirOwnDesk() {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderTakenBy(rider);

        JsonNode shift = api.comeOnline(rider, STORE).data();
        assertThat(shift.path("riderId").asString()).isEqualTo(rider.id().toString());
        assertThat(shift.path("online").asBoolean()).isTrue();
        assertThat(shift.path("activeDeliveryId").asString())
                .isEqualTo(order.deliveryId().toString());

        JsonNode moved = api.put("/riders/me/location", rider, Map.of("lat", 1.5, "lng", 2.5))
                .data();
        assertThat(moved.at("/location/lat").asDouble()).isEqualTo(1.5);

        JsonNode gone = api.goOffline(rider).data();
        assertThat(gone.path("online").asBoolean()).isFalse();
        assertThat(gone.has("onlineSince")).isFalse();
        assertThat(gone.has("activeDeliveryId")).isTrue();

        JsonNode deliveries = api.get("/riders/me/deliveries", rider).data();
        assertThat(deliveries).hasSize(1);
        assertThat(deliveries.get(0).path("id").asString())
                .isEqualTo(order.deliveryId().toString());
    }

    @Test
    void theWebSocketAnswersPlainRequestsInTheEnvelope() {
        api.get("/ws", null).isRefused(400, "VALIDATION_ERROR");
        api.post("/ws", null, Map.of()).isRefused(405, "METHOD_NOT_ALLOWED");
        api.get("/nowhere", api.customer()).isRefused(404, "NOT_FOUND");
    }
}
