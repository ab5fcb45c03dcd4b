package com.homedelivery.auth.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpaqueSecretTests {

    @Test
    void isReadBackFromWhatTheClientGot() {
        OpaqueSecret secret = OpaqueSecret.random();

        assertThat(OpaqueSecret.parse(secret.value())).contains(secret);
    }

    @Test
    void noTwoAreAlike() {
        assertThat(OpaqueSecret.random()).isNotEqualTo(OpaqueSecret.random());
    }

    @Test
    void anAccessTokenIsNone() {
        assertThat(OpaqueSecret.parse("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl"))
                .isEmpty();
        assertThat(OpaqueSecret.parse("")).isEmpty();
        assertThat(OpaqueSecret.parse("a".repeat(44))).isEmpty();
        assertThat(OpaqueSecret.parse("ü".repeat(43))).isEmpty();
    }

    @Test
    void doesNotShowItself() {
        OpaqueSecret secret = OpaqueSecret.random();

        assertThat(secret.toString()).doesNotContain(secret.value());
        assertThat(secret.hash()).hasSize(64).doesNotContain(secret.value());
    }
}
