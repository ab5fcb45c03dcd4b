package com.homedelivery.shared.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.web.EndpointAuthorization;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
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
    private static final AtomicInteger handled = new AtomicInteger();

    private ApiClient api;

    @BeforeEach
    void connect(@LocalServerPort int port, @Autowired AccessTokens tokens) {
        api = ApiClient.to(port, tokens);
    }

    @Test
    void aRequestHasAsMuchTimeAsTheServiceAllows() {
        assertThat(timeOf(api)).isBetween(HALF, LONGEST);
    }

    @Test
    void theHeaderShortensIt() {
        assertThat(timeOf(withHeader(String.valueOf(HALF.toMillis())))).isLessThanOrEqualTo(HALF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999", "99999999999999999999", "-1", "1.5", "soon", "10s", "1 2"})
    void itNeverLengthensItAndNonsenseIsIgnored(String header) {
        assertThat(timeOf(withHeader(header))).isBetween(HALF, LONGEST);
    }

    @Test
    void whoeverHasNoTimeLeftIsToldToTryAgainBeforeAnythingIsDone(@Autowired MeterRegistry meters) {
        int before = handled.get();

        for (String path : new String[] {"/clock", "/for-those-signed-in"}) {
            ApiResult result = withHeader("0").get(path).hasError(503, "SERVICE_ERROR");

            assertThat(result.header("Retry-After")).isEqualTo("1");
            assertThat(result.header("Content-Type")).startsWith("application/json");
        }
        assertThat(handled).hasValue(before);
        assertThat(meters.get("homedelivery.http.requests.expired").counter().count())
                .isEqualTo(2);
    }

    private static Duration timeOf(ApiClient client) {
        return Duration.ofMillis(client.get("/clock").hasStatus(200).data().asLong());
    }

    private ApiClient withHeader(String header) {
        return api.withHeader(RequestDeadline.HEADER, header);
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
