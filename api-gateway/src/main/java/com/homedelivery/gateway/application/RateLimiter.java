package com.homedelivery.gateway.application;

import com.homedelivery.gateway.GatewaySettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Counts requests in Redis, for all instances of the gateway together: so many a minute for each caller and route, and
 * so many of those in one second. A minute starts with its first request.
 *
 * <p>When Redis does not answer, nobody is turned away. One request in a second then finds out whether it is back, and
 * waits for that no longer than {@link #PATIENCE}; the others do not wait at all.
 */
@Component
public class RateLimiter {

    static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration BURST_WINDOW = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMillis(250);
    private static final Duration PATIENCE_AT_FIRST = Duration.ofSeconds(2);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(RateLimiter.class);

    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> COUNT = RedisScript.of(new ClassPathResource("rate-limit.lua"), List.class);

    private final GatewaySettings.RateLimit limit;
    private final ReactiveStringRedisTemplate redis;
    private final Clock clock;
    private final Counter refused;
    private final Counter uncounted;
    private final AtomicReference<@Nullable Instant> pausedUntil = new AtomicReference<>();
    private volatile boolean connected;

    RateLimiter(GatewaySettings settings, ReactiveStringRedisTemplate redis, Clock clock, MeterRegistry meters) {
        this.limit = settings.rateLimit();
        this.redis = redis;
        this.clock = clock;
        this.refused = Counter.builder("homedelivery.gateway.requests.refused")
                .description("Requests beyond the rate limit")
                .register(meters);
        this.uncounted = Counter.builder("homedelivery.gateway.requests.uncounted")
                .description("Requests let through without being counted, because Redis did not answer")
                .register(meters);
    }

    /** Takes one request from the caller's allowance for a route; what comes out says whether there was one left. */
    public Mono<Allowance> take(Visitor visitor, String route) {
        Instant now = clock.instant();
        if (isPaused(now)) {
            return Mono.just(uncounted(now));
        }
        if (!connected) {
            Schedulers.boundedElastic().schedule(this::connect);
            return Mono.just(uncounted(now));
        }
        String key = "rate:{" + visitor.limitKey() + ":" + route + "}:";
        List<String> keys = List.of(key + "minute", key + "second");
        List<String> arguments = List.of(
                String.valueOf(limit.perMinute()),
                String.valueOf(WINDOW.toMillis()),
                String.valueOf(limit.burst()),
                String.valueOf(BURST_WINDOW.toMillis()));
        return redis.execute(COUNT, keys, arguments)
                .next()
                .timeout(PATIENCE)
                .map(counted -> {
                    pausedUntil.set(null);
                    return allowance(counted, now);
                })
                .onErrorResume(failure -> {
                    pause(failure);
                    return Mono.just(uncounted(now));
                });
    }

    /** Connecting blocks: it is done before the first request, or else aside from the requests. */
    @EventListener(ApplicationStartedEvent.class)
    void connect() {
        try {
            redis.execute(ReactiveRedisConnection::ping).blockLast(PATIENCE_AT_FIRST);
            connected = true;
            pausedUntil.set(null);
        } catch (RuntimeException failure) {
            pause(failure);
        }
    }

    private void pause(Throwable failure) {
        pausedUntil.set(clock.instant().plus(PAUSE_AFTER_FAILURE));
        log.warn("Requests are not counted: Redis does not answer ({})", failure.toString());
    }

    /** Whether Redis is being left alone. The first to come after the pause tries it, the others wait another one. */
    private boolean isPaused(Instant now) {
        Instant until = pausedUntil.get();
        return until != null
                && (now.isBefore(until) || !pausedUntil.compareAndSet(until, now.plus(PAUSE_AFTER_FAILURE)));
    }

    /** The allowance of a request that is not counted. */
    public Allowance untouched() {
        return Allowance.untouched(limit.perMinute(), clock.instant());
    }

    private Allowance uncounted(Instant now) {
        uncounted.increment();
        return Allowance.untouched(limit.perMinute(), now);
    }

    private Allowance allowance(List<?> counted, Instant now) {
        long remaining = (Long) counted.get(0);
        Instant resetAt = now.plusMillis((Long) counted.get(1));
        long waitMillis = (Long) counted.get(2);
        if (waitMillis == 0) {
            return new Allowance(limit.perMinute(), remaining, resetAt, null);
        }
        refused.increment();
        return new Allowance(limit.perMinute(), remaining, resetAt, Duration.ofMillis(waitMillis));
    }
}
