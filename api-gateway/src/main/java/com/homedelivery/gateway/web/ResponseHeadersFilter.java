package com.homedelivery.gateway.web;

import com.homedelivery.gateway.application.DocsRoute;
import com.homedelivery.gateway.application.RateLimitResult;
import com.homedelivery.gateway.application.RateLimiter;
import com.homedelivery.gateway.application.RequestId;
import com.homedelivery.shared.drain.ConnectionDrain;
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
 * The headers of every response, whoever gives it: the request's id, the client's rate limit, and the security headers
 * for browsers. Written at the last moment, over anything a service says of the same name.
 */
@Component
@Order(WebFilterOrder.RESPONSE_HEADERS)
class ResponseHeadersFilter implements WebFilter {

    private static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";

    private static final Map<String, String> SECURITY = Map.of(
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            CONTENT_SECURITY_POLICY,
            "default-src 'none'; frame-ancestors 'none'",
            "Strict-Transport-Security",
            "max-age=31536000; includeSubDomains");

    private final RateLimiter limiter;
    private final ConnectionDrain drain;

    ResponseHeadersFilter(RateLimiter limiter, ConnectionDrain drain) {
        this.limiter = limiter;
        this.drain = drain;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Map<String, Object> attributes = exchange.getAttributes();
        RequestId.assign(attributes, exchange.getRequest().getHeaders().getFirst(RequestId.HEADER));
        HttpHeaders headers = exchange.getResponse().getHeaders();
        exchange.getResponse()
                .beforeCommit(() -> Mono.fromRunnable(() -> {
                    write(RequestId.in(attributes), RateLimitResult.in(attributes), headers::set);
                    if (DocsRoute.covers(exchange.getRequest().getPath())) {
                        headers.set(CONTENT_SECURITY_POLICY, ApiDocs.CONTENT_SECURITY_POLICY);
                    }
                    if (headers.getCacheControl() == null) {
                        headers.setCacheControl("no-store");
                    }
                    if (drain.isDraining()) {
                        headers.set(HttpHeaders.CONNECTION, "close");
                    }
                }));
        return chain.filter(exchange);
    }

    /** @param counted how the request was counted, or null when it was not */
    void write(String requestId, @Nullable RateLimitResult counted, BiConsumer<String, String> headers) {
        RateLimitResult result = counted == null ? limiter.unused() : counted;
        headers.accept(RequestId.HEADER, requestId);
        headers.accept("X-RateLimit-Limit", String.valueOf(result.limit()));
        headers.accept("X-RateLimit-Remaining", String.valueOf(result.remaining()));
        headers.accept("X-RateLimit-Reset", String.valueOf(roundedUp(result.resetAt())));
        if (result.retryAfter() != null) {
            headers.accept(HttpHeaders.RETRY_AFTER, String.valueOf(roundedUp(result.retryAfter())));
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
