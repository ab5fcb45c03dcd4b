package com.homedelivery.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @LocalServerPort
    int port;

    @Autowired
    MeterRegistry meters;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) {
        registry.add("PRODUCT_SERVICE_URL", SERVICE::url);
        registry.add("REDIS_HOST", () -> "127.0.0.1");
        registry.add("REDIS_PORT", GatewayTest::freePort);
    }

    @Test
    void theInstanceGoesByItsOwnCountAndSaysSo() throws Exception {
        for (int i = 1; i <= LIMIT; i++) {
            assertThat(get("/api/products").isPassedOn().header("X-RateLimit-Remaining"))
                    .isEqualTo(String.valueOf(LIMIT - i));
        }
        get("/api/products").isRefusedWith(429, "RATE_LIMIT_EXCEEDED");

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
    void healthSaysSo() throws Exception {
        Answer answer = get("/health");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().path("success").asBoolean(true)).isFalse();
        assertThat(answer.json().path("dependencies").path("redis").asBoolean(true))
                .isFalse();
    }

    private Answer get(String path) throws Exception {
        return Answer.of(CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString()));
    }
}
