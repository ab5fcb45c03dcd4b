package com.homedelivery.shared.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.deadline.RequestDeadline;
import com.homedelivery.shared.testing.AtOnce;
import com.homedelivery.shared.testing.StubService;
import com.homedelivery.shared.testing.StubService.Request;
import com.homedelivery.shared.testing.StubService.Response;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

@Timeout(60)
class ResilienceInterceptorTests {

    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration OPEN_FOR = Duration.ofMillis(200);
    private static final int ENOUGH_TO_OPEN = 20;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final HttpClient http = HttpClient.newHttpClient();
    private final StubService neighbour = StubService.start(ResilienceInterceptorTests::timeGivenTo);

    @AfterEach
    void stop() {
        neighbour.close();
        http.shutdownNow();
    }

    @Test
    void aCallTellsHowMuchTimeIsLeft() {
        RestClient client = client(neighbour.url(), 1);

        try (var _ = RequestDeadline.in(LONG.dividedBy(2)).bind()) {
            assertThat(timeGivenTo(client)).isBetween(Duration.ofMinutes(1), LONG.dividedBy(2));
        }
        assertThat(timeGivenTo(client)).isEqualTo(LONG);
    }

    @Test
    void aSlowServiceIsGivenUpAtTheDeadline() {
        RestClient client = client(neighbour.url(), 1);
        neighbour.hold();

        try (var _ = RequestDeadline.in(Duration.ofMillis(300)).bind()) {
            assertThatExceptionOfType(ResourceAccessException.class)
                    .isThrownBy(() -> call(client))
                    .havingCause()
                    .isInstanceOfAny(HttpTimeoutException.class, CallRejectedException.class);
            assertThat(RequestDeadline.current().orElseThrow().remaining()).isLessThan(Duration.ofMillis(100));
        }
    }

    @Test
    void withoutTimeNoCallIsBegun() {
        RestClient client = client(neighbour.url(), 1);

        try (var _ = RequestDeadline.in(Duration.ZERO).bind()) {
            isRefused(client);
        }
        assertThat(neighbour.requests()).isEmpty();
        assertThat(refused("deadline")).isEqualTo(1);
    }

    @Test
    void rejectionsAreCountedFromZero() {
        client(neighbour.url(), 1);

        assertThat(meters.get("homedelivery.client.calls.rejected").counters())
                .allMatch(counter -> counter.count() == 0)
                .extracting(counter -> counter.getId().getTag("reason"))
                .containsExactlyInAnyOrder("deadline", "bulkhead", "circuit-breaker");
    }

    @Test
    void theCircuitBreakerOpensForADeadServiceAndClosesWhenItIsBack() throws Exception {
        int port = StubService.freePort();
        RestClient client = client(StubService.urlOf(port), 10);

        for (int i = 0; i < ENOUGH_TO_OPEN; i++) {
            assertThatExceptionOfType(ResourceAccessException.class)
                    .isThrownBy(() -> call(client))
                    .withCauseInstanceOf(ConnectException.class);
        }
        await().until(() -> failureOf(client) instanceof CallRejectedException);
        assertThat(refused("circuit-breaker")).isPositive();

        try (StubService back = StubService.startOn(port, ResilienceInterceptorTests::timeGivenTo)) {
            await().ignoreExceptions().until(() -> call(client) != null);
            for (int i = 0; i < ENOUGH_TO_OPEN; i++) {
                call(client);
            }
            assertThat(back.requests()).hasSize(ENOUGH_TO_OPEN + 1);
        }
    }

    @Test
    void aServiceThatOnlyFailsIsLeftAloneAsWell() {
        RestClient client = client(neighbour.url(), 10, LONG);
        neighbour.failWith(500);

        for (int i = 0; i < ENOUGH_TO_OPEN; i++) {
            assertThatExceptionOfType(HttpServerErrorException.InternalServerError.class)
                    .isThrownBy(() -> call(client));
        }
        isRefused(client);
        assertThat(neighbour.requests()).hasSize(ENOUGH_TO_OPEN);
    }

    @Test
    void aServiceThatSaysNoIsAtWork() {
        RestClient client = client(neighbour.url(), 10);
        neighbour.failWith(404);

        for (int i = 0; i <= ENOUGH_TO_OPEN; i++) {
            assertThatExceptionOfType(HttpClientErrorException.NotFound.class).isThrownBy(() -> call(client));
        }
    }

    @Test
    void aServiceThatWasGivenNoTimeIsNotAtFault() {
        RestClient client = client(neighbour.url(), 10);
        neighbour.hold();
        for (int i = 0; i <= ENOUGH_TO_OPEN; i++) {
            try (var _ = RequestDeadline.in(Duration.ofMillis(50)).bind()) {
                assertThatExceptionOfType(ResourceAccessException.class).isThrownBy(() -> call(client));
            }
        }
        neighbour.recover();

        assertThat(call(client)).isNotNull();
        assertThat(refused("circuit-breaker")).isZero();
    }

    @Test
    void soManyCallsAtATimeAndAllGetTheirTurn() throws Exception {
        int most = 2;
        RestClient client = client(neighbour.url(), most);
        neighbour.hold();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = IntStream.range(0, 8)
                    .mapToObj(_ -> callers.submit(() -> call(client)))
                    .toList();
            await().until(() -> neighbour.inProgress() == most);
            neighbour.recover();

            for (Future<String> answer : answers) {
                assertThat(answer.get()).isNotNull();
            }
        }
        assertThat(neighbour.maxInProgress()).isEqualTo(most);
    }

    @Test
    void aBurstIsServed() {
        RestClient client = client(neighbour.url(), 20);

        assertThat(AtOnce.run(500, () -> call(client))).doesNotContainNull().hasSize(500);
        assertThat(neighbour.maxInProgress()).isLessThanOrEqualTo(20);
    }

    @Test
    void whoFindsItFullWaitsNoLongerThanTheDeadline() throws Exception {
        RestClient client = client(neighbour.url(), 1);
        neighbour.hold();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> first = callers.submit(() -> call(client));
            await().until(() -> neighbour.inProgress() == 1);

            try (var _ = RequestDeadline.in(Duration.ofSeconds(1)).bind()) {
                isRefused(client);
            }
            assertThat(refused("bulkhead")).isEqualTo(1);
            neighbour.recover();
            assertThat(first.get()).isNotNull();
        }
        assertThat(neighbour.requests()).hasSize(1);
    }

    private RestClient client(String url, int concurrentCalls) {
        return client(url, concurrentCalls, OPEN_FOR);
    }

    private RestClient client(String url, int concurrentCalls, Duration openFor) {
        return RestClient.builder()
                .baseUrl(url)
                .requestFactory(new DeadlineRequestFactory(http, LONG))
                .requestInterceptor(new ResilienceInterceptor("test-service", concurrentCalls, LONG, openFor, meters))
                .build();
    }

    private static String call(RestClient client) {
        return client.get().uri("/").retrieve().body(String.class);
    }

    /** Answers how many milliseconds the caller gives. */
    private static Response timeGivenTo(Request request) {
        return new Response(200, Map.of(), String.valueOf(request.headers().getFirst(RequestDeadline.HEADER)));
    }

    private static Duration timeGivenTo(RestClient client) {
        return Duration.ofMillis(Long.parseLong(call(client)));
    }

    private static Throwable failureOf(RestClient client) {
        return catchThrowableOfType(ResourceAccessException.class, () -> call(client))
                .getCause();
    }

    private static void isRefused(RestClient client) {
        assertThatExceptionOfType(ResourceAccessException.class)
                .isThrownBy(() -> call(client))
                .withCauseInstanceOf(CallRejectedException.class);
    }

    private double refused(String reason) {
        return meters.counter("homedelivery.client.calls.rejected", "service", "test-service", "reason", reason)
                .count();
    }
}
