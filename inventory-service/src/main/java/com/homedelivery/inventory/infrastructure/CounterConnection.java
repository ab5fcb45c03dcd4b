package com.homedelivery.inventory.infrastructure;

import com.homedelivery.inventory.InventoryProperties;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/**
 * A connection to Redis for those who rather do without an answer than wait for it: no longer than the time-out, and not at
 * all while the circuit breaker is open. It is made in the background, and comes back by itself.
 */
@Component
class CounterConnection implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(CounterConnection.class);

    private final LettuceConnectionFactory factory;
    private final Duration timeout;
    private final CircuitBreaker breaker = CircuitBreaker.of(
            "stock-counters",
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(20)
                    .minimumNumberOfCalls(10)
                    .failureRateThreshold(50)
                    .waitDurationInOpenState(Duration.ofSeconds(2))
                    .permittedNumberOfCallsInHalfOpenState(2)
                    .build());
    private @Nullable CompletableFuture<StatefulRedisConnection<String, String>> connection;
    private boolean running;

    CounterConnection(LettuceConnectionFactory factory, InventoryProperties properties) {
        this.factory = factory;
        this.timeout = properties.counters().timeout();
        breaker.getEventPublisher()
                .onStateTransition(event ->
                        log.warn("Counting stock in Redis: circuit breaker goes {}", event.getStateTransition()));
    }

    @Override
    public synchronized void start() {
        running = true;
        connection();
    }

    @Override
    public synchronized void stop() {
        running = false;
        if (connection != null) {
            connection.thenAccept(StatefulRedisConnection::closeAsync);
            connection = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }

    /** Soon after the connection factory has started, and before it stops. */
    @Override
    public int getPhase() {
        return factory.getPhase() + 1;
    }

    /** What a script returns, or empty when nobody knows whether it has run. */
    Optional<List<Object>> run(RedisScript<?> script, List<String> keys, List<String> arguments) {
        String[] allKeys = keys.toArray(String[]::new);
        String[] allArguments = arguments.toArray(String[]::new);
        return call(() -> {
            RedisCommands<String, String> redis = commands();
            try {
                return redis.evalsha(script.getSha1(), ScriptOutputType.MULTI, allKeys, allArguments);
            } catch (RedisNoScriptException e) {
                return redis.eval(script.getScriptAsString(), ScriptOutputType.MULTI, allKeys, allArguments);
            }
        });
    }

    /** What something gives, or empty when nobody knows whether it was done. */
    <T> Optional<T> call(Callable<T> something) {
        try {
            return Optional.of(breaker.executeCallable(something));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (CallNotPermittedException open) {
            log.trace("Redis is not asked about the stock");
        } catch (Exception e) {
            log.debug("Redis does not say anything about the stock", e);
        }
        return Optional.empty();
    }

    RedisCommands<String, String> commands() throws Exception {
        return connection().get(timeout.toMillis(), TimeUnit.MILLISECONDS).sync();
    }

    private synchronized CompletableFuture<StatefulRedisConnection<String, String>> connection() {
        if (!running) {
            return CompletableFuture.failedFuture(new IllegalStateException("There is no connection any more"));
        }
        if (connection == null || connection.isCompletedExceptionally()) {
            connection = CompletableFuture.supplyAsync(
                    this::connect, Thread.ofVirtual().name("stock-counters-connect")::start);
        }
        return connection;
    }

    private StatefulRedisConnection<String, String> connect() {
        RedisClient client = (RedisClient) factory.getRequiredNativeClient();
        StatefulRedisConnection<String, String> fresh = client.connect(StringCodec.UTF8);
        fresh.setTimeout(timeout);
        return fresh;
    }
}
