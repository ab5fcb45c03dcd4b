package com.homedelivery.gateway.application;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.server.PathContainer;

class ServiceRouteTests {

    @ParameterizedTest
    @CsvSource({
        "/api/auth/login, auth",
        "/api/users/profile, user",
        "/api/products, product",
        "/api/inventory/1, inventory",
        "/api/cart, cart",
        "/api/orders/1/cancel, order",
        "/api/payments, payment",
        "/api/deliveries/1/track, delivery",
        "/api/riders/me/offers, delivery",
        "/api/notifications, notification",
        "/api/analytics/summary, analytics",
        "/ws, delivery",
    })
    void theFirstStepSaysWhichServiceAnswers(String path, String service) {
        assertThat(ServiceRoute.of(PathContainer.parsePath(path)))
                .map(ServiceRoute::service)
                .contains(service);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api", "/api/", "/products", "/api/productsx", "/api/actuator/env", "/wsx"})
    void everythingElseLeadsNowhere(String path) {
        assertThat(ServiceRoute.of(PathContainer.parsePath(path))).isEmpty();
    }

    @Test
    void requestIdsThatCannotStandInALogAreReplaced() {
        assertThat(RequestId.choose("Order_1.retry-2")).isEqualTo("Order_1.retry-2");
        assertThat(RequestId.choose("a".repeat(64))).hasSize(64);
        assertThat(RequestId.choose("a".repeat(65))).hasSize(36);
        assertThat(RequestId.choose("x\n2026 ERROR forged")).hasSize(36);
        assertThat(RequestId.choose("")).hasSize(36);
        assertThat(RequestId.choose(null)).hasSize(36);
    }
}
