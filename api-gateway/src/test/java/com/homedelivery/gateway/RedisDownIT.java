package com.homedelivery.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
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

    private static final int REQUESTS = 150;
    private static final TestService SERVICE = new TestService();

    @LocalServerPort
    int port;

    @Autowired
    MeterRegistry meters;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) {
        registry.add("PRODUCT_SERVICE_URL", SERVICE::url);
        registry.add("REDIS_HOST", () -> "127.0.0.1");
        registry.add("REDIS_PORT", AtTheDoor::freePort);
    }

    @Test
    void requestsPassAndAreReportedAsUncounted() throws Exception {
        Instant start = Instant.now();

        for (int i = 0; i < REQUESTS; i++) {
            Answer answer = get("/api/products").isPassedOn();
            assertThat(answer.header("X-RateLimit-Remaining")).isEqualTo("100");
        }

        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
        assertThat(meters.get("homedelivery.gateway.requests.uncounted")
                        .counter()
                        .count())
                .isEqualTo(REQUESTS);
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
        try (HttpClient client = HttpClient.newHttpClient()) {
            return Answer.of(client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString()));
        }
    }
}
