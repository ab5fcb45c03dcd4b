package com.homedelivery.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.AtOnce;
import com.homedelivery.shared.testing.TcpProxy;
import com.homedelivery.shared.testing.TestServers;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Every request is answered, however many come at once and whatever becomes of Redis meanwhile. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "JWT_SECRET=only-for-tests-only-for-tests-only-for-tests")
class ConcurrentRequestsIT {

    private static final int AT_ONCE = 1_000;
    private static final int ROUNDS = 10;

    /** The deadline is at 11 s; two busy cores may need as long again to send and read it all. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private static final TestService SERVICE = new TestService();
    private static final TcpProxy REDIS = TcpProxy.toRedis();

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) {
        registry.add("ORDER_SERVICE_URL", SERVICE::url);
        registry.add("REDIS_HOST", () -> "127.0.0.1");
        registry.add("REDIS_PORT", REDIS::port);
        registry.add(
                "spring.data.redis.database",
                () -> TestServers.current().redis().database());
    }

    @LocalServerPort
    int port;

    @Autowired
    MeterRegistry meters;

    @Autowired
    AccessTokens tokens;

    @AfterEach
    void redisIsWellAgain() {
        REDIS.mend();
        Awaitility.await().atMost(PATIENCE).until(() -> post("/api/orders").equals("200") && suspended() == 0);
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(connections("active")).isZero();
            assertThat(connections("pending")).isZero();
        });
        assertThat(post("/api/orders")).isEqualTo("200");
    }

    @Test
    void everyRequestOfABurstIsCountedAndFindsAConnection() {
        double before = uncounted();

        for (int round = 0; round < 2; round++) {
            assertThat(manyAtOnce().keySet()).containsOnly("200");
        }

        assertThat(uncounted() - before).isZero();
    }

    @Test
    void noneOfTenThousandRequestsGoesUnansweredWhileRedisStandsStillNowAndThen() {
        for (int round = 0; round < ROUNDS; round++) {
            REDIS.freeze();
            Thread mend = Thread.ofVirtual().start(ConcurrentRequestsIT::mendInAMoment);

            Map<String, Long> answers = manyAtOnce();

            assertThat(answers.keySet())
                    .as(answers.toString())
                    .containsAnyOf("200")
                    .isSubsetOf("200", "503", "504");
            mend.interrupt();
            REDIS.mend();
        }
    }

    @Test
    void noRequestWaitsForARedisThatStandsStill() {
        REDIS.freeze();

        assertThat(AtOnce.run(20, () -> post("/api/orders"))).containsOnly("200");
    }

    @Test
    void clientsThatHangUpLeaveNothingBehind() throws IOException {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            RawClient client = new RawClient(port, PATIENCE);
            clients.add(client);
            client.send(head("/api/orders/never"));
            client.send(i % 2 == 0 ? BODY : BODY.substring(0, i));
        }
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(connections("active")).isEqualTo(clients.size()));

        for (RawClient client : clients) {
            client.close();
        }

        // Before the deadline would end them.
        Awaitility.await()
                .atMost(Duration.ofSeconds(9))
                .untilAsserted(() -> assertThat(connections("active")).isZero());
    }

    private static final String BODY =
            "{\"email\":\"somebody@example.org\",\"password\":\"%s\"}".formatted("x".repeat(200));

    /** Each request is another customer's: no rate limit is reached. */
    private String head(String path) {
        return """
            POST %s HTTP/1.1\r
            Host: x\r
            Authorization: Bearer %s\r
            Content-Type: application/json\r
            Content-Length: %d\r
            \r
            """.formatted(
                        path,
                        tokens.issueFor(new CurrentUser(UUID.randomUUID(), "somebody@example.org", Role.USER)),
                        BODY.length());
    }

    /** How often each status was answered. */
    private Map<String, Long> manyAtOnce() {
        return AtOnce.run(AT_ONCE, () -> post("/api/orders/after-a-while")).stream()
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }

    /** The status of the answer, or why there was none. */
    private String post(String path) {
        try (RawClient client = new RawClient(port, PATIENCE)) {
            client.send(head(path));
            client.send(BODY);
            return String.valueOf(client.status());
        } catch (IOException e) {
            return "unanswered: " + e;
        }
    }

    private static void mendInAMoment() {
        try {
            Thread.sleep(Duration.ofMillis(300 + ThreadLocalRandom.current().nextInt(1_000)));
        } catch (InterruptedException e) {
            // The round is over already.
        }
        REDIS.mend();
    }

    private double uncounted() {
        return meters.get("homedelivery.gateway.requests.uncounted").counter().count();
    }

    private double suspended() {
        return meters.get("homedelivery.gateway.rate-limit.suspended").gauge().value();
    }

    private double connections(String which) {
        return meters.find("reactor.netty.connection.provider." + which + ".connections").gauges().stream()
                .mapToDouble(Gauge::value)
                .sum();
    }
}
