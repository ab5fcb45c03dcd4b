package com.homedelivery.gateway.application;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.RequestPath;

class PublicRoutesTests {

    @ParameterizedTest
    @CsvSource(textBlock = """
            POST, /api/auth/register
            POST, /api/auth/login
            POST, /api/auth/refresh
            POST, /api/auth/logout
            GET,  /api/products
            HEAD, /api/products
            GET,  /api/products/categories
            GET,  /api/products/0197a000-0000-7000-8000-000000000001
            GET,  /api/inventory/0197a000-0000-7000-8000-000000000001
            POST, /api/cart/guest
            POST, /api/payments/webhooks/stripe
            GET,  /ws
            """)
    void areOpenToEverybody(String method, String path) {
        assertThat(isPublic(method, path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            GET,    /api/auth/me
            PUT,    /api/auth/password
            PUT,    /api/auth/users/1/role
            GET,    /api/auth/login
            POST,   /api/products
            DELETE, /api/products/1
            PUT,    /api/inventory/1
            POST,   /api/inventory/1/reserve
            GET,    /api/users/profile
            GET,    /api/cart
            GET,    /api/cart/guest
            POST,   /api/cart/merge
            POST,   /api/orders
            POST,   /api/payments
            POST,   /api/payments/webhooks/other
            GET,    /api/payments/webhooks/stripe
            GET,    /api/deliveries/1/track
            GET,    /api/riders/me/offers
            GET,    /api/notifications
            GET,    /api/analytics/summary
            GET,    /api/productsx
            """)
    void areNoOthers(String method, String path) {
        assertThat(isPublic(method, path)).isFalse();
    }

    private static boolean isPublic(String method, String path) {
        return PublicRoutes.contain(HttpMethod.valueOf(method), RequestPath.parse(path, null));
    }
}
