package com.homedelivery.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.deadline.RequestDeadline;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
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
        Answer read =
                send(request("/api/products").header(Faults.HEADER, fault)).isRefusedWith(503, "SERVICE_ERROR");
        Answer sent = send(request("/api/auth/login")
                        .header(Faults.HEADER, fault)
                        .POST(BodyPublishers.ofString("{}")))
                .isRefusedWith(503, "SERVICE_ERROR");

        assertThat(read.header("Retry-After")).isEqualTo("1");
        assertThat(sent.header("Retry-After")).isEqualTo("1");
    }

    /** The fastest of some: the bound is the gateway's, and the machine may be busy. */
    @Test
    void theClientHasAnAnswerASecondAfterTheResponseTimeout() {
        send(request("/api/products").header(Faults.HEADER, "loses-its-signal")).isRefusedWith(503, "SERVICE_ERROR");

        Duration fastest = Stream.generate(this::timeOfAnAnswerThatNothingInsideGives)
                .limit(3)
                .min(Comparator.naturalOrder())
                .orElseThrow();

        assertThat(fastest).isBetween(RESPONSE_TIMEOUT, RESPONSE_TIMEOUT.plusSeconds(1));
    }

    private Duration timeOfAnAnswerThatNothingInsideGives() {
        long begin = System.nanoTime();
        send(request("/api/products").header(Faults.HEADER, "loses-its-signal"));
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @Test
    void whatTheGatewayHasTakenIsNotLeftToTheService() {
        Answer answer = send(request("/api/orders", tokenOfSomebody()).header(Faults.HEADER, "takes-its-time"))
                .isPassedOn();

        assertThat(Long.parseLong(answer.seen(RequestDeadline.HEADER.toLowerCase(Locale.ROOT))))
                .isBetween(0L, RESPONSE_TIMEOUT.minus(Faults.DELAY).toMillis());
    }

    @Test
    void aServiceThatReadsAndNeverAnswersIsReportedAsLate() {
        send(request("/api/orders/never", tokenOfSomebody()).POST(BodyPublishers.ofString("{}")))
                .isRefusedWith(504, "SERVICE_ERROR");
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
