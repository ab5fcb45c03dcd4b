package com.homedelivery.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTests {

    private static final List<Long> LONGEST = List.of(500L, 1000L, 2000L, 4000L, 8000L, 16000L, 30000L, 30000L);

    private final Backoff backoff = new Backoff(Duration.ofMillis(500), new Random(1));

    @Test
    void doublesUpToHalfAMinute() {
        for (long longest : LONGEST) {
            assertThat(backoff.next()).isBetween(Duration.ofMillis(longest / 2), Duration.ofMillis(longest));
        }
    }

    @Test
    void isNotTheSameForAll() {
        assertThat(Stream.generate(() -> new Backoff(Duration.ofMillis(500), new Random()).next())
                        .limit(20)
                        .distinct())
                .hasSizeGreaterThan(1);
    }

    @Test
    void beginsAnewWhenAllIsWell() {
        backoff.next();
        backoff.next();
        backoff.reset();

        assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMillis(500));
    }
}
