package com.homedelivery.gateway;

import static com.homedelivery.gateway.GatewayResponses.PASSED_ON;
import static com.homedelivery.gateway.GatewayResponses.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.StubService;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "JWT_SECRET=only-for-tests-only-for-tests-only-for-tests")
class RedisDownIT {

    private static final int LIMIT = 100;
    private static final TestService SERVICE = new TestService();

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) {
        registry.add("PRODUCT_SERVICE_URL", SERVICE::url);
        registry.add("REDIS_HOST", () -> "127.0.0.1");
        registry.add("REDIS_PORT", StubService::freePort);
    }

    private ApiClient api;

    @BeforeEach
    void connect(@LocalServerPort int port, @Autowired AccessTokens tokens) {
        api = ApiClient.to(port, tokens);
    }

    @Test
    void theInstanceGoesByItsOwnCountAndSaysSo(@Autowired MeterRegistry meters) {
        for (int i = 1; i <= LIMIT; i++) {
            assertThat(api.get("/api/products").satisfies(PASSED_ON).header("X-RateLimit-Remaining"))
                    .isEqualTo(String.valueOf(LIMIT - i));
        }
        api.get("/api/products").satisfies(refusedWith(429, "RATE_LIMIT_EXCEEDED"));

        assertThat(meters.get("homedelivery.gateway.requests.uncounted")
                        .counter()
                        .count())
                .isEqualTo(LIMIT);
        assertThat(meters.get("homedelivery.gateway.rate-limit.suspended")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    @Test
    void healthSaysSo() {
        ApiResult answer = api.get("/health");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body().path("success").asBoolean(true)).isFalse();
        assertThat(answer.body().path("dependencies").path("redis").asBoolean(true))
                .isFalse();
    }
}
