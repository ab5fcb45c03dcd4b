package com.homedelivery.gateway.web;

import com.homedelivery.gateway.application.RouteName;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.http.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * How long each request took until the head of its answer was written, by route and outcome; {@code UNKNOWN} when the
 * client had gone before. This stands for the observations of the framework, which cost more than the routing.
 */
@Component
@Order(WebFilterOrder.TIMER)
class RequestTimerFilter implements WebFilter {

    private final MeterProvider<Timer> timers;

    RequestTimerFilter(MeterRegistry meters) {
        this.timers = Timer.builder("homedelivery.gateway.requests")
                .description("Requests by route and outcome, until the head of the answer")
                .withRegistry(meters);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        long start = System.nanoTime();
        PathContainer path = exchange.getRequest().getPath();
        exchange.getResponse()
                .beforeCommit(() -> Mono.fromRunnable(
                        () -> record(path, outcomeOf(exchange.getResponse().getStatusCode()), start)));
        return chain.filter(exchange).doOnCancel(() -> {
            if (!exchange.getResponse().isCommitted()) {
                record(path, Outcome.UNKNOWN, start);
            }
        });
    }

    /** Without a status an answer is {@code 200}. */
    private static Outcome outcomeOf(@Nullable HttpStatusCode status) {
        return status == null ? Outcome.SUCCESS : Outcome.forStatus(status.value());
    }

    private void record(PathContainer path, Outcome outcome, long start) {
        timers.withTags("route", RouteName.of(path), "outcome", outcome.name())
                .record(Duration.ofNanos(System.nanoTime() - start));
    }
}
