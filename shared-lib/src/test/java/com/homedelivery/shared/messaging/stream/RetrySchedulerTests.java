package com.homedelivery.shared.messaging.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetrySchedulerTests {

    private final RetryScheduler retries = new RetryScheduler(Duration.ofMillis(250), Duration.ofSeconds(20));

    @Test
    void triplesTheDelayEachTimeUpToALimit() {
        assertThat(retries.schedule("1-0", 2)).hasMillis(250);
        assertThat(retries.schedule("1-0", 3)).hasMillis(750);
        for (int i = 0; i < 1_000; i++) {
            retries.schedule("1-0", 4);
        }
        assertThat(retries.schedule("1-0", 5)).hasSeconds(20);
        assertThat(retries.schedule("2-0", 2)).hasMillis(250);
        retries.forget("1-0");
        assertThat(retries.schedule("1-0", 2)).hasMillis(250);
    }

    @Test
    void returnsAnEntryWhenItIsDue() {
        RetryScheduler atOnce = new RetryScheduler(Duration.ZERO, Duration.ZERO);
        atOnce.schedule("1-0", 2);
        assertThat(atOnce.contains("1-0")).isTrue();
        assertThat(atOnce.nextDue()).hasValueSatisfying(retry -> {
            assertThat(retry.id()).isEqualTo("1-0");
            assertThat(retry.deliveries()).isEqualTo(2);
        });
        assertThat(atOnce.contains("1-0")).isFalse();
        assertThat(atOnce.nextDue()).isEmpty();
    }

    @Test
    void aReadWaitsNoLongerThanUntilTheNextEntryIsDue() {
        Duration block = Duration.ofSeconds(5);
        assertThat(retries.untilNext(block)).isEqualTo(block);
        retries.schedule("1-0", 2);
        assertThat(retries.untilNext(block)).isBetween(Duration.ofMillis(1), Duration.ofMillis(250));
        assertThat(retries.nextDue()).isEmpty();
    }
}
