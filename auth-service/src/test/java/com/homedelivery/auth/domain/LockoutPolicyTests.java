package com.homedelivery.auth.domain;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LockoutPolicyTests {

    private static final LockoutPolicy POLICY = new LockoutPolicy(5, ofSeconds(1), 10, ofMinutes(15));

    @Test
    void theFirstFailuresCostNothing() {
        assertThat(POLICY.waitAfter(1)).isZero();
        assertThat(POLICY.waitAfter(4)).isZero();
    }

    @Test
    void furtherFailuresCostTwiceAsMuchEachTime() {
        assertThat(POLICY.waitAfter(5)).isEqualTo(ofSeconds(1));
        assertThat(POLICY.waitAfter(6)).isEqualTo(ofSeconds(2));
        assertThat(POLICY.waitAfter(9)).isEqualTo(ofSeconds(16));
    }

    @Test
    void manyFailuresLock() {
        assertThat(POLICY.waitAfter(10)).isEqualTo(ofMinutes(15));
        assertThat(POLICY.waitAfter(11)).isEqualTo(ofMinutes(15));
    }

    @Test
    void noWaitIsLongerThanTheLock() {
        LockoutPolicy patient = new LockoutPolicy(1, ofMinutes(1), 1000, ofMinutes(15));

        assertThat(patient.waitAfter(5)).isEqualTo(ofMinutes(15));
        assertThat(patient.waitAfter(999)).isEqualTo(ofMinutes(15)).isGreaterThan(Duration.ZERO);
    }
}
