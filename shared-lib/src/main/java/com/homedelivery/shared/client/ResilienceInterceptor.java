package com.homedelivery.shared.client;

import com.homedelivery.shared.deadline.RequestDeadline;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * A bulkhead and a circuit breaker around all calls of one service. The bulkhead bounds how many there are at a time; a call
 * that finds it full waits, within a request until its deadline. The circuit breaker opens when of at least
 * {@link #MINIMUM_CALLS} in {@link #WINDOW_SECONDS} seconds half have failed: no connection, no answer in time, or a 5xx.
 * A rejected call ends in a {@link CallRejectedException}, and the service is not called.
 */
final class ResilienceInterceptor implements ClientHttpRequestInterceptor {

    private static final int WINDOW_SECONDS = 10;
    private static final int MINIMUM_CALLS = 20;
    private static final int FAILURE_PERCENT = 50;
    private static final int TRIAL_CALLS = 5;
    private static final Duration OPEN_FOR = Duration.ofSeconds(2);

    /** How long a call waits for its turn where no request with a deadline waits for it. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(3);

    /** A time-out after less time than this, because the caller's deadline was near, does not count as a failure. */
    private static final Duration MINIMUM_TIME = Duration.ofSeconds(1);

    /** The library's bulkhead lets all wait equally long; a call that may wait longer tries again. */
    private static final Duration WAIT_AT_A_TIME = Duration.ofMillis(250);

    private static final String DEADLINE = "deadline";
    private static final String BULKHEAD = "bulkhead";
    private static final String CIRCUIT_BREAKER = "circuit-breaker";

    private static final Logger log = LoggerFactory.getLogger(ResilienceInterceptor.class);

    private final String service;
    private final Duration maxWait;
    private final MeterRegistry meters;
    private final Bulkhead bulkhead;
    private final CircuitBreaker breaker;

    /**
     * @param service name of the service that is called
     * @param concurrentCalls most calls of it at a time
     */
    ResilienceInterceptor(String service, int concurrentCalls, MeterRegistry meters) {
        this(service, concurrentCalls, MAX_WAIT, OPEN_FOR, meters);
    }

    /**
     * @param maxWait how long a call outside of a request waits for its turn
     * @param openFor how long the service is left alone after too many calls have failed
     */
    ResilienceInterceptor(
            String service, int concurrentCalls, Duration maxWait, Duration openFor, MeterRegistry meters) {
        this.service = service;
        this.maxWait = maxWait;
        this.meters = meters;
        this.bulkhead = Bulkhead.of(
                service,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(concurrentCalls)
                        .maxWaitDuration(WAIT_AT_A_TIME)
                        .build());
        this.breaker = CircuitBreaker.of(
                service,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.TIME_BASED)
                        .slidingWindowSize(WINDOW_SECONDS)
                        .minimumNumberOfCalls(MINIMUM_CALLS)
                        .failureRateThreshold(FAILURE_PERCENT)
                        .waitDurationInOpenState(openFor)
                        .permittedNumberOfCallsInHalfOpenState(TRIAL_CALLS)
                        .recordResult(status -> ((HttpStatusCode) status).is5xxServerError())
                        .build());
        breaker.getEventPublisher()
                .onStateTransition(
                        event -> log.warn("Calls to {}: circuit breaker goes {}", service, event.getStateTransition()));
        // A counter that is first seen at 1 has not grown: nobody would hear of the first rejection.
        List.of(DEADLINE, BULKHEAD, CIRCUIT_BREAKER).forEach(this::rejections);
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        enterBulkhead();
        try {
            if (!breaker.tryAcquirePermission()) {
                throw rejected(CIRCUIT_BREAKER);
            }
            return call(request, body, execution);
        } finally {
            bulkhead.onComplete();
        }
    }

    private void enterBulkhead() throws CallRejectedException {
        RequestDeadline end = RequestDeadline.current().orElseGet(() -> RequestDeadline.in(maxWait));
        if (end.isPast()) {
            throw rejected(DEADLINE);
        }
        while (!bulkhead.tryAcquirePermission()) {
            if (breaker.getState() == CircuitBreaker.State.OPEN) {
                throw rejected(CIRCUIT_BREAKER);
            }
            if (end.isPast() || Thread.currentThread().isInterrupted()) {
                throw rejected(BULKHEAD);
            }
        }
    }

    private ClientHttpResponse call(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        boolean hasMinimumTime = RequestDeadline.atMost(MINIMUM_TIME).equals(MINIMUM_TIME);
        long start = breaker.getCurrentTimestamp();
        try {
            ClientHttpResponse response = execution.execute(request, body);
            breaker.onResult(
                    breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), response.getStatusCode());
            return response;
        } catch (IOException e) {
            if (e instanceof CallRejectedException || e instanceof HttpTimeoutException && !hasMinimumTime) {
                breaker.releasePermission();
            } else {
                breaker.onError(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), e);
            }
            throw e;
        } catch (RuntimeException | Error e) {
            breaker.releasePermission();
            throw e;
        }
    }

    private Counter rejections(String reason) {
        return Counter.builder("homedelivery.client.calls.rejected")
                .description("Calls of another service that were not begun, by service and reason")
                .tag("service", service)
                .tag("reason", reason)
                .register(meters);
    }

    private CallRejectedException rejected(String reason) {
        rejections(reason).increment();
        return new CallRejectedException("A call to " + service + " is not begun: " + reason);
    }
}
