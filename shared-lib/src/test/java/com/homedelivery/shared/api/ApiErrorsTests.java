package com.homedelivery.shared.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.api.error.OverloadedException;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.CallingService;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.JwtProperties;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.security.web.EndpointAuthorization;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
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
import tools.jackson.databind.json.JsonMapper;

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
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    private AccessTokens tokens;

    @Test
    void answersInTheEnvelope() throws Exception {
        JsonNode body = expect(200, request("/shop/" + ANN));
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
    void namesTheFieldThatIsWrong(String body, String field, String message) throws Exception {
        JsonNode answer = expect(400, post("/shop", body));
        assertThat(answer.at("/error/code").asString()).isEqualTo("VALIDATION_ERROR");
        assertThat(answer.at("/error/details/0/field").asString()).isEqualTo(field);
        assertThat(answer.at("/error/details/0/message").asString()).isEqualTo(message);
    }

    @Test
    void ignoresUnknownFields() throws Exception {
        expect(200, post("/shop", "{\"name\": \"Ann\", \"quantity\": 1, \"colour\": \"red\"}"));
    }

    @ParameterizedTest
    @CsvSource({
        "'{', 400, VALIDATION_ERROR",
        "'', 400, VALIDATION_ERROR",
        "'[]', 400, VALIDATION_ERROR",
        "null, 400, VALIDATION_ERROR"
    })
    void refusesWhatIsNotTheJsonExpected(String body, int status, String code) throws Exception {
        assertThat(expect(status, post("/shop", body)).at("/error/code").asString())
                .isEqualTo(code);
    }

    @Test
    void refusesAnotherMediaType() throws Exception {
        HttpRequest form = signedIn(
                "/shop",
                request -> request.header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("name=Ann")));
        assertThat(code(expect(415, form))).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void refusesBodiesOverOneMebibyteDeclaredOrNot() throws Exception {
        String big = "{\"name\": \"" + "x".repeat(1024 * 1024) + "\", \"quantity\": 1}";
        assertThat(code(expect(413, post("/shop", big)))).isEqualTo("PAYLOAD_TOO_LARGE");
        HttpRequest chunked = signedIn(
                "/shop",
                request -> request.header("Content-Type", "application/json")
                        .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(big))));
        assertThat(code(expect(413, chunked))).isEqualTo("PAYLOAD_TOO_LARGE");
    }

    @Test
    void namesTheQueryValueThatIsWrong() throws Exception {
        for (String query : new String[] {"page=0", "limit=101", "page=x", "limit=-1"}) {
            JsonNode answer = expect(400, request("/shop?" + query));
            assertThat(code(answer)).isEqualTo("VALIDATION_ERROR");
            assertThat(answer.at("/error/details/0/field").asString()).isEqualTo(query.split("=")[0]);
        }
        assertThat(expect(400, request("/shop?role=boss"))
                        .at("/error/details/0/message")
                        .asString())
                .isEqualTo("must be one of user, rider, admin, service");
        assertThat(code(expect(400, request("/shop?q=%00")))).isEqualTo("VALIDATION_ERROR");
    }

    @Test
    void takesAnIdThatIsNoUuidForUnknown() throws Exception {
        assertThat(code(expect(404, request("/shop/product-uuid")))).isEqualTo("NOT_FOUND");
    }

    @Test
    void answersForWhatIsNotThere() throws Exception {
        assertThat(code(expect(404, request("/nowhere")))).isEqualTo("NOT_FOUND");
        assertThat(code(expect(405, signedIn("/shop", HttpRequest.Builder::DELETE))))
                .isEqualTo("METHOD_NOT_ALLOWED");
    }

    @Test
    void tellsConflictsFromFaultsAndShowsNoInternals() throws Exception {
        assertThat(code(expect(409, request("/shop/overtaken")))).isEqualTo("CONFLICT");
        assertThat(code(expect(409, request("/shop/locked")))).isEqualTo("CONFLICT");
        JsonNode fault = expect(500, request("/shop/broken"));
        assertThat(code(fault)).isEqualTo("INTERNAL_ERROR");
        assertThat(fault.toString()).doesNotContain("IllegalState", "secret internals", "homedelivery");
    }

    @Test
    void tellsWhenToTryAgainWhereThatDoesNoHarm() throws Exception {
        HttpRequest.Builder post =
                HttpRequest.newBuilder(uri("/public/crowded")).POST(BodyPublishers.noBody());
        HttpRequest.Builder put = HttpRequest.newBuilder(uri("/public/crowded")).PUT(BodyPublishers.noBody());
        HttpRequest.Builder full = HttpRequest.newBuilder(uri("/public/full")).POST(BodyPublishers.noBody());

        assertThat(retryAfter(anonymous("/public/crowded"))).hasValue("1");
        assertThat(retryAfter(put.build())).hasValue("1");
        assertThat(retryAfter(post.copy().build())).isEmpty();
        assertThat(retryAfter(post.header("Idempotency-Key", "k-1").build())).hasValue("1");
        assertThat(retryAfter(full.build())).hasValue("1");
    }

    private Optional<String> retryAfter(HttpRequest request) throws Exception {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
        assertThat(code(JSON.readTree(response.body()))).isEqualTo("SERVICE_ERROR");
        return response.headers().firstValue("Retry-After");
    }

    @Test
    void answersJsonWhateverTheClientAccepts() throws Exception {
        expect(200, signedIn("/shop/" + ANN, request -> request.header("Accept", "text/html")));
        expect(404, signedIn("/nowhere", request -> request.header("Accept", "application/pdf")));
    }

    @Test
    void asksForATokenAndSaysWhatIsWrongWithIt() throws Exception {
        assertThat(code(expect(401, anonymous("/shop")))).isEqualTo("UNAUTHORIZED");
        assertThat(code(expect(401, bearer("/shop", "garbage")))).isEqualTo("INVALID_TOKEN");
        assertThat(code(expect(401, bearer("/shop", expired())))).isEqualTo("TOKEN_EXPIRED");
        assertThat(code(expect(
                        401,
                        HttpRequest.newBuilder(uri("/shop"))
                                .header("x-user-id", ANN.toString())
                                .build())))
                .isEqualTo("UNAUTHORIZED");
    }

    @Test
    void asksForTheRole() throws Exception {
        assertThat(code(expect(403, request("/admin/shop")))).isEqualTo("FORBIDDEN");
        assertThat(code(expect(403, bearer("/shop", tokens.issueFor(new CallingService("cart-service"))))))
                .isEqualTo("FORBIDDEN");
    }

    @Test
    void ignoresAnExpiredTokenOnAPublicRoute() throws Exception {
        expect(200, bearer("/public/shop", expired()));
        expect(200, anonymous("/public/shop"));
    }

    @Test
    void reportsItsHealthWithoutEnvelope() throws Exception {
        JsonNode health = expect(200, anonymous("/health"));
        assertThat(health.get("success").asBoolean()).isTrue();
        assertThat(health.get("service").asString()).isEqualTo("shop-service");
        assertThat(health.get("dependencies").isObject()).isTrue();
        assertThat(health.has("data")).isFalse();
    }

    private static String code(JsonNode answer) {
        return answer.at("/error/code").asString();
    }

    private JsonNode expect(int status, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        JsonNode body = JSON.readTree(response.body());
        assertThat(body.get("success").asBoolean()).isEqualTo(status < 400);
        return body;
    }

    private HttpRequest post(String path, String body) {
        return signedIn(
                path,
                request -> request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest request(String path) {
        return signedIn(path, HttpRequest.Builder::GET);
    }

    private HttpRequest signedIn(String path, UnaryOperator<HttpRequest.Builder> request) {
        String token = tokens.issueFor(new CurrentUser(ANN, "ann@example.test", Role.USER));
        return request.apply(HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token))
                .build();
    }

    private HttpRequest anonymous(String path) {
        return HttpRequest.newBuilder(uri(path)).build();
    }

    private HttpRequest bearer(String path, String token) {
        return HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + token)
                .build();
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private static String expired() {
        Clock yesterday = Clock.fixed(Instant.now().minus(Duration.ofDays(2)), ZoneOffset.UTC);
        var properties = new JwtProperties(SECRET, "home-delivery", Duration.ofHours(24), Duration.ofMinutes(1));
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
