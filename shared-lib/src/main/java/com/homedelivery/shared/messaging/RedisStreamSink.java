package com.homedelivery.shared.messaging;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.TransactionResult;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Adds events to Redis Streams. A batch travels in one pipelined transaction: all of it is there or nothing, without
 * anything between.
 */
final class RedisStreamSink implements Sink {

    private static final String STREAM_TYPE = "stream";

    private final RedisConnections connections;
    private final StreamTrimming trimming;
    private @Nullable StatefulRedisConnection<String, String> connection;

    RedisStreamSink(RedisConnections connections, StreamTrimming trimming) {
        this.connections = connections;
        this.trimming = trimming;
    }

    @Override
    public Destination destination() {
        return Destination.REDIS;
    }

    /** Streams come into being with their first entry. */
    @Override
    public void prepare() {}

    @Override
    public Set<String> lostLogs(Map<LogPart, String> tails) {
        RedisCommands<String, String> redis = connection().sync();
        Set<String> lost = new HashSet<>();
        tails.forEach((stream, position) -> {
            if (!holds(redis, stream.log(), position)) {
                lost.add(stream.log());
            }
        });
        return lost;
    }

    /** Whether the entry is there, or so old that it has been trimmed away. */
    private static boolean holds(RedisCommands<String, String> redis, String stream, String position) {
        try {
            if (!redis.xrange(stream, Range.create(position, position)).isEmpty()) {
                return true;
            }
            List<StreamMessage<String, String>> oldest = redis.xrange(stream, Range.unbounded(), Limit.from(1));
            return !oldest.isEmpty()
                    && EntryId.of(oldest.getFirst().getId()).compareTo(EntryId.of(position)) > 0
                    && redis.xlen(stream) >= StreamTrimming.KEPT;
        } catch (RedisCommandExecutionException refused) {
            // Something else is stored under this key: sending will say so, and the other streams go on.
            return true;
        }
    }

    @Override
    public Delivery send(List<OutboxRow> rows, Map<LogPart, String> tails) {
        Delivery delivery = new Delivery();
        TransactionResult results = add(rows);
        for (int i = 0; i < rows.size(); i++) {
            OutboxRow row = rows.get(i);
            Object result = results.get(i);
            switch (result) {
                case String position -> delivery.sent(row, new LogPart(stream(row), 0), position);
                case RedisCommandExecutionException refusal ->
                    delivery.refused(row, String.valueOf(refusal.getMessage()));
                case null, default -> delivery.failed(row, new IllegalStateException("XADD answered " + result));
            }
        }
        return delivery;
    }

    /** A server that cannot write at all (read-only, out of memory, loading) refuses the transaction, not its parts. */
    private TransactionResult add(List<OutboxRow> rows) {
        StatefulRedisConnection<String, String> redis = connection();
        RedisAsyncCommands<String, String> commands = redis.async();
        redis.setAutoFlushCommands(false);
        commands.multi();
        rows.forEach(row -> commands.xadd(stream(row), EntryFields.of(row)));
        Future<TransactionResult> done = commands.exec();
        redis.flushCommands();
        redis.setAutoFlushCommands(true);
        return await(done);
    }

    private static TransactionResult await(Future<TransactionResult> done) {
        try {
            return done.get(RedisConnections.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Redis did not take the events", e);
        } catch (InterruptedException e) {
            throw new Worker.Stopped();
        }
    }

    @Override
    public void tidy(Collection<LogPart> logs) {
        RedisCommands<String, String> redis = connection().sync();
        logs.stream()
                .filter(stream -> redis.type(stream.log()).equals(STREAM_TYPE))
                .forEach(stream -> trimming.trim(redis, stream.log()));
    }

    private static String stream(OutboxRow row) {
        return row.stream().orElseThrow();
    }

    private StatefulRedisConnection<String, String> connection() {
        if (connection == null) {
            connection = connections.open();
        }
        return connection;
    }

    /** Whatever went wrong, a new connection has no old commands on their way. */
    @Override
    public void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
