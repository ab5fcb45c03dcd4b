package com.homedelivery.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "RATE_LIMIT_BURST=" + BurstIT.BURST)
class BurstIT extends GatewayTest {

    static final int BURST = 5;

    @Test
    void noMoreThanTheBurstComesThroughInOneSecond() {
        ApiClient customer = api.asCustomer();

        long begin = System.nanoTime();
        List<ApiResult> answers = AtOnce.run(40, () -> customer.get("/api/orders"));
        int seconds =
                Math.toIntExact(Duration.ofNanos(System.nanoTime() - begin).toSeconds()) + 2;

        assertThat(answers)
                .filteredOn(answer -> answer.status() == 200)
                .as("a burst in each of %s seconds at most", seconds)
                .hasSizeBetween(BURST, BURST * seconds);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 429)
                .isNotEmpty()
                .allSatisfy(refused -> assertThat(refused.header("Retry-After")).isEqualTo("1"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> customer.get("/api/orders").status() == 200);
    }
}
