package com.homedelivery.auth.domain;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginAttemptsTests {

    private static final LockoutPolicy POLICY = new LockoutPolicy(3, ofSeconds(1), 5, ofMinutes(15));
    private static final Instant NOW = Instant.parse("2026-01-31T10:15:30Z");

    private final LoginAttempts attempts = LoginAttempts.of(new EmailAddress("ann@example.com"), NOW);

    @Test
    void aFewFailuresCostNothing() {
        failTimes(2, NOW);

        assertThat(attempts.waitLeft(NOW)).isZero();
    }

    @Test
    void severalFailuresDelayTheNextLogin() {
        failTimes(3, NOW);

        assertThat(attempts.waitLeft(NOW)).isEqualTo(ofSeconds(1));
        assertThat(attempts.waitLeft(NOW.plusSeconds(1))).isZero();
    }

    @Test
    void manyFailuresLockTheAddress() {
        failTimes(5, NOW);

        assertThat(attempts.waitLeft(NOW.plusSeconds(1)))
                .isEqualTo(ofMinutes(15).minusSeconds(1));
    }

    @Test
    void countsFromTheStartAfterALock() {
        failTimes(5, NOW);
        Instant later = NOW.plus(ofMinutes(15));

        attempts.recordFailure(POLICY, later);

        assertThat(attempts.waitLeft(later)).isZero();
    }

    @Test
    void findsAnAddressHoweverItIsTyped() {
        assertThat(LoginAttempts.keyOf(new EmailAddress(" ANN@example.com")))
                .isEqualTo(LoginAttempts.keyOf(new EmailAddress("ann@example.com")))
                .hasSize(64)
                .doesNotContain("ann");
    }

    private void failTimes(int times, Instant now) {
        for (int i = 0; i < times; i++) {
            attempts.recordFailure(POLICY, now);
        }
    }
}
