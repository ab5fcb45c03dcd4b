package com.homedelivery.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.Role;
import java.util.List;
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
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** The service as a client sees it. */
public class UserApi {

    private final RestTestClient http;
    private final AccessTokens tokens;

    UserApi(int port, AccessTokens tokens) {
        this.http = RestTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .build();
        this.tokens = tokens;
    }

    /** What came back. */
    public record Answer(int status, JsonNode body) {

        public JsonNode data() {
            assertThat(body.path("success").asBoolean()).as(body.toString()).isTrue();
            return body.path("data");
        }

        /** The value at a place of the data: {@code /address/city}. */
        public String text(String place) {
            return data().at(place).asString();
        }

        /** Checks that this is a refusal in the envelope. */
        public Answer isRefused(int expectedStatus, String code) {
            assertThat(status).as(body.toString()).isEqualTo(expectedStatus);
            assertThat(body.path("success").asBoolean(true)).isFalse();
            assertThat(body.at("/error/code").asString()).isEqualTo(code);
            assertThat(body.at("/error/message").asString()).isNotBlank();
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

    /** Somebody who is signed in. */
    public final class Person {

        private final UUID id = UUID.randomUUID();

        public UUID id() {
            return id;
        }

        public Answer get(String path) {
            return call(HttpMethod.GET, path, null);
        }

        public Answer put(String path, @Nullable Object body) {
            return call(HttpMethod.PUT, path, body);
        }

        public Answer post(String path, @Nullable Object body) {
            return call(HttpMethod.POST, path, body);
        }

        public Answer delete(String path) {
            return call(HttpMethod.DELETE, path, null);
        }

        private Answer call(HttpMethod method, String path, @Nullable Object body) {
            String token = tokens.issueFor(new CurrentUser(id, "ann@example.com", Role.USER));
            return UserApi.this.call(method, path, token, body);
        }
    }

    public Person somebody() {
        return new Person();
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
