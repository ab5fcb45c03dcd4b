package com.homedelivery.shared.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The epochs in Redis behind a short cache. A request waits for Redis no longer than {@link #TIMEOUT}, and not at all
 * while the circuit breaker is open. The connection is one of its own, with that time-out, and is made in the background.
 */
final class RedisTokenEpochs implements TokenEpochs {

    /** How long a request may be held up. */
    static final Duration TIMEOUT = Duration.ofMillis(100);

    private static final Logger log = LoggerFactory.getLogger(RedisTokenEpochs.class);
    private static final Duration CACHED_FOR = Duration.ofSeconds(1);
    private static final int MOST_CACHED = 10_000;
    private static final int NEVER_CHANGED = 0;

    private final Supplier<RedisClient> client;
    private final Cache<UUID, Integer> cache = Caffeine.newBuilder()
            .expireAfterWrite(CACHED_FOR)
            .maximumSize(MOST_CACHED)
            .build();
    private final CircuitBreaker breaker = CircuitBreaker.of(
            "token-epochs",
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(10)
                    .minimumNumberOfCalls(5)
                    .failureRateThreshold(50)
                    .waitDurationInOpenState(Duration.ofSeconds(2))
                    .permittedNumberOfCallsInHalfOpenState(2)
                    .build());
    private @Nullable CompletableFuture<StatefulRedisConnection<String, String>> connection;

    RedisTokenEpochs(Supplier<RedisClient> client) {
        this.client = client;
        breaker.getEventPublisher()
                .onStateTransition(event -> log.warn(
                        "Looking for outdated tokens in Redis: circuit breaker goes {}", event.getStateTransition()));
        connection();
    }

    @Override
    public boolean isOutdated(VerifiedToken token) {
        return token.caller() instanceof CurrentUser user && token.epoch() < epochOf(user.id());
    }

    private int epochOf(UUID accountId) {
        Integer cached = cache.getIfPresent(accountId);
        if (cached != null) {
            return cached;
        }
        try {
            int epoch = breaker.executeCallable(() -> read(accountId));
            cache.put(accountId, epoch);
            return epoch;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (CallNotPermittedException open) {
            log.trace("Redis is not asked for the epoch of {}", accountId);
        } catch (Exception e) {
            log.debug("The epoch of {} is not known", accountId, e);
        }
        return NEVER_CHANGED;
    }

    private int read(UUID accountId) throws Exception {
        String epoch = connection()
                .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .sync()
                .get(TokenEpochs.keyOf(accountId));
        return epoch == null ? NEVER_CHANGED : Integer.parseInt(epoch);
    }

    /** Once made, the connection comes back by itself when it was lost. */
    private synchronized CompletableFuture<StatefulRedisConnection<String, String>> connection() {
        if (connection == null || connection.isCompletedExceptionally()) {
            connection = CompletableFuture.supplyAsync(
                    this::connect, Thread.ofVirtual().name("token-epochs-connect")::start);
        }
        return connection;
    }

    private StatefulRedisConnection<String, String> connect() {
        StatefulRedisConnection<String, String> fresh = client.get().connect(StringCodec.UTF8);
        fresh.setTimeout(TIMEOUT);
        return fresh;
    }
}
