package com.homedelivery.shared.security.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.redis.BestEffortRedis;
import com.homedelivery.shared.redis.KeyNaming;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.CallingService;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.JwtProperties;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.security.TokenRevocationCheck.EpochKeys;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.TcpProxy;
import com.homedelivery.shared.testing.TestServers;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Two services that know of a changed account by nothing but its epoch in Redis; the way of one of them can be frozen. */
class TokenRevocationCheckIT {

    /** A service gives Redis a tenth of a second, and none for a while if it was late: then it believes the token. */
    private static final Duration SOON = Duration.ofSeconds(60);

    /** Less than anything is kept without being asked about again. */
    private static final Duration A_MOMENT = Duration.ofSeconds(30);

    private static final String SECRET = "a-secret-for-tests-of-at-least-32-bytes";
    private static final TestServers.Redis REDIS = TestServers.current().redis();
    private static final EpochKeys KEYS = new EpochKeys(KeyNaming.SINGLE_SERVER);
    private static final TcpProxy PROXY = TcpProxy.toRedis();
    private static final RedisClient CLIENT = RedisClient.create(address(REDIS.port()));
    private static final AccessTokens TOKENS =
            new AccessTokens(new JwtProperties(SECRET, "home-delivery", Duration.ofHours(1)), Clock.systemUTC());

    private static ConfigurableApplicationContext orderService;
    private static ConfigurableApplicationContext cartService;
    private static RedisCommands<String, String> redis;

    private final CurrentUser ann = new CurrentUser(UUID.randomUUID(), "ann@example.test", Role.USER);

    @BeforeAll
    static void startServices() {
        orderService = service("order-service", REDIS.port());
        cartService = service("cart-service", PROXY.port());
        redis = CLIENT.connect().sync();
    }

    @AfterAll
    static void stopServices() {
        PROXY.mend();
        cartService.close();
        orderService.close();
        PROXY.close();
        CLIENT.shutdown();
    }

    @AfterEach
    void noRevision() {
        redis.del(KEYS.revision());
    }

    @Test
    void aTokenFromBeforeTheChangeIsRefusedEverywhere() {
        String before = TOKENS.issueFor(ann);
        assertThat(get(orderService, "/private", before)).isEqualTo(200);
        assertThat(get(cartService, "/private", before)).isEqualTo(200);

        redis.set(KEYS.of(ann.id()), "1");

        await().atMost(SOON).until(() -> get(orderService, "/private", before) == 401);
        await().atMost(SOON).until(() -> get(cartService, "/private", before) == 401);
        await().atMost(SOON)
                .until(() -> send(orderService, "/private", before).errorCode().equals("TOKEN_EXPIRED"));
        assertThat(get(orderService, "/private", TOKENS.issueFor(ann, 1))).isEqualTo(200);
        assertThat(get(cartService, "/private", TOKENS.issueFor(ann, 2))).isEqualTo(200);
    }

    @Test
    void aRoleThatWasTakenAwayIsOfNoUse() {
        var admin = new CurrentUser(UUID.randomUUID(), "boss@example.test", Role.ADMIN);
        String before = TOKENS.issueFor(admin, 3);
        assertThat(get(orderService, "/office", before)).isEqualTo(200);

        redis.set(KEYS.of(admin.id()), "4");

        await().atMost(SOON).until(() -> get(orderService, "/office", before) == 401);
        var user = new CurrentUser(admin.id(), admin.email(), Role.USER);
        assertThat(get(orderService, "/office", TOKENS.issueFor(user, 4))).isEqualTo(403);
    }

    @Test
    void aTokenFromBeforeTheChangeIsRefusedAlsoWhenTheRevisionTellsOfIt() {
        redis.set(KEYS.revision(), "before");
        String before = TOKENS.issueFor(ann);
        assertThat(get(orderService, "/private", before)).isEqualTo(200);

        redis.mset(Map.of(KEYS.of(ann.id()), "1", KEYS.revision(), "after"));

        await().atMost(A_MOMENT).until(() -> get(orderService, "/private", before) == 401);
    }

    @Test
    void manyPeopleAreAskedAboutAtOnce() {
        redis.set(KEYS.revision(), "revision");
        List<String> tokens = Stream.generate(() -> new CurrentUser(UUID.randomUUID(), "a@b.test", Role.USER))
                .limit(50)
                .map(TOKENS::issueFor)
                .toList();
        tokens.forEach(token -> assertThat(get(orderService, "/private", token)).isEqualTo(200));
        long asked = lookUps();

        long start = System.nanoTime();
        while (System.nanoTime() - start < Duration.ofSeconds(3).toNanos()) {
            tokens.forEach(
                    token -> assertThat(get(orderService, "/private", token)).isEqualTo(200));
        }

        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        assertThat(lookUps() - asked)
                .as("about one in each of %s seconds; not one for each person", seconds)
                .isLessThan(tokens.size() / 2 + seconds);
    }

    @Test
    void withoutARevisionOneTellsNothingOfAnother() {
        String before = TOKENS.issueFor(ann);
        assertThat(get(orderService, "/private", before)).isEqualTo(200);
        redis.set(KEYS.of(ann.id()), "1");

        await().atMost(A_MOMENT).until(() -> {
            var somebody = new CurrentUser(UUID.randomUUID(), "somebody@example.test", Role.USER);
            assertThat(get(orderService, "/private", TOKENS.issueFor(somebody))).isEqualTo(200);
            return get(orderService, "/private", before) == 401;
        });
    }

    private static long lookUps() {
        return redis.info("commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_mget:"))
                .map(line -> line.replaceFirst(".*calls=(\\d+),.*", "$1"))
                .mapToLong(Long::parseLong)
                .sum();
    }

    @Test
    void publicRoutesDoNotMind() {
        redis.set(KEYS.of(ann.id()), "1");

        await().atMost(SOON).until(() -> get(orderService, "/private", TOKENS.issueFor(ann)) == 401);
        assertThat(get(orderService, "/public", TOKENS.issueFor(ann))).isEqualTo(200);
    }

    @Test
    void tokensBetweenServicesHaveNoEpoch() {
        assertThat(get(orderService, "/internal", TOKENS.issueFor(new CallingService("cart-service"))))
                .isEqualTo(200);
    }

    @Test
    void whileRedisStandsStillTheTokenIsTakenAtItsWord() {
        redis.set(KEYS.of(ann.id()), "1");
        String before = TOKENS.issueFor(ann);
        await().atMost(SOON).until(() -> get(cartService, "/private", before) == 401);

        PROXY.freeze();
        await().atMost(SOON).until(() -> get(cartService, "/private", before) == 200);
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            var somebody = new CurrentUser(UUID.randomUUID(), "somebody@example.test", Role.USER);
            String token = TOKENS.issueFor(somebody);
            long start = System.nanoTime();
            assertThat(get(cartService, "/private", token)).isEqualTo(200);
            times.add(Duration.ofNanos(System.nanoTime() - start));
        }
        assertThat(times)
                .as("most do not wait for a time-out; not more is asked of a busy machine")
                .filteredOn(time -> time.compareTo(RedisTokenRevocationCheck.TIMEOUT) < 0)
                .hasSizeGreaterThan(10);

        PROXY.mend();
        await().atMost(SOON).until(() -> get(cartService, "/private", before) == 401);
    }

    @Test
    void withoutRedisFromTheStartTheTokenIsTakenAtItsWord() {
        var nobody = new LettuceConnectionFactory(REDIS.host(), 1);
        nobody.afterPropertiesSet();
        var redis = new BestEffortRedis("token-epochs", RedisTokenRevocationCheck.TIMEOUT, nobody);
        redis.start();
        try {
            var revocations = new RedisTokenRevocationCheck(redis, KEYS);
            assertThat(revocations.isRevoked(TOKENS.verified(TOKENS.issueFor(ann))))
                    .isFalse();
        } finally {
            redis.stop();
            nobody.destroy();
        }
    }

    @Test
    void whatIsNoEpochDoesNotLockAnybodyOut() {
        redis.set(KEYS.of(ann.id()), "garbage");

        assertThat(get(orderService, "/private", TOKENS.issueFor(ann))).isEqualTo(200);
    }

    private static int get(ConfigurableApplicationContext service, String path, String token) {
        return send(service, path, token).status();
    }

    private static ApiResult send(ConfigurableApplicationContext service, String path, String token) {
        int port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        return ApiClient.to(port, TOKENS).withToken(token).get(path);
    }

    private static ConfigurableApplicationContext service(String name, int redisPort) {
        return new SpringApplicationBuilder(Service.class)
                .run(
                        "--server.port=0",
                        "--spring.application.name=" + name,
                        "--JWT_SECRET=" + SECRET,
                        "--spring.data.redis.host=" + REDIS.host(),
                        "--spring.data.redis.port=" + redisPort,
                        "--spring.data.redis.database=" + REDIS.database(),
                        "--spring.autoconfigure.exclude="
                                + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
                                + "org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration,"
                                + "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration");
    }

    private static RedisURI address(int port) {
        return RedisURI.builder()
                .withHost(REDIS.host())
                .withPort(port)
                .withDatabase(REDIS.database())
                .build();
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(Controller.class)
    static class Service {

        @Bean
        EndpointAuthorization endpointAuthorization() {
            return endpoints -> {
                endpoints.requestMatchers("/public").permitAll();
                endpoints.requestMatchers("/office").hasRole(Role.ADMIN.name());
                endpoints.requestMatchers("/internal").hasRole(Role.SERVICE.name());
            };
        }
    }

    @RestController
    static class Controller {

        @GetMapping({"/public", "/private", "/office", "/internal"})
        ApiResponse<String> hello() {
            return ApiResponse.of("hello");
        }
    }
}
