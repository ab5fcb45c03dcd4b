package com.homedelivery.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathValidationFilterTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api//products",
                "/api/products/..",
                "/api/products/../inventory/reservations",
                "/api/products/./1",
                "/api/products/..%2finventory",
                "/api/products/%2e%2e/inventory",
                "/api/products/%2E%2E/inventory",
                "/api/products/a%5cb",
                "/api/products/%00",
                "/api/products/%0d%0aSet-Cookie:x",
                "/api/products/%252e",
                "/api/inventory/reservations;x=1",
                "/api/inventory/reservations%3bx=1",
                "/api/%61uth/login",
                "/api/auth/logi%6E",
                "/api/%5aoo",
                "/api/%7a",
                "/api/products/%39",
                "/api/products/a%2Db",
                "/api/products/a%5fb",
                "/api/products/%7Eb",
            })
    void turnsAwayWhatCanBeReadInTwoWays(String path) {
        assertThat(PathValidationFilter.isAmbiguous(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/products",
                "/api/products/",
                "/api/products/product-uuid",
                "/api/products/a.b",
                "/api/products/...",
                "/api/products/caf%C3%A9",
                "/api/products/a%20b",
                "/api/products/%40%5b%60%7b%3a",
                "/.well-known/anything",
            })
    void letsOrdinaryPathsPass(String path) {
        assertThat(PathValidationFilter.isAmbiguous(path)).isFalse();
    }
}
