package com.homedelivery.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.gateway.application.SharedCounts;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.AtOnce;
import com.homedelivery.shared.testing.TcpProxy;
import com.homedelivery.shared.testing.TestServers;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Two gateways on one Redis hold a caller to one limit. */
class TwoGatewaysIT {

    private static final int LIMIT = 100;
    private static final int TOLERANCE = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final TestService SERVICE = new TestService();
    private static final TcpProxy REDIS = TcpProxy.toRedis();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static List<ConfigurableApplicationContext> gateways;

    private final String token = gateways.getFirst()
            .getBean(AccessTokens.class)
            .issueFor(new CurrentUser(UUID.randomUUID(), "somebody@example.org", Role.USER));

    @BeforeAll
    static void start() {
        gateways = Stream.generate(TwoGatewaysIT::gateway).limit(2).toList();
    }

    @AfterAll
    static void stop() {
        gateways.forEach(ConfigurableApplicationContext::close);
    }

    /** Each has heard of the other. */
    @BeforeEach
    void together() {
        Awaitility.await().atMost(PATIENCE).until(() -> IntStream.range(0, 2).allMatch(this::knowsOthers));
    }

    @AfterEach
    void redisIsWellAgain() {
        REDIS.mend();
        Awaitility.await().atMost(PATIENCE).until(() -> suspended(0) == 0 && suspended(1) == 0);
    }

    @Test
    void aBurstAtBothIsHeldToTheLimitAndTheTolerance() {
        List<Supplier<Integer>> requests = IntStream.range(0, 4 * LIMIT)
                .<Supplier<Integer>>mapToObj(i -> () -> get(i % 2, token).statusCode())
                .toList();

        assertThat(passed(AtOnce.run(requests))).isBetween((long) LIMIT, (long) LIMIT + TOLERANCE);
    }

    @Test
    void aBurstAtOneOfThemIsLetThroughUpToTheLimit() {
        assertThat(passed(AtOnce.run(2 * LIMIT, () -> get(0, token).statusCode())))
                .isEqualTo(LIMIT);
    }

    @Test
    void whatIsUsedUpAtOneIsUsedUpAtTheOther() {
        IntStream.range(0, LIMIT).forEach(_ -> get(0, token));

        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> get(1, token).statusCode() == 429);
        HttpResponse<String> refused = get(1, token);
        assertThat(Answer.of(refused).header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(Answer.of(refused).header("X-RateLimit-Reset"))
                .isEqualTo(Answer.of(get(0, token)).header("X-RateLimit-Reset"));
    }

    @Test
    void eachGoesByItsOwnCountWhileRedisIsAwayAndTellsTheOtherAfterwards() {
        REDIS.freeze();
        Awaitility.await().atMost(PATIENCE).until(() -> suspended(0) == 1 && suspended(1) == 1);

        assertThat(passed(IntStream.range(0, LIMIT / 2)
                        .mapToObj(_ -> get(0, token).statusCode())
                        .toList()))
                .isEqualTo(LIMIT / 2);
        assertThat(Answer.of(get(1, token)).header("X-RateLimit-Remaining")).isEqualTo(String.valueOf(LIMIT - 1));

        REDIS.mend();
        Awaitility.await().atMost(PATIENCE).until(() -> {
            get(0, token);
            return Integer.parseInt(Answer.of(get(1, token)).header("X-RateLimit-Remaining")) < LIMIT / 2;
        });
    }

    private static long passed(List<Integer> statuses) {
        assertThat(statuses).containsAnyOf(200).isSubsetOf(200, 429);
        return statuses.stream().filter(status -> status == 200).count();
    }

    private boolean knowsOthers(int gateway) {
        return gateways.get(gateway).getBean(SharedCounts.class).hasOthers();
    }

    private static double suspended(int gateway) {
        return gateways.get(gateway)
                .getBean(MeterRegistry.class)
                .get("homedelivery.gateway.rate-limit.suspended")
                .gauge()
                .value();
    }

    private static HttpResponse<String> get(int gateway, String token) {
        int port = ((WebServerApplicationContext) gateways.get(gateway))
                .getWebServer()
                .getPort();
        try {
            return CLIENT.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/orders"))
                            .version(HttpClient.Version.HTTP_1_1)
                            .header("Authorization", "Bearer " + token)
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("No answer", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ConfigurableApplicationContext gateway() {
        return new SpringApplicationBuilder(ApiGatewayApplication.class)
                .run(
                        "--server.port=0",
                        "--homedelivery.jwt.secret=only-for-tests-only-for-tests-only-for-tests",
                        "--homedelivery.gateway.services.order=" + SERVICE.url(),
                        "--spring.data.redis.host=127.0.0.1",
                        "--spring.data.redis.port=" + REDIS.port(),
                        "--spring.data.redis.database="
                                + TestServers.current().redis().database());
    }
}
