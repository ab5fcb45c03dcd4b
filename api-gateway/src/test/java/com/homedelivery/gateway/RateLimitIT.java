package com.homedelivery.gateway;

import static com.homedelivery.gateway.GatewayResponses.PASSED_ON;
import static com.homedelivery.gateway.GatewayResponses.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateLimitIT extends GatewayTest {

    private static final int LIMIT = 100;

    @Test
    void theHundredAndFirstRequestOfAMinuteIsTurnedAway() {
        ApiClient customer = api.asCustomer();

        for (int i = 1; i <= LIMIT; i++) {
            ApiResult answer = customer.get("/api/orders").satisfies(PASSED_ON);
            assertThat(answer.header("X-RateLimit-Limit")).isEqualTo("100");
            assertThat(answer.header("X-RateLimit-Remaining")).isEqualTo(String.valueOf(LIMIT - i));
        }
        ApiResult refused = customer.get("/api/orders").satisfies(refusedWith(429, "RATE_LIMIT_EXCEEDED"));

        assertThat(refused.header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(1L, 60L);
        long now = Instant.now().getEpochSecond();
        assertThat(Long.parseLong(refused.header("X-RateLimit-Reset"))).isBetween(now, now + 61);

        customer.get("/api/products").satisfies(PASSED_ON);
        api.asCustomer().get("/api/orders").satisfies(PASSED_ON);
    }

    @Test
    void aPersonIsCountedWhereverTheyAre() {
        ApiClient customer = api.asCustomer();

        ApiResult here = customer.get("/api/orders");
        ApiResult there =
                customer.withHeader("X-Forwarded-For", "198.51.100.99").get("/api/orders");

        assertThat(here.header("X-RateLimit-Remaining")).isEqualTo("99");
        assertThat(there.header("X-RateLimit-Remaining")).isEqualTo("98");
    }

    @Test
    void whoeverTriesTokensIsCountedByAddress() {
        for (int i = 0; i < LIMIT; i++) {
            api.withToken("guess-" + i).get("/api/orders").satisfies(refusedWith(401, "INVALID_TOKEN"));
        }

        api.withToken("guess").get("/api/orders").satisfies(refusedWith(429, "RATE_LIMIT_EXCEEDED"));
        api.get("/api/orders").satisfies(refusedWith(429, "RATE_LIMIT_EXCEEDED"));
        api.asCustomer().get("/api/orders").satisfies(PASSED_ON);
    }

    @Test
    void wanderingAboutIsLimitedToo() {
        for (int i = 0; i < LIMIT; i++) {
            api.get("/nothing/" + i).satisfies(refusedWith(404, "NOT_FOUND"));
        }

        api.get("/api//products").satisfies(refusedWith(429, "RATE_LIMIT_EXCEEDED"));
        api.get("/actuator/anything").satisfies(refusedWith(429, "RATE_LIMIT_EXCEEDED"));
    }

    @Test
    void writingAPathInAnotherWayGivesNoOtherAllowance() {
        String[] ways = {"/api/%6frders", "/api/o%72ders", "/api/%6Frders/x", "/%61pi/orders", "/api//orders"};
        for (int i = 0; i < ways.length; i++) {
            assertThat(api.get(ways[i])
                            .satisfies(refusedWith(400, "VALIDATION_ERROR"))
                            .header("X-RateLimit-Remaining"))
                    .isEqualTo(String.valueOf(LIMIT - 1 - i));
        }
    }

    @Test
    void healthIsNeverRefused() {
        for (int i = 0; i <= LIMIT; i++) {
            assertThat(api.get("/health").satisfies(PASSED_ON).header("X-RateLimit-Remaining"))
                    .isEqualTo("100");
        }
    }
}
