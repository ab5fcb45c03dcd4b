package com.homedelivery.gateway.web;

import com.homedelivery.gateway.application.Allowance;
import com.homedelivery.gateway.application.RateLimiter;
import com.homedelivery.gateway.application.RequestId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * What every answer carries, whoever gives it: the request's id, the caller's allowance, and what tells browsers to be
 * careful. Written at the last moment, over anything a service says of the same name.
 */
@Component
@Order(DoorOrder.ANSWER_HEADERS)
class AnswerHeaders implements WebFilter {

    private static final Map<String, String> SECURITY = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Strict-Transport-Security", "max-age=31536000; includeSubDomains");

    private final RateLimiter limiter;

    AnswerHeaders(RateLimiter limiter) {
        this.limiter = limiter;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        RequestId.assign(exchange);
        HttpHeaders headers = exchange.getResponse().getHeaders();
        exchange.getResponse()
                .beforeCommit(() -> Mono.fromRunnable(() -> {
                    write(RequestId.of(exchange), Allowance.of(exchange), headers::set);
                    if (headers.getCacheControl() == null) {
                        headers.setCacheControl("no-store");
                    }
                }));
        return chain.filter(exchange);
    }

    /** @param noted the caller's allowance, or null when the request was not counted */
    void write(String requestId, @Nullable Allowance noted, BiConsumer<String, String> headers) {
        Allowance allowance = noted == null ? limiter.untouched() : noted;
        headers.accept(RequestId.HEADER, requestId);
        headers.accept("X-RateLimit-Limit", String.valueOf(allowance.limit()));
        headers.accept("X-RateLimit-Remaining", String.valueOf(allowance.remaining()));
        headers.accept("X-RateLimit-Reset", String.valueOf(roundedUp(allowance.resetAt())));
        if (allowance.retryAfter() != null) {
            headers.accept(HttpHeaders.RETRY_AFTER, String.valueOf(roundedUp(allowance.retryAfter())));
        }
        SECURITY.forEach(headers);
    }

    /** Seconds since 1970. */
    private static long roundedUp(Instant instant) {
        return roundedUp(Duration.between(Instant.EPOCH, instant));
    }

    private static long roundedUp(Duration duration) {
        return duration.plusSeconds(1).minusNanos(1).toSeconds();
    }
}
