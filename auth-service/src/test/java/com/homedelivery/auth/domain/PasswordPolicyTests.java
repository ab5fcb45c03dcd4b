package com.homedelivery.auth.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordPolicyTests {

    @Test
    void aPasswordHasEightToSeventyTwoCharacters() {
        assertThat(PasswordPolicy.accepts("a".repeat(7))).isFalse();
        assertThat(PasswordPolicy.accepts("a".repeat(8))).isTrue();
        assertThat(PasswordPolicy.accepts("a".repeat(72))).isTrue();
        assertThat(PasswordPolicy.accepts("a".repeat(73))).isFalse();
    }

    @Test
    void bytesAreCountedNotCharacters() {
        assertThat(PasswordPolicy.accepts("üüüü")).isTrue();
        assertThat(PasswordPolicy.accepts("🔑🔑")).isTrue();
        assertThat(PasswordPolicy.accepts("ü".repeat(36))).isTrue();
        assertThat(PasswordPolicy.accepts("ü".repeat(36) + "a")).isFalse();
    }
}
