package com.homedelivery.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateLimitIT extends GatewayTest {

    private static final int LIMIT = 100;

    @Test
    void theHundredAndFirstRequestOfAMinuteIsTurnedAway() {
        String token = tokenOfSomebody();

        for (int i = 1; i <= LIMIT; i++) {
            Answer answer = get("/api/orders", token).isPassedOn();
            assertThat(answer.header("X-RateLimit-Limit")).isEqualTo("100");
            assertThat(answer.header("X-RateLimit-Remaining")).isEqualTo(String.valueOf(LIMIT - i));
        }
        Answer refused = get("/api/orders", token).isRefusedWith(429, "RATE_LIMIT_EXCEEDED");

        assertThat(refused.header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(1L, 60L);
        long now = Instant.now().getEpochSecond();
        assertThat(Long.parseLong(refused.header("X-RateLimit-Reset"))).isBetween(now, now + 61);

        get("/api/products", token).isPassedOn();
        get("/api/orders", tokenOfSomebody()).isPassedOn();
    }

    @Test
    void aPersonIsCountedWhereverTheyAre() {
        String token = tokenOfSomebody();

        Answer here = send(request("/api/orders", token));
        Answer there = send(request("/api/orders", token).setHeader("X-Forwarded-For", "198.51.100.99"));

        assertThat(here.header("X-RateLimit-Remaining")).isEqualTo("99");
        assertThat(there.header("X-RateLimit-Remaining")).isEqualTo("98");
    }

    @Test
    void whoeverTriesTokensIsCountedByAddress() {
        for (int i = 0; i < LIMIT; i++) {
            get("/api/orders", "guess-" + i).isRefusedWith(401, "INVALID_TOKEN");
        }

        get("/api/orders", "guess").isRefusedWith(429, "RATE_LIMIT_EXCEEDED");
        get("/api/orders").isRefusedWith(429, "RATE_LIMIT_EXCEEDED");
        get("/api/orders", tokenOfSomebody()).isPassedOn();
    }

    @Test
    void wanderingAboutIsLimitedToo() {
        for (int i = 0; i < LIMIT; i++) {
            get("/nothing/" + i).isRefusedWith(404, "NOT_FOUND");
        }

        get("/api//products").isRefusedWith(429, "RATE_LIMIT_EXCEEDED");
        get("/actuator/anything").isRefusedWith(429, "RATE_LIMIT_EXCEEDED");
        assertThat(get("/actuator/health/liveness").status()).isEqualTo(200);
    }

    @Test
    void writingAPathInAnotherWayGivesNoOtherAllowance() {
        String[] ways = {"/api/%6frders", "/api/o%72ders", "/api/%6Frders/x", "/%61pi/orders", "/api//orders"};
        for (int i = 0; i < ways.length; i++) {
            assertThat(get(ways[i]).isRefusedWith(400, "VALIDATION_ERROR").header("X-RateLimit-Remaining"))
                    .isEqualTo(String.valueOf(LIMIT - 1 - i));
        }
    }

    @Test
    void healthIsNeverRefused() {
        for (int i = 0; i <= LIMIT; i++) {
            assertThat(get("/health").isPassedOn().header("X-RateLimit-Remaining"))
                    .isEqualTo("100");
        }
    }
}
