package com.homedelivery.gateway;

import static com.homedelivery.gateway.GatewayResponses.PASSED_ON;
import static com.homedelivery.gateway.GatewayResponses.refusedWith;
import static com.homedelivery.gateway.GatewayResponses.timeGiven;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.testing.ApiResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Subscription;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import reactor.core.publisher.Mono;

@Import(DeadlineIT.Faults.class)
class DeadlineIT extends GatewayTest {

    /** On a busy machine; a request that is not answered at all waits for ever. */
    private static final Duration PATIENCE = RESPONSE_TIMEOUT.plusSeconds(10);

    @ParameterizedTest
    @ValueSource(strings = {"loses-its-signal", "cannot-be-cancelled"})
    void aFilterThatNeverSignalsDoesNotKeepTheClientWaiting(String fault) {
        ApiResult read =
                api.withHeader(Faults.HEADER, fault).get("/api/products").satisfies(refusedWith(503, "SERVICE_ERROR"));
        ApiResult sent = api.withHeader(Faults.HEADER, fault)
                .post("/api/auth/login", "{}")
                .satisfies(refusedWith(503, "SERVICE_ERROR"));

        assertThat(read.header("Retry-After")).isEqualTo("1");
        assertThat(sent.header("Retry-After")).isEqualTo("1");
    }

    /** The bound is the gateway's: on a busy machine one of many answers has to keep it. */
    @Test
    void theClientHasAnAnswerASecondAfterTheResponseTimeout() {
        Duration time = await().until(
                        this::timeOfAnAnswerThatNothingInsideGives,
                        taken -> taken.compareTo(RESPONSE_TIMEOUT.plusSeconds(1)) <= 0);

        assertThat(time).isGreaterThanOrEqualTo(RESPONSE_TIMEOUT);
    }

    private Duration timeOfAnAnswerThatNothingInsideGives() {
        long begin = System.nanoTime();
        api.withHeader(Faults.HEADER, "loses-its-signal")
                .get("/api/products")
                .satisfies(refusedWith(503, "SERVICE_ERROR"));
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @Test
    void whatTheGatewayHasTakenIsNotLeftToTheService() {
        ApiResult answer = api.asCustomer()
                .withHeader(Faults.HEADER, "takes-its-time")
                .get("/api/orders")
                .satisfies(PASSED_ON);

        assertThat(timeGiven(answer)).isBetween(Duration.ZERO, RESPONSE_TIMEOUT.minus(Faults.DELAY));
    }

    @Test
    void aServiceThatReadsAndNeverAnswersIsReportedAsLate() {
        api.asCustomer().post("/api/orders/never", "{}").satisfies(refusedWith(504, "SERVICE_ERROR"));
    }

    @Test
    void aClientThatStopsInTheMiddleOfItsBodyIsToldSoAndHungUpOn() throws Exception {
        try (RawClient client = new RawClient(port, PATIENCE)) {
            client.send("POST /api/auth/login HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: " + clientAddress
                    + "\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"email\":");

            assertThat(client.rest())
                    .startsWith("HTTP/1.1 400")
                    .containsIgnoringCase("connection: close")
                    .contains("VALIDATION_ERROR", "did not arrive");
        }
    }

    @TestConfiguration
    static class Faults {

        static final String HEADER = "X-Test-Fault";
        static final Duration DELAY = Duration.ofMillis(500);

        @Bean
        @Order(0)
        GlobalFilter faultyFilter() {
            return (exchange, chain) -> switch (exchange.getRequest()
                    .getHeaders()
                    .getFirst(HEADER)) {
                case "loses-its-signal" -> Mono.never();
                case "cannot-be-cancelled" -> Mono.from(subscriber -> subscriber.onSubscribe(new Uncancellable()));
                case "takes-its-time" -> Mono.delay(DELAY).then(chain.filter(exchange));
                case null, default -> chain.filter(exchange);
            };
        }
    }

    private static final class Uncancellable implements Subscription {

        @Override
        public void request(long n) {
            // Nothing ever comes.
        }

        @Override
        public void cancel() {
            throw new IllegalStateException("Cannot be cancelled");
        }
    }
}
