package com.homedelivery.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.homedelivery.gateway.application.SharedRateLimitCounts;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import com.homedelivery.shared.testing.TcpProxy;
import com.homedelivery.shared.testing.TestServers;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
    private static final int NOBODY_ELSES = 0;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final TestService SERVICE = new TestService();
    private static final TcpProxy REDIS = TcpProxy.toRedis();

    /** Closed together in the end, as they share threads; the first two are the ones of all tests. */
    private static List<ConfigurableApplicationContext> gateways;

    private final String token = gateways.getFirst()
            .getBean(AccessTokens.class)
            .issueFor(new CurrentUser(UUID.randomUUID(), "somebody@example.org", Role.USER));

    @BeforeAll
    static void start() {
        gateways = Stream.generate(TwoGatewaysIT::gateway).limit(2).collect(Collectors.toCollection(ArrayList::new));
    }

    @AfterAll
    static void stop() {
        gateways.forEach(ConfigurableApplicationContext::close);
    }

    /** Each has heard of the other. */
    @BeforeEach
    void together() {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> gateways.stream().limit(2).allMatch(TwoGatewaysIT::knowsOthers));
    }

    @AfterEach
    void redisIsWellAgain() {
        REDIS.mend();
        Awaitility.await().atMost(PATIENCE).until(() -> suspended(0) == 0 && suspended(1) == 0);
    }

    @Test
    void aBurstAtBothIsHeldToTheLimitAndTheTolerance() {
        List<Supplier<Integer>> requests = IntStream.range(0, 4 * LIMIT)
                .<Supplier<Integer>>mapToObj(i -> () -> get(i % 2, token).status())
                .toList();

        assertThat(passed(AtOnce.run(requests))).isBetween((long) LIMIT, (long) LIMIT + TOLERANCE);
    }

    @Test
    void aBurstAtOneOfThemIsLetThroughUpToTheLimit() {
        assertThat(passed(AtOnce.run(2 * LIMIT, () -> get(0, token).status()))).isEqualTo(LIMIT);
    }

    @Test
    void whatIsUsedUpAtOneIsUsedUpAtTheOther() {
        IntStream.range(0, LIMIT).forEach(_ -> get(0, token));

        Awaitility.await().atMost(PATIENCE).until(() -> get(1, token).status() == 429);
        ApiResult refused = get(1, token);
        assertThat(refused.header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(resetAt(refused)).as("to the second").isCloseTo(resetAt(get(0, token)), within(1L));
    }

    @Test
    void eachGoesByItsOwnCountWhileRedisIsAwayAndTellsTheOtherAfterwards() {
        REDIS.freeze();
        Awaitility.await().atMost(PATIENCE).until(() -> suspended(0) == 1 && suspended(1) == 1);

        assertThat(passed(IntStream.range(0, LIMIT / 2)
                        .mapToObj(_ -> get(0, token).status())
                        .toList()))
                .isEqualTo(LIMIT / 2);
        assertThat(get(1, token).header("X-RateLimit-Remaining")).isEqualTo(String.valueOf(LIMIT - 1));

        REDIS.mend();
        Awaitility.await().atMost(PATIENCE).until(() -> {
            get(0, token);
            return Integer.parseInt(get(1, token).header("X-RateLimit-Remaining")) < LIMIT / 2;
        });
    }

    /** Both on a Redis database where no other gateway is. */
    @Test
    void whoeverJoinsIsToldWhatAnotherCountedWhileItWasAlone() {
        ConfigurableApplicationContext first = another();
        Awaitility.await().atMost(PATIENCE).until(() -> !knowsOthers(first));
        IntStream.range(0, LIMIT / 2).forEach(_ -> get(first, token));

        ConfigurableApplicationContext second = another();
        AtomicInteger own = new AtomicInteger();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> Integer.parseInt(get(second, token).header("X-RateLimit-Remaining"))
                        < LIMIT - own.incrementAndGet());
    }

    private static ConfigurableApplicationContext another() {
        ConfigurableApplicationContext another = gateway(NOBODY_ELSES);
        gateways.add(another);
        return another;
    }

    private static long resetAt(ApiResult answer) {
        return Long.parseLong(answer.header("X-RateLimit-Reset"));
    }

    private static long passed(List<Integer> statuses) {
        assertThat(statuses).containsAnyOf(200).isSubsetOf(200, 429);
        return statuses.stream().filter(status -> status == 200).count();
    }

    private static boolean knowsOthers(ConfigurableApplicationContext gateway) {
        return gateway.getBean(SharedRateLimitCounts.class).hasPeers();
    }

    private static double suspended(int gateway) {
        return gateways.get(gateway)
                .getBean(MeterRegistry.class)
                .get("homedelivery.gateway.rate-limit.suspended")
                .gauge()
                .value();
    }

    private static ApiResult get(int gateway, String token) {
        return get(gateways.get(gateway), token);
    }

    private static ApiResult get(ConfigurableApplicationContext gateway, String token) {
        int port = ((WebServerApplicationContext) gateway).getWebServer().getPort();
        return ApiClient.to(port, gateway.getBean(AccessTokens.class))
                .withToken(token)
                .get("/api/orders");
    }

    private static ConfigurableApplicationContext gateway() {
        return gateway(TestServers.current().redis().database());
    }

    private static ConfigurableApplicationContext gateway(int redisDatabase) {
        return new SpringApplicationBuilder(ApiGatewayApplication.class)
                .run(
                        "--server.port=0",
                        "--homedelivery.jwt.secret=only-for-tests-only-for-tests-only-for-tests",
                        "--homedelivery.gateway.services.order=" + SERVICE.url(),
                        "--spring.data.redis.host=127.0.0.1",
                        "--spring.data.redis.port=" + REDIS.port(),
                        "--spring.data.redis.database=" + redisDatabase);
    }
}
