package com.homedelivery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.systemtests.people.Customer;
import com.homedelivery.systemtests.people.Gateway;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import tools.jackson.databind.JsonNode;

/** What a developer sees and breaks on the page of {@code ./dev dashboard}. */
@DisabledIfSystemProperty(
        named = RunningSuite.ELSEWHERE,
        matches = ".+",
        disabledReason = "asks the management ports, which are not published")
class DashboardIT extends SystemTest {

    private static final String SLOW = "/api/ops/inventory/faults/inventory-slow";
    private static final long SLOWNESS_MICROS = Duration.ofSeconds(2).toNanos() / 1_000;
    private static final String RESERVING = "http post /inventory/reservations";

    private final HexFormat hex = HexFormat.of();
    private Gateway page;
    private Map<String, String> admin;

    @BeforeEach
    void signIn() {
        page = new Gateway(RunningSuite.dashboard().address());
        String token = page.send(
                        "POST",
                        "/api/auth/login",
                        Map.of("email", "admin@homedelivery.test", "password", "password123"),
                        Map.of())
                .expect(200)
                .data()
                .path("accessToken")
                .asString();
        admin = Map.of("Authorization", "Bearer " + token);
    }

    @AfterEach
    void mend() {
        page.send("DELETE", SLOW, null, admin);
    }

    @Test
    void showsTheSuiteAndTheWayOfAnOrder() {
        JsonNode apples = shop.product(10);
        Customer customer = tracedCustomer();
        String orderId = shop.confirmedOrder(customer, apples, 1);

        await().untilAsserted(() -> {
            JsonNode overview = get("/data/overview").path("overview");
            assertThat(overview.path("services").valueStream()).hasSize(11).allSatisfy(service -> {
                assertThat(service.path("health").asString()).isEqualTo("UP");
                assertThat(service.path("uptimeSeconds").asDouble()).isPositive();
            });
            assertThat(overview.path("openOrders").path("CONFIRMED").asInt()).isPositive();
            assertThat(overview.path("orderEvents").path("order.created").asInt())
                    .isPositive();
        });
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(get("/data/orders/" + orderId)
                                .path("rows")
                                .valueStream()
                                .map(row -> row.path("service").asString() + ": "
                                        + row.path("name").asString()))
                        .contains(
                                "api-gateway: POST orders",
                                "inventory-service: " + RESERVING,
                                "payment-service: receive order.created",
                                "api-gateway: POST payments",
                                "order-service: receive payment.success",
                                "order-service: send order.confirmed to kafka"));
        assertThat(get("/data/overview").path("orders").valueStream())
                .anySatisfy(order -> assertThat(order.path("id").asString()).isEqualTo(orderId));
        shop.giveUp(customer, orderId);
    }

    @Test
    void aSwitchBreaksSomethingWhichThenMendsItself() {
        JsonNode apples = shop.product(10);
        page.send("PUT", SLOW, Map.of("seconds", 10), admin).expect(200);

        assertThat(timeToReserve(apples)).isGreaterThanOrEqualTo(SLOWNESS_MICROS);

        await().until(() -> !slow().has("until"));
        await().untilAsserted(() -> assertThat(timeToReserve(apples)).isLessThan(SLOWNESS_MICROS));
    }

    @Test
    void onlyAdminsBreakSomething() {
        page.send("PUT", SLOW, Map.of("seconds", 10), Map.of()).expect(401);
        Map<String, String> customer =
                Map.of("Authorization", "Bearer " + shop.customer().token());
        page.send("PUT", SLOW, Map.of("seconds", 10), customer).expect(403);
        assertThat(slow().has("until")).isFalse();
    }

    /** How long inventory-service took to reserve stock for an order, as the order's way on the page says. */
    private long timeToReserve(JsonNode product) {
        Customer customer = tracedCustomer();
        String orderId = shop.order(customer, product, 1).path("id").asString();
        long micros = Shop.eventually(() -> reservation(orderId))
                .path("durationMicros")
                .asLong();
        shop.giveUp(customer, orderId);
        return micros;
    }

    private Optional<JsonNode> reservation(String orderId) {
        return get("/data/orders/" + orderId)
                .path("rows")
                .valueStream()
                .filter(row -> row.path("name").asString().equals(RESERVING))
                .findFirst();
    }

    private JsonNode slow() {
        return page.send("GET", "/api/ops/inventory/faults", null, admin)
                .expect(200)
                .data()
                .valueStream()
                .filter(fault -> fault.path("name").asString().equals("inventory-slow"))
                .findFirst()
                .orElseThrow();
    }

    /** Somebody whose requests are recorded. */
    private Customer tracedCustomer() {
        Customer customer = shop.customer();
        ThreadLocalRandom random = ThreadLocalRandom.current();
        customer.goOnWith("00-%s%s-%s-01"
                .formatted(
                        hex.toHexDigits(random.nextLong(1, Long.MAX_VALUE)),
                        hex.toHexDigits(random.nextLong()),
                        hex.toHexDigits(random.nextLong(1, Long.MAX_VALUE))));
        return customer;
    }

    private JsonNode get(String path) {
        return page.send("GET", path, null, Map.of()).expect(200).body();
    }
}
