package com.homedelivery.delivery.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.delivery.DeliveryScenario.Ordered;
import com.homedelivery.delivery.DeliveryServiceTest;
import com.homedelivery.shared.testing.ApiClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

class AdminIT extends DeliveryServiceTest {

    @Autowired
    MeterRegistry metrics;

    @Test
    void deliveriesAreListedByStatusNewestFirst() {
        Ordered first = scenario.order();
        Ordered second = scenario.order();
        ApiClient admin = api.asAdmin();

        var list = admin.get("/deliveries?status=PENDING");
        assertThat(list.body().has("pagination")).isFalse();
        assertThat(list.data().get(0).path("id").asString())
                .isEqualTo(second.deliveryId().toString());
        assertThat(list.data().get(1).path("id").asString())
                .isEqualTo(first.deliveryId().toString());
        assertThat(list.data().get(0).path("overdue").asBoolean(true)).isFalse();

        var page = admin.get("/deliveries?status=PENDING&page=2&limit=1");
        assertThat(page.data()).hasSize(1);
        assertThat(page.data().get(0).path("id").asString())
                .isEqualTo(first.deliveryId().toString());
        assertThat(page.body().at("/pagination/total").asInt()).isGreaterThanOrEqualTo(2);

        assertThat(admin.get("/deliveries").data()).hasSizeGreaterThanOrEqualTo(2);
        admin.get("/deliveries?status=LOST").isInvalid("status");
        admin.get("/deliveries?limit=1000").isInvalid("limit");
        api.asCustomer().get("/deliveries").hasError(403, "FORBIDDEN");
        api.asRider().get("/deliveries").hasError(403, "FORBIDDEN");
        assertThat(api.asCustomer().call(HttpMethod.HEAD, "/deliveries", null).status())
                .isEqualTo(403);
    }

    @Test
    void aSearchThatTakesTooLongIsShown() {
        double before =
                metrics.counter("homedelivery.delivery.searches.overdue").count();
        Ordered order = scenario.order();

        clock.putForward(Duration.ofMinutes(21));

        await().untilAsserted(() -> assertThat(api.asAdmin()
                        .get("/deliveries?status=PENDING")
                        .data()
                        .get(0)
                        .path("overdue")
                        .asBoolean())
                .isTrue());
        assertThat(metrics.counter("homedelivery.delivery.searches.overdue").count())
                .isEqualTo(before + 1);
        assertThat(scenario.eventsAbout(order)).containsExactly("delivery.no_rider_found");

        // It goes on all the same.
        ApiClient rider = scenario.riderAt(1);
        scenario.awaitOffer(rider, order);
    }

    @Test
    void anAdminAssignsARider() {
        Ordered order = scenario.order();
        ApiClient rider = scenario.riderAt(100);
        scenario.goOffline(rider);

        JsonNode assigned = scenario.assign(order, rider).data();

        assertThat(assigned.path("status").asString()).isEqualTo("ASSIGNED");
        assertThat(assigned.path("deliveryAgentId").asString())
                .isEqualTo(rider.userId().toString());
        assertThat(scenario.eventsAbout(order)).containsExactly("delivery.assigned");
        assertThat(scenario.pickUp(rider, order).data("status")).isEqualTo("PICKED_UP");
    }

    @Test
    void anAdminMovesADeliveryToAnotherRider() {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderAcceptedBy(rider);
        ApiClient other = scenario.riderAt(100);

        scenario.assign(order, other).data();

        scenario.pickUp(rider, order).hasError(404, "NOT_FOUND");
        assertThat(rider.get("/deliveries/" + order.orderId() + "/track").status())
                .isEqualTo(404);
        assertThat(scenario.eventsAbout(order)).containsExactly("delivery.assigned", "delivery.assigned");

        // And whoever is free again is asked again.
        Ordered next = scenario.order();
        scenario.awaitOffer(rider, next);
    }

    @Test
    void notEverythingCanBeAssigned() {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered taken = scenario.orderPickedUpBy(rider);
        Ordered waiting = scenario.order();
        ApiClient admin = api.asAdmin();

        scenario.assign(waiting, rider).hasError(409, "CONFLICT");
        scenario.assign(taken, scenario.riderAt(100)).hasError(409, "CONFLICT");
        scenario.assign(waiting, api.asRider()).hasError(404, "NOT_FOUND");
        admin.post("/deliveries/" + UUID.randomUUID() + "/assign", Map.of("riderId", rider.userId()))
                .hasError(404, "NOT_FOUND");
        admin.post(waiting.path() + "/assign", Map.of()).isInvalid("riderId");
        admin.post(waiting.path() + "/assign", Map.of("riderId", "x")).isInvalid("riderId");
        rider.post(waiting.path() + "/assign", Map.of("riderId", rider.userId()))
                .hasError(403, "FORBIDDEN");
    }
}
