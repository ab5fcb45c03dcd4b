package com.homedelivery.delivery.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.delivery.DeliveryApi;
import com.homedelivery.delivery.DeliveryApi.Ordered;
import com.homedelivery.delivery.DeliveryApi.Person;
import com.homedelivery.delivery.DeliveryServiceTest;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.MovableClock;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

@DeliveryServiceTest
class AdminIT {

    @Autowired
    DeliveryApi api;

    @Autowired
    MovableClock clock;

    @Autowired
    MeterRegistry metrics;

    @AfterEach
    void closingTime() {
        api.closingTime();
    }

    @Test
    void deliveriesAreListedByStatusNewestFirst() {
        Ordered first = api.order();
        Ordered second = api.order();
        Person admin = api.admin();

        var list = api.get("/deliveries?status=PENDING", admin);
        assertThat(list.body().has("pagination")).isFalse();
        assertThat(list.data().get(0).path("id").asString())
                .isEqualTo(second.deliveryId().toString());
        assertThat(list.data().get(1).path("id").asString())
                .isEqualTo(first.deliveryId().toString());
        assertThat(list.data().get(0).path("overdue").asBoolean(true)).isFalse();

        var page = api.get("/deliveries?status=PENDING&page=2&limit=1", admin);
        assertThat(page.data()).hasSize(1);
        assertThat(page.data().get(0).path("id").asString())
                .isEqualTo(first.deliveryId().toString());
        assertThat(page.body().at("/pagination/total").asInt()).isGreaterThanOrEqualTo(2);

        assertThat(api.get("/deliveries", admin).data()).hasSizeGreaterThanOrEqualTo(2);
        api.get("/deliveries?status=LOST", admin)
                .isRefused(400, "VALIDATION_ERROR")
                .withProblem("status");
        api.get("/deliveries?limit=1000", admin)
                .isRefused(400, "VALIDATION_ERROR")
                .withProblem("limit");
        api.get("/deliveries", api.customer()).isRefused(403, "FORBIDDEN");
        api.get("/deliveries", api.person(Role.RIDER)).isRefused(403, "FORBIDDEN");
        assertThat(api.call(HttpMethod.HEAD, "/deliveries", api.customer(), null)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aSearchThatTakesTooLongIsShown() {
        double before = metrics.counter("homedelivery.deliveries.without.rider").count();
        Ordered order = api.order();

        clock.putForward(Duration.ofMinutes(21));

        await().untilAsserted(() -> assertThat(api.get("/deliveries?status=PENDING", api.admin())
                        .data()
                        .get(0)
                        .path("overdue")
                        .asBoolean())
                .isTrue());
        assertThat(metrics.counter("homedelivery.deliveries.without.rider").count())
                .isEqualTo(before + 1);
        assertThat(api.eventsAbout(order)).containsExactly("delivery.no_rider_found");

        // It goes on all the same.
        Person rider = api.riderAt(1);
        api.awaitOffer(rider, order);
    }

    @Test
    void anAdminAssignsARider() {
        Ordered order = api.order();
        Person rider = api.riderAt(100);
        api.goOffline(rider);

        JsonNode assigned = assign(order, rider).data();

        assertThat(assigned.path("status").asString()).isEqualTo("ASSIGNED");
        assertThat(assigned.path("deliveryAgentId").asString())
                .isEqualTo(rider.id().toString());
        assertThat(api.eventsAbout(order)).containsExactly("delivery.assigned");
        assertThat(api.post("/deliveries/" + order.deliveryId() + "/pickup", rider, null)
                        .text("status"))
                .isEqualTo("PICKED_UP");
    }

    @Test
    void anAdminMovesADeliveryToAnotherRider() {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderTakenBy(rider);
        Person other = api.riderAt(100);

        assign(order, other).data();

        api.post("/deliveries/" + order.deliveryId() + "/pickup", rider, null).isRefused(404, "NOT_FOUND");
        assertThat(api.get("/deliveries/" + order.orderId() + "/track", rider).status())
                .isEqualTo(404);
        assertThat(api.eventsAbout(order)).containsExactly("delivery.assigned", "delivery.assigned");

        // And whoever is free again is asked again.
        Ordered next = api.order();
        api.awaitOffer(rider, next);
    }

    @Test
    void notEverythingCanBeAssigned() {
        Person rider = api.riderAt(0.5);
        Ordered taken = api.orderPickedUpBy(rider);
        Ordered waiting = api.order();
        Person admin = api.admin();

        assign(waiting, rider).isRefused(409, "CONFLICT");
        assign(taken, api.riderAt(100)).isRefused(409, "CONFLICT");
        assign(waiting, api.person(Role.RIDER)).isRefused(404, "NOT_FOUND");
        api.post("/deliveries/" + UUID.randomUUID() + "/assign", admin, Map.of("riderId", rider.id()))
                .isRefused(404, "NOT_FOUND");
        api.post("/deliveries/" + waiting.deliveryId() + "/assign", admin, Map.of())
                .isRefused(400, "VALIDATION_ERROR")
                .withProblem("riderId");
        api.post("/deliveries/" + waiting.deliveryId() + "/assign", admin, Map.of("riderId", "x"))
                .isRefused(400, "VALIDATION_ERROR")
                .withProblem("riderId");
        api.post("/deliveries/" + waiting.deliveryId() + "/assign", rider, Map.of("riderId", rider.id()))
                .isRefused(403, "FORBIDDEN");
    }

    private DeliveryApi.Answer assign(Ordered order, Person rider) {
        return api.post("/deliveries/" + order.deliveryId() + "/assign", api.admin(), Map.of("riderId", rider.id()));
    }
}
