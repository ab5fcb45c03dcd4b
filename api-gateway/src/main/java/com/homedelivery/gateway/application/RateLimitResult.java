package com.homedelivery.gateway.application;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * How much more a caller may ask for.
 *
 * @param limit requests a minute
 * @param remaining how many of them are left
 * @param resetAt when all of them are there again
 * @param retryAfter how long to wait, when the request at hand was one too many
 */
public record RateLimitResult(
        int limit,
        long remaining,
        Instant resetAt,
        @Nullable Duration retryAfter) {

    private static final String ATTRIBUTE = RateLimitResult.class.getName();

    /** The result for a caller who is not counted, or cannot be at the moment. */
    public static RateLimitResult uncounted(int limit, Instant now) {
        return new RateLimitResult(limit, limit, now.plus(RateLimiter.WINDOW), null);
    }

    /** The result for this request, or null when it did not come as far as being counted. */
    public static @Nullable RateLimitResult of(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE);
    }

    public void attachTo(ServerWebExchange exchange) {
        exchange.getAttributes().put(ATTRIBUTE, this);
    }
}
