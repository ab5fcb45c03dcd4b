package com.homedelivery.auth.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefreshSecretTests {

    @Test
    void isReadBackFromWhatTheClientGot() {
        RefreshSecret secret = RefreshSecret.random();

        assertThat(RefreshSecret.parse(secret.value())).contains(secret);
    }

    @Test
    void noTwoAreAlike() {
        assertThat(RefreshSecret.random()).isNotEqualTo(RefreshSecret.random());
    }

    @Test
    void anAccessTokenIsNone() {
        assertThat(RefreshSecret.parse("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl"))
                .isEmpty();
        assertThat(RefreshSecret.parse("")).isEmpty();
        assertThat(RefreshSecret.parse("a".repeat(44))).isEmpty();
        assertThat(RefreshSecret.parse("ü".repeat(43))).isEmpty();
    }

    @Test
    void doesNotShowItself() {
        RefreshSecret secret = RefreshSecret.random();

        assertThat(secret.toString()).doesNotContain(secret.value());
        assertThat(secret.hash()).hasSize(64).doesNotContain(secret.value());
    }
}
