package com.homedelivery.gateway.application;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.RequestPath;

class GuestCartRequestsTests {

    @ParameterizedTest
    @CsvSource({
        "/api/cart, X-Cart-Token, true",
        "/api/cart/items/1, x-cart-token, true",
        "/api/cart, X-Other, false",
        "/api/cart, Authorization, false",
        "/api/cartx, X-Cart-Token, false",
        "/api/orders, X-Cart-Token, false",
        "/api/ops/cart/dead-letters, X-Cart-Token, false",
        "/ws, X-Cart-Token, false"
    })
    void areThoseForCartsWithATokenOfACart(String path, String header, boolean include) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(header, "any");

        assertThat(GuestCartRequests.include(RequestPath.parse(path, null), headers))
                .isEqualTo(include);
        headers.set(HttpHeaders.AUTHORIZATION, "");
        assertThat(GuestCartRequests.include(RequestPath.parse(path, null), headers))
                .isFalse();
    }
}
