package com.homedelivery.shared.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.error.ServiceUnavailableException;
import com.homedelivery.shared.deadline.RequestDeadline;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.web.EndpointAuthorization;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.StubService;
import com.homedelivery.shared.testing.StubService.Response;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClientException;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.ImportHttpServices;

/** A deadline falls from a request to the call that it makes. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=relay-service",
            "JWT_SECRET=a-secret-for-tests-of-at-least-32-bytes",
            "homedelivery.deadline.max-request-time=2h",
            "spring.http.clients.read-timeout=3h",
            "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
                    + "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration,"
                    + "org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration,"
                    + "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
        })
class ServiceClientAutoConfigurationTests {

    /** Answers how many milliseconds it was given. */
    private static final StubService NEIGHBOUR = StubService.start(request ->
            new Response(200, Map.of(), String.valueOf(request.headers().getFirst(RequestDeadline.HEADER))));

    @LocalServerPort
    private int port;

    @Autowired
    private AccessTokens tokens;

    @DynamicPropertySource
    static void address(DynamicPropertyRegistry properties) {
        properties.add("spring.http.serviceclient.neighbour.base-url", NEIGHBOUR::url);
    }

    @AfterEach
    void answerAgain() {
        NEIGHBOUR.recover();
    }

    @AfterAll
    static void stop() {
        NEIGHBOUR.close();
    }

    @Test
    void whatIsLeftOfARequestIsPassedOn() {
        Duration half = Duration.ofHours(1);

        assertThat(Duration.ofMillis(relay(half).hasStatus(200).data().asLong()))
                .isPositive()
                .isLessThanOrEqualTo(half);
    }

    @Test
    void aNeighbourThatIsTooSlowForTheRequestIsNotWaitedFor() {
        NEIGHBOUR.hold();

        ApiResult result = relay(Duration.ofMillis(500)).hasStatus(503);

        assertThat(result.header("Retry-After")).isEqualTo("1");
    }

    private ApiResult relay(Duration time) {
        return ApiClient.to(port, tokens)
                .withHeader(RequestDeadline.HEADER, String.valueOf(time.toMillis()))
                .get("/relay");
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @ImportHttpServices(group = "neighbour", types = NeighbourClient.class)
    @Import(RelayController.class)
    static class RelayService {

        @Bean
        EndpointAuthorization endpointAuthorization() {
            return endpoints -> endpoints.requestMatchers("/relay").permitAll();
        }
    }

    interface NeighbourClient {

        /** How many milliseconds the neighbour was given. */
        @GetExchange("/")
        String timeGiven();
    }

    @RestController
    static class RelayController {

        private final NeighbourClient neighbour;

        RelayController(NeighbourClient neighbour) {
            this.neighbour = neighbour;
        }

        @GetMapping("/relay")
        ApiResponse<String> timeGiven() {
            try {
                return ApiResponse.of(neighbour.timeGiven());
            } catch (RestClientException e) {
                throw new ServiceUnavailableException("The neighbour does not answer right now", e);
            }
        }
    }
}
