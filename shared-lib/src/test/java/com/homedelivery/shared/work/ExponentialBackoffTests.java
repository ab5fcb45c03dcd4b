package com.homedelivery.shared.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ExponentialBackoffTests {

    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

    private final ExponentialBackoff backoff = new ExponentialBackoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

    @Test
    void doublesTheDelayWithEachFailure() {
        assertThat(backoff.next(0, NOW)).isEqualTo(NOW.plusSeconds(1));
        assertThat(backoff.next(1, NOW)).isEqualTo(NOW.plusSeconds(2));
        assertThat(backoff.next(3, NOW)).isEqualTo(NOW.plusSeconds(8));
    }

    @Test
    void hasALongestDelay() {
        assertThat(backoff.next(6, NOW)).isEqualTo(NOW.plusSeconds(60));
        assertThat(backoff.next(Integer.MAX_VALUE, NOW)).isEqualTo(NOW.plusSeconds(60));
    }
}
