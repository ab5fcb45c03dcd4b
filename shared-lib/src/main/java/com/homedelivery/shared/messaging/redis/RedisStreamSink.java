package com.homedelivery.shared.messaging.redis;

import com.homedelivery.shared.api.error.OutageClassifier;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.messaging.sink.BatchResult;
import com.homedelivery.shared.messaging.sink.OutboxRow;
import com.homedelivery.shared.messaging.sink.Partition;
import com.homedelivery.shared.messaging.sink.SentRow;
import com.homedelivery.shared.messaging.sink.Sink;
import com.homedelivery.shared.messaging.sink.SinkType;
import com.homedelivery.shared.work.TaskStoppedException;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisBusyException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.TransactionResult;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Adds events to Redis Streams. Several travel in one pipelined transaction: all of them are there or none, without
 * anything between. In a cluster those of each stream have one of their own.
 */
final class RedisStreamSink implements Sink {

    private static final String STREAM_TYPE = "stream";
    private static final String BEGINNING = "0-0";

    /** A code and a text: {@code WRONGTYPE Operation against a key …} (redis.io, "RESP protocol", simple errors). */
    private static final Pattern SERVER_ERROR = Pattern.compile("[A-Z]+ .*", Pattern.DOTALL);

    private static final int READ_AT_ONCE = 500;
    private static final int MOST_READ_BACK = 20_000;

    private final RedisConnections connections;
    private final String source;
    private final StreamTrimmingJob trimming;
    private final RedisMemory memory;
    private final Set<String> prepared = new HashSet<>();
    private final ServerConnections servers;

    /** @param source name of the service whose events these are; others may add to the same stream */
    RedisStreamSink(RedisConnections connections, String source, StreamTrimmingJob trimming, RedisMemory memory) {
        this.connections = connections;
        this.servers = new ServerConnections(connections);
        this.source = source;
        this.trimming = trimming;
        this.memory = memory;
    }

    @Override
    public SinkType destination() {
        return SinkType.REDIS;
    }

    @Override
    public void prepare(List<OutboxRow> rows) {
        for (OutboxRow row : rows) {
            if (!prepared.contains(stream(row))) {
                createGroups(stream(row));
                prepared.add(stream(row));
            }
        }
    }

    /** A group reads from the beginning, whenever its service starts for the first time. */
    private void createGroups(String stream) {
        RedisCommands<String, String> redis = servers.commands(stream);
        for (String group : EventStream.groupsOf(stream)) {
            try {
                redis.xgroupCreate(StreamOffset.from(stream, BEGINNING), group, XGroupCreateArgs.Builder.mkstream());
            } catch (RedisBusyException alreadyThere) {
                // Another instance was first.
            } catch (RedisCommandExecutionException refused) {
                if (!isWrongType(refused)) {
                    throw refused;
                }
                // Something else is stored under this key: sending will say so, and the other streams go on.
                return;
            }
        }
    }

    private static boolean isWrongType(RedisCommandExecutionException refusal) {
        return String.valueOf(refusal.getMessage()).startsWith("WRONGTYPE");
    }

    @Override
    public Set<Partition> truncated(Map<Partition, String> highWaterMarks) {
        Set<Partition> truncated = new HashSet<>();
        highWaterMarks.forEach((stream, position) -> {
            if (!holds(stream.log(), position)) {
                truncated.add(stream);
                prepared.remove(stream.log());
            }
        });
        return truncated;
    }

    /** Whether the entry is there, or has been trimmed away. */
    private boolean holds(String stream, String position) {
        RedisCommands<String, String> redis = servers.commands(stream);
        try {
            return !redis.xrange(stream, Range.create(position, position)).isEmpty()
                    || isTrimmed(position, redis.get(trimming.trimmedKey(stream)));
        } catch (RedisCommandExecutionException refused) {
            if (!isWrongType(refused)) {
                throw refused;
            }
            // Something else is stored under this key: sending will say so, and the other streams go on.
            return true;
        }
    }

    private static boolean isTrimmed(String position, @Nullable String oldest) {
        return oldest != null && EntryId.of(position).compareTo(EntryId.of(oldest)) < 0;
    }

    /** A consumer makes a lost stream again, which then takes what comes as if nothing had happened. */
    @Override
    public boolean mayLoseUnnoticed() {
        return true;
    }

    @Override
    public List<SentRow> stillPresent(List<SentRow> sent) {
        Map<Partition, List<SentRow>> byStream = sent.stream().collect(Collectors.groupingBy(SentRow::log));
        Set<SentRow> lost = new HashSet<>();
        byStream.forEach((stream, rows) -> {
            List<SentRow> missing = missing(stream.log(), rows);
            if (!missing.isEmpty()) {
                prepared.remove(stream.log());
                lost.addAll(missing);
            }
        });
        return sent.stream().filter(row -> !lost.contains(row)).toList();
    }

    private List<SentRow> missing(String stream, List<SentRow> rows) {
        RedisCommands<String, String> redis = servers.commands(stream);
        try {
            Set<String> there = positions(
                    redis, stream, rows.getFirst().position(), rows.getLast().position());
            List<SentRow> notThere =
                    rows.stream().filter(row -> !there.contains(row.position())).toList();
            if (notThere.isEmpty()) {
                return notThere;
            }
            String oldest = redis.get(trimming.trimmedKey(stream));
            return notThere.stream()
                    .filter(row -> !isTrimmed(row.position(), oldest))
                    .toList();
        } catch (RedisCommandExecutionException refused) {
            if (isWrongType(refused)) {
                return rows;
            }
            throw refused;
        }
    }

    private static Set<String> positions(
            RedisCommands<String, String> redis, String stream, String first, String last) {
        Set<String> positions = new HashSet<>();
        Range.Boundary<String> next = Range.Boundary.including(first);
        List<StreamMessage<String, String>> entries;
        do {
            entries = redis.xrange(stream, Range.from(next, Range.Boundary.including(last)), Limit.from(READ_AT_ONCE));
            for (StreamMessage<String, String> entry : entries) {
                positions.add(entry.getId());
                next = Range.Boundary.excluding(entry.getId());
            }
        } while (entries.size() == READ_AT_ONCE);
        return positions;
    }

    @Override
    public Optional<LogEnd> end(Partition stream) {
        RedisCommands<String, String> redis = servers.commands(stream.log());
        Range.Boundary<String> newest = Range.Boundary.unbounded();
        for (int read = 0; read < MOST_READ_BACK; read += READ_AT_ONCE) {
            List<StreamMessage<String, String>> entries = redis.xrevrange(
                    stream.log(), Range.from(Range.Boundary.unbounded(), newest), Limit.from(READ_AT_ONCE));
            if (entries.isEmpty()) {
                return Optional.empty();
            }
            List<StreamMessage<String, String>> own = entries.stream()
                    .filter(entry -> StreamRecordMapper.isFrom(source, entry.getBody()))
                    .toList();
            if (!own.isEmpty()) {
                return Optional.of(new LogEnd(
                        own.getFirst().getId(),
                        own.stream()
                                .flatMap(entry -> StreamRecordMapper.id(entry.getBody()).stream())
                                .toList()));
            }
            newest = Range.Boundary.excluding(entries.getLast().getId());
        }
        return Optional.empty();
    }

    @Override
    public BatchResult send(List<OutboxRow> rows, Map<Partition, String> highWaterMarks) {
        BatchResult result = new BatchResult();
        // A transaction is one slot's; a service seldom has events for more than one stream.
        rows.stream()
                .collect(Collectors.groupingBy(
                        row -> connections.slotOf(stream(row)), LinkedHashMap::new, Collectors.toList()))
                .values()
                .forEach(ofOneSlot -> send(ofOneSlot, result));
        return result;
    }

    private void send(List<OutboxRow> rows, BatchResult result) {
        List<Object> replies = add(rows);
        for (int i = 0; i < rows.size(); i++) {
            OutboxRow row = rows.get(i);
            Object reply = replies.get(i);
            switch (reply) {
                case String position -> result.sent(row, new Partition(stream(row), 0), position);
                case RedisCommandExecutionException refusal
                when isSaidByServer(refusal) -> result.rejected(row, String.valueOf(refusal.getMessage()));
                case RedisCommandExecutionException unanswered -> result.failed(row, unanswered);
                case null -> result.failed(row, new IllegalStateException(stream(row) + " is gone"));
                default -> result.failed(row, new IllegalStateException("XADD answered " + reply));
            }
        }
    }

    /** @return a reply for each row; a command's error is its reply */
    private List<@Nullable Object> add(List<OutboxRow> rows) {
        if (rows.size() == 1) {
            // A single command needs no transaction, which would be two more.
            return Collections.singletonList(
                    resultOf(added(servers.to(stream(rows.getFirst())).async(), rows.getFirst())));
        }
        return addTogether(rows);
    }

    /**
     * All of them or none, and nothing between. A server that cannot write at all (read-only, out of memory, loading) refuses
     * the transaction, not its parts.
     */
    private List<@Nullable Object> addTogether(List<OutboxRow> rows) {
        StatefulRedisConnection<String, String> connection = servers.to(stream(rows.getFirst()));
        RedisAsyncCommands<String, String> commands = connection.async();
        connection.setAutoFlushCommands(false);
        commands.multi();
        rows.forEach(row -> added(commands, row));
        Future<TransactionResult> done = commands.exec();
        connection.flushCommands();
        connection.setAutoFlushCommands(true);
        return await(done).stream().toList();
    }

    /** A stream that has gone since it was prepared must not come back without its groups. */
    private static RedisFuture<String> added(RedisAsyncCommands<String, String> commands, OutboxRow row) {
        return commands.xadd(stream(row), XAddArgs.Builder.nomkstream(), StreamRecordMapper.of(row));
    }

    /** What a command that is no part of a transaction says; a server that cannot write at all does not count as a refusal. */
    private static @Nullable Object resultOf(Future<?> command) {
        try {
            return await(command);
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof ExecutionException failed
                    && failed.getCause() instanceof RedisCommandExecutionException refusal
                    && !OutageClassifier.isCauseOf(refusal)) {
                return refusal;
            }
            throw e;
        }
    }

    /** The client gives up a command of a transaction in the same words as the server refuses it, but without a code. */
    private static boolean isSaidByServer(RedisCommandExecutionException refusal) {
        return SERVER_ERROR.matcher(String.valueOf(refusal.getMessage())).matches();
    }

    private static <T> T await(Future<T> done) {
        try {
            return done.get(RedisConnections.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Redis did not take the events", e);
        } catch (InterruptedException e) {
            throw new TaskStoppedException();
        }
    }

    @Override
    public void cleanUp(Collection<Partition> logs) {
        logs.stream()
                .map(Partition::log)
                .filter(stream -> servers.commands(stream).type(stream).equals(STREAM_TYPE))
                .forEach(stream -> trimming.trim(servers.commands(stream), stream));
        memory.read(servers);
    }

    private static String stream(OutboxRow row) {
        return row.stream().orElseThrow();
    }

    /** Whatever went wrong, a new connection has no old commands on their way. */
    @Override
    public void close() {
        prepared.clear();
        memory.forget();
        servers.close();
    }
}
