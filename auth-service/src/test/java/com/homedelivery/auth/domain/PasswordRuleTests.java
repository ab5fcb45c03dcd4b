package com.homedelivery.auth.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordRuleTests {

    @Test
    void aPasswordHasEightToSeventyTwoCharacters() {
        assertThat(PasswordRule.accepts("a".repeat(7))).isFalse();
        assertThat(PasswordRule.accepts("a".repeat(8))).isTrue();
        assertThat(PasswordRule.accepts("a".repeat(72))).isTrue();
        assertThat(PasswordRule.accepts("a".repeat(73))).isFalse();
    }

    @Test
    void bytesAreCountedNotCharacters() {
        assertThat(PasswordRule.accepts("üüüü")).isTrue();
        assertThat(PasswordRule.accepts("🔑🔑")).isTrue();
        assertThat(PasswordRule.accepts("ü".repeat(36))).isTrue();
        assertThat(PasswordRule.accepts("ü".repeat(36) + "a")).isFalse();
    }
}
