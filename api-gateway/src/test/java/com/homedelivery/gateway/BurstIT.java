package com.homedelivery.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "RATE_LIMIT_BURST=5")
class BurstIT extends AtTheDoor {

    @Test
    void noMoreThanTheBurstComesThroughInOneSecond() {
        String token = tokenOfSomebody();

        List<Answer> answers = IntStream.range(0, 20)
                .parallel()
                .mapToObj(_ -> get("/api/orders", token))
                .toList();

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSizeBetween(5, 10);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 429)
                .isNotEmpty()
                .allSatisfy(refused -> assertThat(refused.header("Retry-After")).isEqualTo("1"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(3))
                .until(() -> get("/api/orders", token).status() == 200);
    }
}
