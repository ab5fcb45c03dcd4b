package com.homedelivery.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.Role;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** The service as a client sees it. */
public class AuthApi {

    public static final String PASSWORD = "correct horse";

    private final RestTestClient http;
    private final AccessTokens tokens;
    private final JdbcClient jdbc;

    AuthApi(int port, AccessTokens tokens, JdbcClient jdbc) {
        this.http = RestTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .build();
        this.tokens = tokens;
        this.jdbc = jdbc;
    }

    /** What came back. */
    public record Answer(int status, JsonNode body) {

        public JsonNode data() {
            assertThat(body.path("success").asBoolean()).as(body.toString()).isTrue();
            return body.path("data");
        }

        public String text(String field) {
            return data().path(field).asString();
        }

        /** Checks that this is a refusal in the envelope. */
        public Answer isRefused(int expectedStatus, String code) {
            assertThat(status).as(body.toString()).isEqualTo(expectedStatus);
            assertThat(body.path("success").asBoolean(true)).isFalse();
            assertThat(body.at("/error/code").asString()).isEqualTo(code);
            assertThat(body.at("/error/message").asString()).isNotBlank();
            assertThat(body.path("timestamp").asString())
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
            return this;
        }

        public Answer withProblem(String field) {
            assertThat(body.at("/error/details/0/field").asString())
                    .as(body.toString())
                    .isEqualTo(field);
            assertThat(body.at("/error/details/0/message").asString()).isNotBlank();
            return this;
        }
    }

    /** Somebody who has registered. */
    public record Person(UUID id, String email) {}

    public Answer post(String path, @Nullable Object body) {
        return call(HttpMethod.POST, path, null, body);
    }

    public Answer get(String path, @Nullable String token) {
        return call(HttpMethod.GET, path, token, null);
    }

    public Answer put(String path, @Nullable String token, @Nullable Object body) {
        return call(HttpMethod.PUT, path, token, body);
    }

    public Answer call(HttpMethod method, String path, @Nullable String token, @Nullable Object body) {
        var request = http.method(method).uri(path);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(body);
        }
        var result = request.exchange().expectBody(JsonNode.class).returnResult();
        return new Answer(result.getStatus().value(), result.getResponseBody());
    }

    public static String freshEmail() {
        return "ann-" + UUID.randomUUID() + "@example.com";
    }

    public Person registered() {
        String email = freshEmail();
        Answer answer = post("/auth/register", Map.of("email", email, "password", PASSWORD));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return new Person(UUID.fromString(answer.text("userId")), email);
    }

    public Answer login(String email, String password) {
        return post("/auth/login", Map.of("email", email, "password", password));
    }

    /** The refresh token of somebody who has just signed in. */
    public String refreshTokenOf(Person person) {
        return login(person.email(), PASSWORD).text("refreshToken");
    }

    public Answer refresh(String token) {
        return post("/auth/refresh", Map.of("refreshToken", token));
    }

    public String accessTokenOf(Person person, Role role) {
        return tokens.issueFor(new CurrentUser(person.id(), person.email(), role));
    }

    public Person admin() {
        Person person = registered();
        jdbc.sql("update accounts set role = 'ADMIN' where id = ?")
                .param(person.id())
                .update();
        return person;
    }

    /** The same call made several times at the same moment. */
    public static Stream<Answer> atOnce(int times, Callable<Answer> call) {
        CyclicBarrier start = new CyclicBarrier(times);
        List<Future<Answer>> answers;
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = IntStream.range(0, times)
                    .mapToObj(_ -> clients.submit(() -> {
                        start.await();
                        return call.call();
                    }))
                    .toList();
        }
        return answers.stream().map(Future::resultNow);
    }
}
