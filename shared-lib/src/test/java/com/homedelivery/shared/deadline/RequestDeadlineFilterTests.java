package com.homedelivery.shared.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.security.EndpointAuthorization;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Times are long here, so that it does not matter how much of them a busy machine takes. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=clock-service",
            "JWT_SECRET=a-secret-for-tests-of-at-least-32-bytes",
            "homedelivery.deadline.max-request-time=2h",
            "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
                    + "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration,"
                    + "org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration,"
                    + "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
        })
class RequestDeadlineFilterTests {

    private static final Duration LONGEST = Duration.ofHours(2);
    private static final Duration HALF = LONGEST.dividedBy(2);
    private static final JsonMapper JSON = new JsonMapper();
    private static final AtomicInteger handled = new AtomicInteger();

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Test
    void aRequestHasAsMuchTimeAsTheServiceAllows() throws Exception {
        assertThat(timeOf(request("/clock"))).isBetween(HALF, LONGEST);
    }

    @Test
    void theHeaderShortensIt() throws Exception {
        assertThat(timeOf(withHeader("/clock", String.valueOf(HALF.toMillis()))))
                .isLessThanOrEqualTo(HALF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999", "99999999999999999999", "-1", "1.5", "soon", "10s", "1 2"})
    void itNeverLengthensItAndNonsenseIsIgnored(String header) throws Exception {
        assertThat(timeOf(withHeader("/clock", header))).isBetween(HALF, LONGEST);
    }

    @Test
    void whoeverHasNoTimeLeftIsToldToTryAgainBeforeAnythingIsDone(@Autowired MeterRegistry meters) throws Exception {
        int before = handled.get();

        for (String path : new String[] {"/clock", "/for-those-signed-in"}) {
            HttpResponse<String> answer = send(withHeader(path, "0"));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/json");
            assertThat(JSON.readTree(answer.body()).at("/error/code").asString())
                    .isEqualTo("SERVICE_ERROR");
        }
        assertThat(handled).hasValue(before);
        assertThat(meters.get("homedelivery.requests.expired").counter().count())
                .isEqualTo(2);
    }

    private Duration timeOf(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = send(request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Duration.ofMillis(JSON.readTree(answer.body()).at("/data").asLong());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder withHeader(String path, String header) {
        return request(path).header(RequestDeadline.HEADER, header);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(ClockController.class)
    static class ClockService {

        @Bean
        EndpointAuthorization endpointAuthorization() {
            return endpoints -> endpoints.requestMatchers("/clock").permitAll();
        }
    }

    @RestController
    static class ClockController {

        /** How many milliseconds are left. */
        @GetMapping("/clock")
        ApiResponse<Long> remaining() {
            handled.incrementAndGet();
            return ApiResponse.of(
                    RequestDeadline.current().orElseThrow().remaining().toMillis());
        }
    }
}
