package com.homedelivery.auth.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RecoveryCodeTests {

    @RepeatedTest(50)
    void isFourGroupsOfFour() {
        assertThat(RecoveryCode.random()).matches("([0-9a-v]{4}-){3}[0-9a-v]{4}");
    }

    @Test
    void isTheSameHoweverItIsTyped() {
        UUID account = UUID.randomUUID();

        assertThat(RecoveryCode.hashOf(account, " 0F3KM2QA 71ti-v9cb"))
                .isEqualTo(RecoveryCode.hashOf(account, "0f3k-m2qa-71ti-v9cb"))
                .isNotEqualTo(RecoveryCode.hashOf(UUID.randomUUID(), "0f3k-m2qa-71ti-v9cb"));
    }
}
