package com.homedelivery.gateway.application;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request is within the rate limit of its client, and what the client has left.
 *
 * @param limit requests a minute
 * @param remaining requests left in this minute
 * @param resetAt when the minute ends
 * @param retryAfter how long to wait, when the request was rejected; null when it was permitted
 */
public record RateLimitResult(
        int limit,
        long remaining,
        Instant resetAt,
        @Nullable Duration retryAfter) {

    private static final String ATTRIBUTE = RateLimitResult.class.getName();

    /** Nothing of the limit is used: for a request that is not counted. */
    public static RateLimitResult unused(int limit, Instant now) {
        return new RateLimitResult(limit, limit, now.plus(RateLimiter.WINDOW), null);
    }

    /** The result that {@link #storeIn} left in the attributes of a request, or null when it was not counted. */
    public static @Nullable RateLimitResult in(Map<String, Object> attributes) {
        return (RateLimitResult) attributes.get(ATTRIBUTE);
    }

    public void storeIn(Map<String, Object> attributes) {
        attributes.put(ATTRIBUTE, this);
    }
}
