package com.homedelivery.shared.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.ServiceUnavailableException;
import com.homedelivery.shared.deadline.RequestDeadline;
import com.homedelivery.shared.security.EndpointAuthorization;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
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
import tools.jackson.databind.json.JsonMapper;

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

    private static final TestNeighbour NEIGHBOUR = start();
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    private static TestNeighbour start() {
        try {
            return TestNeighbour.start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @DynamicPropertySource
    static void address(DynamicPropertyRegistry properties) {
        properties.add("spring.http.serviceclient.neighbour.base-url", NEIGHBOUR::url);
    }

    @AfterEach
    void answerAgain() {
        NEIGHBOUR.goOnAnswering();
    }

    @AfterAll
    static void stop() {
        NEIGHBOUR.close();
    }

    @Test
    void whatIsLeftOfARequestIsPassedOn() throws Exception {
        Duration half = Duration.ofHours(1);

        HttpResponse<String> answer = relay(half);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Duration.ofMillis(JSON.readTree(answer.body()).at("/data").asLong()))
                .isPositive()
                .isLessThanOrEqualTo(half);
    }

    @Test
    void aNeighbourThatIsTooSlowForTheRequestIsNotWaitedFor() throws Exception {
        NEIGHBOUR.stopAnswering();

        HttpResponse<String> answer = relay(Duration.ofMillis(500));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    }

    private HttpResponse<String> relay(Duration time) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/relay"))
                        .timeout(Duration.ofSeconds(60))
                        .header(RequestDeadline.HEADER, String.valueOf(time.toMillis()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
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
