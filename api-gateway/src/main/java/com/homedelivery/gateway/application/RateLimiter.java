package com.homedelivery.gateway.application;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.homedelivery.gateway.GatewayProperties;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Limits the requests of a client in a minute and in a second. Each instance decides in memory ({@link CallerRateLimit}); what its peers have let
 * through it learns in the background ({@link SharedRateLimitCounts}). With <i>n</i> instances a caller gets through at most
 * the limit and <i>n</i> − 1 twentieths of it: a caller who is ahead of that waits for one exchange. While Redis does not
 * answer, each instance goes by its own count.
 */
@Component
public class RateLimiter {

    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final int MAX_CALLERS = 100_000;

    private final GatewayProperties.RateLimit limit;
    private final SharedRateLimitCounts counts;
    private final Clock clock;
    private final Cache<String, CallerRateLimit> callers = Caffeine.newBuilder()
            .maximumSize(MAX_CALLERS)
            .expireAfterAccess(WINDOW)
            .build();
    private final Counter refused;
    private final Counter countedAlone;

    RateLimiter(GatewayProperties properties, SharedRateLimitCounts counts, Clock clock, MeterRegistry meters) {
        this.limit = properties.rateLimit();
        this.counts = counts;
        this.clock = clock;
        counts.onPeersAppearing(() -> callers.asMap().values().forEach(this::report));
        this.refused = Counter.builder("homedelivery.gateway.requests.refused")
                .description("Requests beyond the rate limit")
                .register(meters);
        this.countedAlone = Counter.builder("homedelivery.gateway.requests.uncounted")
                .description("Requests let through by this instance's count alone, because Redis did not answer")
                .register(meters);
        Gauge.builder("homedelivery.gateway.rate-limit.suspended", counts, c -> c.isAvailable() ? 0 : 1)
                .description("1 while this instance goes by its own count, because Redis does not answer")
                .register(meters);
    }

    /**
     * Counts one request of a caller for a route; the result says whether the caller may make it. Always emits, and
     * never an error: at once, or on the given thread when the other instances have to be heard first.
     */
    public Mono<RateLimitResult> take(ClientIdentity client, String route, Executor thread) {
        String key = client.limitKey() + ":" + route;
        return take(callers.get(key, name -> new CallerRateLimit(name, limit)), thread);
    }

    private Mono<RateLimitResult> take(CallerRateLimit caller, Executor thread) {
        boolean available = counts.isAvailable();
        RateLimitTolerance tolerance =
                available && counts.hasPeers() ? RateLimitTolerance.TWENTIETH : RateLimitTolerance.UNBOUNDED;
        Optional<RateLimitResult> result = caller.take(clock.instant(), tolerance);
        // Asked after counting: who appears from here on is told of this request.
        if (counts.hasPeers()) {
            report(caller);
        }
        result.ifPresent(decided -> meter(decided, available));
        return result.map(Mono::just)
                .orElseGet(() -> Mono.fromFuture(counts.exchanged().thenRunAsync(() -> {}, thread), true)
                        .then(Mono.defer(() -> take(caller, thread))));
    }

    private void report(CallerRateLimit caller) {
        if (caller.enqueue()) {
            counts.report(caller);
        }
    }

    /** What a request that is not counted is told: that nothing of the limit is used. */
    public RateLimitResult unused() {
        return RateLimitResult.unused(limit.perMinute(), clock.instant());
    }

    private void meter(RateLimitResult result, boolean available) {
        if (result.retryAfter() != null) {
            refused.increment();
        } else if (!available) {
            countedAlone.increment();
        }
    }
}
