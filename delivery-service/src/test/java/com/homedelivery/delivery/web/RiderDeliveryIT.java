package com.homedelivery.delivery.web;

import static com.homedelivery.delivery.DeliveryScenario.DOOR;
import static com.homedelivery.delivery.DeliveryScenario.STORE;
import static com.homedelivery.delivery.DeliveryScenario.north;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.homedelivery.delivery.DeliveryScenario;
import com.homedelivery.delivery.DeliveryScenario.Ordered;
import com.homedelivery.delivery.DeliveryServiceTest;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.EventPublisher;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class RiderDeliveryIT extends DeliveryServiceTest {

    @Test
    void aConfirmedOrderIsDelivered(@Autowired EventPublisher events) {
        ApiClient rider = scenario.riderAt(0.5);
        ApiClient customer = api.asCustomer();
        UUID orderId = UUID.randomUUID();

        events.publish(DeliveryScenario.confirmed(orderId, customer.userId()));
        await().until(() -> scenario.count("select count(*) from deliveries where order_id = ?", orderId) == 1);
        Ordered order = new Ordered(orderId, scenario.deliveryIdOf(orderId), customer);

        JsonNode offer = scenario.awaitOffer(rider, order);
        assertThat(offer.path("orderId").asString()).isEqualTo(orderId.toString());
        assertThat(offer.at("/pickupLocation/lat").asDouble()).isEqualTo(STORE.lat());
        assertThat(offer.at("/deliveryLocation/lng").asDouble()).isEqualTo(DOOR.lng());
        assertThat(offer.path("distanceToPickupKm").asDouble()).isCloseTo(0.5, within(0.01));
        assertThat(offer.path("estimatedTime").asInt()).isPositive();
        assertThat(offer.path("expiresAt").asString()).endsWith("Z");

        JsonNode waiting = scenario.track(order, customer);
        assertThat(waiting.path("status").asString()).isEqualTo("PENDING");
        assertThat(waiting.has("deliveryAgentId")).isFalse();
        assertThat(waiting.has("currentLocation")).isFalse();
        assertThat(waiting.has("actualTime")).isFalse();
        assertThat(waiting.path("estimatedTime").asInt()).isPositive();

        JsonNode accepted = scenario.accept(rider, order).data();
        assertThat(accepted.path("status").asString()).isEqualTo("ASSIGNED");
        assertThat(accepted.at("/deliveryAddress/street").asString()).isEqualTo("1 Main St");
        assertThat(accepted.has("otp")).isFalse();
        assertThat(scenario.offersTo(rider)).isEmpty();

        assertThat(scenario.pickUp(rider, order).data("status")).isEqualTo("PICKED_UP");
        JsonNode moved = scenario.move(rider, order, north(1)).data();
        assertThat(moved.path("status").asString()).isEqualTo("IN_TRANSIT");
        assertThat(moved.at("/currentLocation/lat").asDouble()).isEqualTo(north(1).lat());

        // A moment later: too soon to be written down, and seen all the same.
        scenario.move(rider, order, DOOR).data();
        JsonNode there = scenario.track(order, customer);
        assertThat(there.at("/currentLocation/lat").asDouble()).isEqualTo(DOOR.lat());
        assertThat(there.path("estimatedTime").asInt()).isEqualTo(1);

        clock.putForward(Duration.ofSeconds(31));
        scenario.move(rider, order, DOOR).data();

        assertThat(scenario.handOver(rider, order).data("status")).isEqualTo("DELIVERED");
        JsonNode done = scenario.track(order, customer);
        assertThat(done.path("status").asString()).isEqualTo("DELIVERED");
        assertThat(done.path("actualTime").asInt()).isPositive();
        assertThat(done.has("estimatedTime")).isFalse();
        assertThat(done.has("otp")).isFalse();

        assertThat(scenario.eventsAbout(order))
                .containsExactly(
                        "delivery.assigned",
                        "delivery.started",
                        "delivery.in_transit",
                        "delivery.in_transit",
                        "delivery.completed");
        assertThat(scenario.eventData(order, "delivery.assigned").getFirst())
                .contains("\"userId\":\"" + customer.userId() + "\"")
                .contains("\"deliveryAgentId\":\"" + rider.userId() + "\"");
        assertThat(scenario.eventData(order, "delivery.completed").getFirst())
                .contains("\"durationMinutes\":1")
                .contains("\"distanceKm\":");
    }

    @Test
    void aRiderGivesUp() {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderPickedUpBy(rider);

        JsonNode failed = scenario.fail(rider, order, "nobody home").data();

        assertThat(failed.path("status").asString()).isEqualTo("FAILED");
        assertThat(failed.path("failureReason").asString()).isEqualTo("nobody home");
        assertThat(scenario.eventData(order, "delivery.failed").getFirst()).contains("nobody home");
        assertThat(scenario.statusOf(order)).isEqualTo("FAILED");
    }

    @Test
    void whatIsNotPickedUpIsHandedBackAndDoesNotFail() {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderAcceptedBy(rider);

        String message = scenario.fail(rider, order, "flat tyre")
                .hasError(409, "CONFLICT")
                .body()
                .at("/error/message")
                .asString();

        assertThat(message).contains("reject");
        assertThat(scenario.eventsAbout(order)).containsExactly("delivery.assigned");
        scenario.reject(rider, order).data();
        assertThat(scenario.statusOf(order)).isEqualTo("PENDING");
    }

    @Test
    void anAdminGivesUpForARiderWhoDisappeared() {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderAcceptedBy(rider);
        ApiClient admin = api.asAdmin();
        String reason = "rider not to be found";
        scenario.fail(admin, order, reason).hasError(409, "CONFLICT");
        scenario.pickUp(rider, order).data();

        assertThat(scenario.fail(admin, order, reason).data("status")).isEqualTo("FAILED");

        assertThat(scenario.eventData(order, "delivery.failed").getFirst()).contains("rider not to be found");
        assertThat(scenario.comeOnline(rider, STORE).data().has("activeDeliveryId"))
                .isFalse();
    }

    @Test
    void onlyTheCustomerSeesTheCode() {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderAcceptedBy(rider);

        assertThat(scenario.otpOf(order)).matches("[0-9]{4}");
        assertThat(scenario.track(order, rider).has("otp")).isFalse();
        assertThat(scenario.track(order, api.asAdmin()).has("otp")).isFalse();
        assertThat(rider.get("/riders/me/deliveries").data().get(0).has("otp")).isFalse();
        assertThat(api.asAdmin().get("/deliveries?status=ASSIGNED").body().toString())
                .doesNotContain("otp");
    }

    @Test
    void othersDoNotFindTheDelivery() {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderAcceptedBy(rider);
        ApiClient otherRider = api.asRider();
        String delivery = order.path();

        api.asCustomer().get("/deliveries/" + order.orderId() + "/track").hasError(404, "NOT_FOUND");
        otherRider.get("/deliveries/" + order.orderId() + "/track").hasError(404, "NOT_FOUND");
        order.customer().get("/deliveries/" + UUID.randomUUID() + "/track").hasError(404, "NOT_FOUND");
        order.customer().get("/deliveries/order-uuid/track").hasError(404, "NOT_FOUND");
        otherRider.post(delivery + "/accept").hasError(404, "NOT_FOUND");
        otherRider.post(delivery + "/reject").hasError(404, "NOT_FOUND");
        otherRider.post(delivery + "/pickup").hasError(404, "NOT_FOUND");
        otherRider.post(delivery + "/deliver", Map.of("otp", "1234")).hasError(404, "NOT_FOUND");
        otherRider.post(delivery + "/fail", Map.of("reason", "x")).hasError(404, "NOT_FOUND");
        scenario.move(otherRider, order, DOOR).hasError(404, "NOT_FOUND");
        otherRider.post("/deliveries/nonsense/accept").hasError(404, "NOT_FOUND");
        rider.post("/deliveries/" + UUID.randomUUID() + "/accept").hasError(404, "NOT_FOUND");
    }

    @Test
    void onlyRidersDeliver() {
        ApiClient customer = api.asCustomer();
        String delivery = "/deliveries/" + UUID.randomUUID();

        for (String verb : new String[] {"accept", "reject", "pickup", "deliver", "fail"}) {
            customer.post(delivery + "/" + verb).hasError(403, "FORBIDDEN");
            api.anonymous().post(delivery + "/" + verb).hasError(401, "UNAUTHORIZED");
        }
        customer.put(delivery + "/location", Map.of("lat", 1, "lng", 1)).hasError(403, "FORBIDDEN");
        customer.put("/riders/me/availability", Map.of("online", false)).hasError(403, "FORBIDDEN");
        api.asAdmin().put("/riders/me/location", Map.of("lat", 1, "lng", 1)).hasError(403, "FORBIDDEN");
        customer.get("/riders/me/offers").hasError(403, "FORBIDDEN");
        api.anonymous().get("/riders/me/deliveries").hasError(401, "UNAUTHORIZED");
        api.anonymous().get(delivery + "/track").hasError(401, "UNAUTHORIZED");
    }

    @Test
    void stepsOutOfOrderAreRefused() {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderAcceptedBy(rider);
        String delivery = order.path();

        rider.post(delivery + "/deliver", Map.of("otp", "1234")).hasError(409, "CONFLICT");
        scenario.accept(rider, order).data();
        rider.post(delivery + "/pickup").data();
        rider.post(delivery + "/reject").hasError(409, "CONFLICT");
        rider.post(delivery + "/deliver", Map.of("otp", scenario.otpOf(order))).data();
        rider.post(delivery + "/pickup").hasError(409, "CONFLICT");
        rider.post(delivery + "/fail", Map.of("reason", "x")).hasError(409, "CONFLICT");
        scenario.move(rider, order, DOOR).hasError(409, "CONFLICT");
    }

    @Test
    void aRiderWhoDidNotGetTheAnswerMayRepeatTheRequest() {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderAcceptedBy(rider);
        String delivery = order.path();
        String otp = scenario.otpOf(order);
        String wrong = scenario.wrongOtpFor(order);

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThat(rider.post(delivery + "/pickup").data("status")).isEqualTo("PICKED_UP");
        }
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThat(rider.post(delivery + "/deliver", Map.of("otp", otp)).data("status"))
                    .isEqualTo("DELIVERED");
        }
        rider.post(delivery + "/deliver", Map.of("otp", wrong)).hasError(409, "CONFLICT");

        assertThat(scenario.track(order, order.customer()).has("otp")).isFalse();
        assertThat(scenario.eventsAbout(order))
                .containsExactly("delivery.assigned", "delivery.started", "delivery.completed");
    }

    @Test
    void invalidFieldsAreNamed() {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderPickedUpBy(rider);
        String delivery = order.path();

        rider.put(delivery + "/location", Map.of("lat", 91, "lng", 0)).isInvalid("lat");
        rider.put("/riders/me/location", Map.of("lat", 0, "lng", -180.5)).isInvalid("lng");
        rider.put(delivery + "/location", Map.of("lat", 1)).hasError(400, "VALIDATION_ERROR");
        rider.put(delivery + "/location", Map.of("lat", "here", "lng", 0)).hasError(400, "VALIDATION_ERROR");
        rider.post(delivery + "/deliver", Map.of("otp", "12a4")).isInvalid("otp");
        rider.post(delivery + "/deliver", Map.of()).isInvalid("otp");
        rider.post(delivery + "/fail", Map.of("reason", " ")).isInvalid("reason");
        rider.post(delivery + "/fail").hasError(400, "VALIDATION_ERROR");
        rider.put("/riders/me/availability", Map.of("online", true)).isInvalid("lat");
        rider.put("/riders/me/availability", Map.of("online", true, "lat", 1)).isInvalid("lng");
        rider.put("/riders/me/availability", Map.of("lat", 1, "lng", 1)).isInvalid("online");
    }

    @Test
    void wrongCodesAreCountedAndLockTheHandover() {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderPickedUpBy(rider);
        String otp = scenario.otpOf(order);
        String wrong = scenario.wrongOtpFor(order);

        for (int guess = 0; guess < 5; guess++) {
            scenario.handOver(rider, order, wrong).isInvalid("otp");
        }
        scenario.handOver(rider, order, otp).hasError(409, "CONFLICT");

        clock.putForward(Duration.ofMinutes(11));
        assertThat(scenario.handOver(rider, order, otp).data("status")).isEqualTo("DELIVERED");
    }

    @Test
    void aRiderSeesTheirShiftAndDeliveries() {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderAcceptedBy(rider);

        JsonNode shift = scenario.comeOnline(rider, STORE).data();
        assertThat(shift.path("riderId").asString()).isEqualTo(rider.userId().toString());
        assertThat(shift.path("online").asBoolean()).isTrue();
        assertThat(shift.path("activeDeliveryId").asString())
                .isEqualTo(order.deliveryId().toString());

        JsonNode moved =
                rider.put("/riders/me/location", Map.of("lat", 1.5, "lng", 2.5)).data();
        assertThat(moved.at("/location/lat").asDouble()).isEqualTo(1.5);

        JsonNode gone = scenario.goOffline(rider).data();
        assertThat(gone.path("online").asBoolean()).isFalse();
        assertThat(gone.has("onlineSince")).isFalse();
        assertThat(gone.has("activeDeliveryId")).isTrue();

        JsonNode deliveries = rider.get("/riders/me/deliveries").data();
        assertThat(deliveries).hasSize(1);
        assertThat(deliveries.get(0).path("id").asString())
                .isEqualTo(order.deliveryId().toString());
    }

    @Test
    void theWebSocketAnswersPlainRequestsInTheEnvelope() {
        api.anonymous().get("/ws").hasError(400, "VALIDATION_ERROR");
        api.anonymous().post("/ws", Map.of()).hasError(405, "METHOD_NOT_ALLOWED");
        api.asCustomer().get("/nowhere").hasError(404, "NOT_FOUND");
    }
}
