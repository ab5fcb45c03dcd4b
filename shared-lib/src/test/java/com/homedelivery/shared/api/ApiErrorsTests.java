package com.homedelivery.shared.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.api.error.OverloadedException;
import com.homedelivery.shared.api.error.TooManyRequestsException;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.JwtProperties;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.security.web.EndpointAuthorization;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.InputStreamResource;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Whatever goes wrong, a client gets the envelope with the code it relies on, from a real server. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=shop-service",
            "JWT_SECRET=" + ApiErrorsTests.SECRET,
            "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
                    + "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration,"
                    + "org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration,"
                    + "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
        })
class ApiErrorsTests {

    static final String SECRET = "a-secret-for-tests-of-at-least-32-bytes";
    private static final UUID ANN = UUID.fromString("01940000-0000-7000-8000-000000000001");

    @Autowired
    private AccessTokens tokens;

    private ApiClient api;
    private ApiClient ann;

    @BeforeEach
    void connect(@LocalServerPort int port) {
        api = ApiClient.to(port, tokens);
        ann = api.as(new CurrentUser(ANN, "ann@example.test", Role.USER));
    }

    @Test
    void answersInTheEnvelope() {
        JsonNode body = expect(200, ann.get("/shop/" + ANN));
        assertThat(body.get("success").asBoolean()).isTrue();
        assertThat(body.at("/data/price").decimalValue()).isEqualByComparingTo("29.90");
        assertThat(body.at("/data/at").asString()).isEqualTo("2026-01-31T10:15:30.100Z");
        assertThat(body.get("timestamp").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(body.has("error")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name": "Ann", "quantity": 0}               | quantity | must be greater than 0
            {"name": " ", "quantity": 1}                 | name     | must not be blank
            {"quantity": 1}                              | name     | must not be blank
            {"name": "Ann", "quantity": "1"}             | quantity | must be a whole number
            {"name": "Ann", "quantity": 1.5}             | quantity | must be a whole number
            {"name": 7, "quantity": 1}                   | name     | is missing or has the wrong type
            {"name": "a\\u0000b", "quantity": 1}         | name     | is missing or has the wrong type
            {"name": "a\\ud800b", "quantity": 1}         | name     | is missing or has the wrong type
            {"name": "Ann", "quantity": 99999999999}     | quantity | must be a whole number
            {"name": "Ann", "quantity": 1, "role": "boss"} | role   | must be one of user, rider, admin, service
            """)
    void namesTheFieldThatIsWrong(String body, String field, String message) {
        JsonNode answer = expect(400, ann.post("/shop", body));
        assertThat(answer.at("/error/code").asString()).isEqualTo("VALIDATION_ERROR");
        assertThat(answer.at("/error/details/0/field").asString()).isEqualTo(field);
        assertThat(answer.at("/error/details/0/message").asString()).isEqualTo(message);
    }

    @Test
    void ignoresUnknownFields() {
        expect(200, ann.post("/shop", "{\"name\": \"Ann\", \"quantity\": 1, \"colour\": \"red\"}"));
    }

    @ParameterizedTest
    @CsvSource({
        "'{', 400, VALIDATION_ERROR",
        "'', 400, VALIDATION_ERROR",
        "'[]', 400, VALIDATION_ERROR",
        "null, 400, VALIDATION_ERROR"
    })
    void refusesWhatIsNotTheJsonExpected(String body, int status, String code) {
        assertThat(expect(status, ann.post("/shop", body)).at("/error/code").asString())
                .isEqualTo(code);
    }

    @Test
    void refusesAnotherMediaType() {
        ApiResult form = ann.withHeader("Content-Type", "application/x-www-form-urlencoded")
                .post("/shop", "name=Ann");
        assertThat(code(expect(415, form))).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void refusesBodiesOverOneMebibyteDeclaredOrNot() {
        String big = "{\"name\": \"" + "x".repeat(1024 * 1024) + "\", \"quantity\": 1}";
        assertThat(code(expect(413, ann.post("/shop", big)))).isEqualTo("PAYLOAD_TOO_LARGE");
        InputStreamResource chunked =
                new InputStreamResource(new ByteArrayInputStream(big.getBytes(StandardCharsets.UTF_8)));
        assertThat(code(expect(413, ann.post("/shop", chunked)))).isEqualTo("PAYLOAD_TOO_LARGE");
    }

    @Test
    void namesTheQueryValueThatIsWrong() {
        for (String query : new String[] {"page=0", "limit=101", "page=x", "limit=-1"}) {
            JsonNode answer = expect(400, ann.get("/shop?" + query));
            assertThat(code(answer)).isEqualTo("VALIDATION_ERROR");
            assertThat(answer.at("/error/details/0/field").asString()).isEqualTo(query.split("=")[0]);
        }
        assertThat(expect(400, ann.get("/shop?role=boss"))
                        .at("/error/details/0/message")
                        .asString())
                .isEqualTo("must be one of user, rider, admin, service");
        assertThat(code(expect(400, ann.get("/shop?q=%00")))).isEqualTo("VALIDATION_ERROR");
    }

    @Test
    void takesAnIdThatIsNoUuidForUnknown() {
        assertThat(code(expect(404, ann.get("/shop/product-uuid")))).isEqualTo("NOT_FOUND");
    }

    @Test
    void answersForWhatIsNotThere() {
        assertThat(code(expect(404, ann.get("/nowhere")))).isEqualTo("NOT_FOUND");
        assertThat(code(expect(405, ann.delete("/shop")))).isEqualTo("METHOD_NOT_ALLOWED");
    }

    @Test
    void tellsConflictsFromFaultsAndShowsNoInternals() {
        assertThat(code(expect(409, ann.get("/shop/overtaken")))).isEqualTo("CONFLICT");
        assertThat(code(expect(409, ann.get("/shop/locked")))).isEqualTo("CONFLICT");
        JsonNode fault = expect(500, ann.get("/shop/broken"));
        assertThat(code(fault)).isEqualTo("INTERNAL_ERROR");
        assertThat(fault.toString()).doesNotContain("IllegalState", "secret internals", "homedelivery");
    }

    @Test
    void tellsWhenToTryAgainWhereThatDoesNoHarm() {
        ApiClient withKey = api.withHeader("Idempotency-Key", "k-1");

        assertThat(retryAfter(api.get("/public/crowded"))).isEqualTo("1");
        assertThat(retryAfter(api.put("/public/crowded", null))).isEqualTo("1");
        assertThat(retryAfter(api.post("/public/crowded"))).isNull();
        assertThat(retryAfter(withKey.post("/public/crowded"))).isEqualTo("1");
        assertThat(retryAfter(api.post("/public/full"))).isEqualTo("1");
        assertThat(retryAfter(api.post("/public/queue"))).isEqualTo("7");
    }

    @Test
    void tellsWhoAsksTooOftenHowLongToWait() {
        ApiResult refused = api.post("/public/often").hasError(429, "RATE_LIMIT_EXCEEDED");

        assertThat(refused.header("Retry-After")).isEqualTo("40");
    }

    private static @Nullable String retryAfter(ApiResult result) {
        return result.hasError(503, "SERVICE_ERROR").header("Retry-After");
    }

    @Test
    void answersJsonWhateverTheClientAccepts() {
        expect(200, ann.withHeader("Accept", "text/html").get("/shop/" + ANN));
        expect(404, ann.withHeader("Accept", "application/pdf").get("/nowhere"));
    }

    @Test
    void asksForATokenAndSaysWhatIsWrongWithIt() {
        assertThat(code(expect(401, api.get("/shop")))).isEqualTo("UNAUTHORIZED");
        assertThat(code(expect(401, api.withToken("garbage").get("/shop")))).isEqualTo("INVALID_TOKEN");
        assertThat(code(expect(401, api.withToken(expired()).get("/shop")))).isEqualTo("TOKEN_EXPIRED");
        assertThat(code(expect(401, api.withHeader("x-user-id", ANN.toString()).get("/shop"))))
                .isEqualTo("UNAUTHORIZED");
    }

    @Test
    void asksForTheRole() {
        assertThat(code(expect(403, ann.get("/admin/shop")))).isEqualTo("FORBIDDEN");
        assertThat(code(expect(403, api.asService("cart-service").get("/shop"))))
                .isEqualTo("FORBIDDEN");
    }

    @Test
    void ignoresAnExpiredTokenOnAPublicRoute() {
        expect(200, api.withToken(expired()).get("/public/shop"));
        expect(200, api.get("/public/shop"));
    }

    @Test
    void reportsItsHealthWithoutEnvelope() {
        JsonNode health = expect(200, api.get("/health"));
        assertThat(health.get("success").asBoolean()).isTrue();
        assertThat(health.get("service").asString()).isEqualTo("shop-service");
        assertThat(health.get("dependencies").isObject()).isTrue();
        assertThat(health.has("data")).isFalse();
    }

    private static String code(JsonNode answer) {
        return answer.at("/error/code").asString();
    }

    private static JsonNode expect(int status, ApiResult result) {
        result.hasStatus(status);
        assertThat(result.header("Content-Type")).startsWith("application/json");
        assertThat(result.body().get("success").asBoolean()).isEqualTo(status < 400);
        return result.body();
    }

    private static String expired() {
        Clock yesterday = Clock.fixed(Instant.now().minus(Duration.ofDays(2)), ZoneOffset.UTC);
        var properties = new JwtProperties(SECRET, "home-delivery", Duration.ofHours(24));
        return new AccessTokens(properties, yesterday).issueFor(new CurrentUser(ANN, "ann@example.test", Role.USER));
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(ShopController.class)
    static class ShopService {

        @Bean
        EndpointAuthorization endpointAuthorization() {
            return endpoints -> endpoints
                    .requestMatchers("/public/**")
                    .permitAll()
                    .requestMatchers("/admin/**")
                    .hasRole(Role.ADMIN.name());
        }
    }

    record Goods(UUID id, BigDecimal price, Instant at) {}

    record Wish(@NotBlank String name, @Positive Integer quantity, Role role) {}

    @RestController
    static class ShopController {

        @GetMapping("/shop/{id}")
        ApiResponse<Goods> find(@PathVariable UUID id) {
            return ApiResponse.of(new Goods(id, new BigDecimal("29.90"), Instant.parse("2026-01-31T10:15:30.1Z")));
        }

        @GetMapping("/shop")
        ApiResponse<String> list(
                @Valid PageQuery page,
                @RequestParam(required = false) Role role,
                @AuthenticationPrincipal CurrentUser user) {
            return ApiResponse.of(user.email());
        }

        @PostMapping("/shop")
        ApiResponse<String> wish(@Valid @RequestBody Wish wish) {
            return ApiResponse.of(wish.name());
        }

        @GetMapping("/shop/overtaken")
        ApiResponse<Void> overtaken() {
            throw new OptimisticLockingFailureException("row 7 of table shop");
        }

        @GetMapping("/shop/locked")
        ApiResponse<Void> locked() {
            throw new UncategorizedSQLException("update", null, new SQLException("row 7 of table shop", "55P03"));
        }

        @RequestMapping("/public/crowded")
        ApiResponse<Void> crowded() {
            throw new CannotCreateTransactionException("begin", new SQLTransientConnectionException("none is free"));
        }

        @PostMapping("/public/full")
        ApiResponse<Void> full() {
            throw new OverloadedException("Too many at once");
        }

        @PostMapping("/public/queue")
        ApiResponse<Void> queue() {
            throw new OverloadedException("Too many wait", Duration.ofMillis(6_100));
        }

        @PostMapping("/public/often")
        ApiResponse<Void> often() {
            throw new TooManyRequestsException("Too often", Duration.ofSeconds(40));
        }

        @GetMapping("/shop/broken")
        ApiResponse<Void> broken() {
            throw new IllegalStateException("secret internals");
        }

        @GetMapping("/public/shop")
        ApiResponse<String> open() {
            return ApiResponse.of("open");
        }

        @GetMapping("/admin/shop")
        ApiResponse<String> office() {
            return ApiResponse.of("office");
        }
    }
}
