package com.homedelivery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.systemtests.people.Answer;
import com.homedelivery.systemtests.people.Customer;
import com.homedelivery.systemtests.people.LiveTracking;
import com.homedelivery.systemtests.people.Rider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets in at the gateway, and what everybody else is told. */
class GatewaySecurityIT extends SystemTest {

    private static final String PASSWORD = "password123";
    /** About a second, and what a busy machine adds to it; the token itself lives for a day. */
    private static final Duration SOON = Duration.ofSeconds(15);

    @ParameterizedTest
    @CsvSource(textBlock = """
            /api/users/profile
            /api/cart
            /api/orders
            /api/payments/x
            /api/deliveries/x/track
            /api/riders/me/offers
            /api/notifications
            /api/analytics/summary
            /api/auth/me
            """)
    void asksForAToken(String path) {
        assertThat(anonymously("GET", path).expect(401).errorCode()).isEqualTo("UNAUTHORIZED");
        Answer garbage = gateway.send("GET", path, null, Map.of("Authorization", "Bearer garbage"));
        assertThat(garbage.expect(401).errorCode()).isEqualTo("INVALID_TOKEN");
        Answer forged = gateway.send("GET", path, null, Map.of("x-user-id", "01940000-0000-7000-8000-000000000001"));
        assertThat(forged.expect(401).errorCode()).isEqualTo("UNAUTHORIZED");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/nowhere,404,NOT_FOUND",
        "GET,/nowhere,404,NOT_FOUND",
        "GET,/api/products/product-uuid,404,NOT_FOUND",
        "GET,/api/products?page=0,400,VALIDATION_ERROR",
        "POST,/api/auth/login,400,VALIDATION_ERROR",
        "POST,/api/auth/refresh,400,MISSING_TOKEN",
        "GET,/api/products/%00,400,VALIDATION_ERROR"
    })
    void answersInTheEnvelopeWhateverIsAsked(String method, String path, int status, String code) {
        String body = method.equals("POST") ? "{}" : null;
        Answer answer = gateway.send(method, path, body, Map.of());
        assertThat(answer.expect(status).errorCode()).isEqualTo(code);
        assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
        assertThat(answer.headers().firstValue("X-RateLimit-Limit")).isPresent();
    }

    @Test
    void keepsTheOfficeForTheAdmin() {
        Customer customer = shop.customer();
        assertThat(customer.get("/api/analytics/summary").expect(403).errorCode())
                .isEqualTo("FORBIDDEN");
        assertThat(customer.post("/api/products", Map.of("name", "x", "category", "y", "price", 1))
                        .expect(403)
                        .errorCode())
                .isEqualTo("FORBIDDEN");
        assertThat(customer.get("/api/riders/me/offers").expect(403).errorCode())
                .isEqualTo("FORBIDDEN");
    }

    @Test
    void doesNotLetReservationsOrActuatorsThrough() {
        assertThat(shop.admin()
                        .post("/api/inventory/reservations", Map.of())
                        .expect(404)
                        .errorCode())
                .isEqualTo("NOT_FOUND");
        assertThat(anonymously("GET", "/api/actuator/prometheus").expect(404).errorCode())
                .isEqualTo("NOT_FOUND");
        assertThat(anonymously("GET", "/api/orders/actuator/prometheus").status())
                .isIn(401, 404);
    }

    @Test
    void letsNobodyFollowAStrangersOrder() throws Exception {
        Customer owner = shop.customer();
        String orderId = shop.confirmedOrder(owner, shop.product(5), 1);
        try (LiveTracking stranger = LiveTracking.connect(shop.customer())) {
            stranger.follow(orderId, _ -> {});
            assertThat(stranger.refusal().handle((code, failure) -> "refused").get(1, TimeUnit.MINUTES))
                    .isEqualTo("refused");
            assertThat(stranger.messages()).isEmpty();
        }
        owner.cancel(orderId).expect(200);
    }

    @Test
    void endsTheTokensOfAnOldPasswordEverywhere() {
        Customer customer = shop.customer();
        customer.get("/api/orders").expect(200);

        customer.put("/api/auth/password", Map.of("currentPassword", PASSWORD, "newPassword", "battery staple"))
                .expect(200);

        for (String path : List.of("/api/orders", "/api/analytics/summary")) {
            Answer refused = await().atMost(SOON).until(() -> customer.get(path), answer -> answer.status() == 401);
            assertThat(refused.errorCode()).isEqualTo("TOKEN_EXPIRED");
        }
        customer.get("/api/products").expect(200);
    }

    @Test
    void givesANewRoleWithTheNextToken() {
        Rider rider = new Rider(gateway, "rider-" + UUID.randomUUID() + "@example.test", PASSWORD);
        rider.register();
        Answer login = rider.post("/api/auth/login", Map.of("email", rider.email(), "password", PASSWORD))
                .expect(200);
        rider.login();
        rider.get("/api/orders").expect(200);

        shop.admin().makeRider(rider.id());

        await().atMost(SOON).until(() -> rider.get("/api/orders").status() == 401);
        String refreshed = rider.post(
                        "/api/auth/refresh",
                        Map.of("refreshToken", login.data().path("refreshToken").asString()))
                .expect(200)
                .data()
                .path("accessToken")
                .asString();
        gateway.send(
                        "PUT",
                        "/api/riders/me/availability",
                        Map.of("online", false, "lat", Shop.STORE_LAT, "lng", Shop.STORE_LNG),
                        Map.of("Authorization", "Bearer " + refreshed))
                .expect(200);
    }

    private Answer anonymously(String method, String path) {
        return gateway.send(method, path, null, Map.of());
    }
}
