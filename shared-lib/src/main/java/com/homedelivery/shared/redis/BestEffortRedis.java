package com.homedelivery.shared.redis;

import com.homedelivery.shared.api.error.OutageClassifier;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Redis for callers that can do without an answer: a command waits no longer than a time-out, and is not sent while the
 * circuit breaker is open. The breaker opens when half of the last ten commands have gone unanswered, five at least having
 * been sent, and tries two more after two seconds; each change of its state is logged. The connection is one of its own,
 * made in the background from {@link #start} on. It comes back by itself, half a minute after Redis at the latest.
 */
public final class BestEffortRedis implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(BestEffortRedis.class);

    private final String name;
    private final Duration timeout;
    private final LettuceConnectionFactory factory;
    private final CircuitBreaker breaker;
    private @Nullable CompletableFuture<Connection> connection;
    private boolean running;

    /**
     * @param name what it is for, in the log
     * @param timeout how long a command is waited for, and how long the connection while it is being made; at least 1 ms
     * @param factory of the service's own Redis: a single server, a master that sentinels name, or a cluster
     */
    public BestEffortRedis(String name, Duration timeout, LettuceConnectionFactory factory) {
        this.name = name;
        this.timeout = timeout;
        this.factory = factory;
        this.breaker = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(10)
                        .minimumNumberOfCalls(5)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(Duration.ofSeconds(2))
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .recordException(failure -> failure instanceof RedisException && !isRefusal(failure))
                        .ignoreExceptions(RedisCommandInterruptedException.class)
                        .writableStackTraceEnabled(false)
                        .build());
        breaker.getEventPublisher()
                .onStateTransition(event -> log.warn(
                        "Redis for {}: circuit breaker goes from {} to {}",
                        name,
                        event.getStateTransition().getFromState(),
                        event.getStateTransition().getToState()));
    }

    /**
     * Sends a command. One that Redis refuses as wrong (the type of a key, an error in a script) is logged as an error: it
     * has no answer either, but no fault of Redis is in it, and the circuit breaker stays as it is.
     *
     * @param command each command in it is waited for by itself
     * @return the answer; empty when it is not known whether Redis has got the command, when Redis refuses it, and when
     *     {@code command} returns null
     */
    public <T> Optional<T> execute(Function<RedisClusterCommands<String, String>, @Nullable T> command) {
        return call(() -> command.apply(connected().commands()));
    }

    /**
     * Sends several commands in one go, and waits for all of their answers together, no longer than for one. To the circuit
     * breaker they are one command.
     *
     * @param commands issues them one after the other and waits for none: they are sent afterwards
     * @return the answer to the command that {@code commands} returns; empty as in {@link #execute}, if it is so with any
     *     of them
     */
    public <T> Optional<T> executeTogether(
            Function<RedisClusterAsyncCommands<String, String>, RedisFuture<T>> commands) {
        return call(() -> {
            CommandBatch batch = new CommandBatch(connected().connection());
            RedisFuture<T> answer = commands.apply(batch);
            batch.send(timeout);
            return answer.toCompletableFuture().join();
        });
    }

    private <T> Optional<T> call(Supplier<@Nullable T> command) {
        if (!isRunning()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(breaker.executeSupplier(command));
        } catch (CallNotPermittedException open) {
            log.trace("Redis for {} is not asked", name);
        } catch (RedisException | CancellationException e) {
            if (isRefusal(e)) {
                log.error("Redis for {} refuses a command", name, e);
            } else {
                log.debug("Redis for {} does not answer", name, e);
            }
        }
        return Optional.empty();
    }

    /** Whether Redis is well, and finds that the command, or what it is about, is not. */
    private static boolean isRefusal(Throwable failure) {
        return failure instanceof RedisCommandExecutionException && !OutageClassifier.isCauseOf(failure);
    }

    private Connection connected() {
        try {
            return connection().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisCommandInterruptedException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new RedisConnectionException("Not connected yet", e);
        }
    }

    /** The client brings back a connection that was lost, but tries only once to make one. */
    private synchronized CompletableFuture<Connection> connection() {
        if (connection == null || connection.isCompletedExceptionally()) {
            connection = CompletableFuture.supplyAsync(
                    this::connect, Thread.ofVirtual().name(name + "-connect")::start);
        }
        return connection;
    }

    private Connection connect() {
        Connection made = Connection.of(factory.getRequiredNativeClient());
        made.connection().setTimeout(timeout);
        return made;
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
            connection.thenAccept(made -> made.connection().closeAsync());
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

    /** To a server, or to the servers of a cluster, where each command goes to the one that has its key. */
    private record Connection(
            StatefulConnection<String, String> connection, RedisClusterCommands<String, String> commands) {

        static Connection of(AbstractRedisClient client) {
            if (client instanceof RedisClusterClient cluster) {
                StatefulRedisClusterConnection<String, String> made = cluster.connect(StringCodec.UTF8);
                return new Connection(made, made.sync());
            }
            StatefulRedisConnection<String, String> made = ((RedisClient) client).connect(StringCodec.UTF8);
            return new Connection(made, made.sync());
        }
    }
}
