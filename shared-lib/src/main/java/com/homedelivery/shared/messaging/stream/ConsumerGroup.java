package com.homedelivery.shared.messaging.stream;

import com.homedelivery.shared.messaging.redis.EntryId;
import com.homedelivery.shared.messaging.redis.RedisConnections;
import com.homedelivery.shared.messaging.redis.StreamInfo;
import com.homedelivery.shared.redis.KeyNaming;
import io.lettuce.core.Consumer;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisBusyException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAutoClaimArgs;
import io.lettuce.core.XClaimArgs;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.models.stream.ClaimedMessages;
import io.lettuce.core.models.stream.PendingMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One consumer's membership in the group of a stream, over a connection of its own. */
public final class ConsumerGroup implements AutoCloseable {

    /** Most entries that are read at a time. */
    static final int AT_ONCE = 64;

    static final String FROM_THE_BEGINNING = "0-0";

    /** A consumer's name may go only while nothing is pending under it: what is would be lost. */
    private static final String REMOVE_IF_NOTHING_PENDING = """
            if #redis.call('XPENDING', KEYS[1], ARGV[1], '-', '+', 1, ARGV[2]) == 0 then
                return redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], ARGV[2])
            end
            return 0""";

    /** Added before it is acknowledged: should Redis refuse the one, it has not done the other. */
    private static final String DEAD_LETTER = """
            if #redis.call('XPENDING', KEYS[1], ARGV[1], ARGV[2], ARGV[2], 1) == 0 then
                return 0
            end
            redis.call('XADD', KEYS[2], '*', unpack(ARGV, 3))
            return redis.call('XACK', KEYS[1], ARGV[1], ARGV[2])""";

    private final StatefulRedisConnection<String, String> connection;
    private final RedisCommands<String, String> redis;
    private final String stream;
    private final String deadLetterStream;
    private final Consumer<String> consumer;
    private @Nullable RedisFuture<Long> acknowledgement;
    private String claimCursor = FROM_THE_BEGINNING;

    /** @param longestRead how long a read may wait for entries */
    ConsumerGroup(RedisConnections connections, String stream, String group, String consumer, Duration longestRead) {
        this.connection = connections.open(stream);
        this.deadLetterStream = deadLetterStream(connections.naming(), stream, group);
        this.redis = connection.sync();
        this.stream = stream;
        this.consumer = Consumer.from(group, consumer);
        connection.setTimeout(longestRead.plus(RedisConnections.TIMEOUT));
    }

    /**
     * Makes stream and group if they are missing; a new group reads from the beginning.
     *
     * @return false when Redis has no memory for it, which it says even if both are there
     */
    boolean join() {
        try {
            redis.xgroupCreate(
                    StreamOffset.from(stream, FROM_THE_BEGINNING),
                    consumer.getGroup(),
                    XGroupCreateArgs.Builder.mkstream());
        } catch (RedisBusyException alreadyThere) {
            // Another instance was first.
        } catch (RedisCommandExecutionException refused) {
            if (!String.valueOf(refused.getMessage()).startsWith("OOM")) {
                throw refused;
            }
            return false;
        }
        return true;
    }

    /** Whether the failure says that stream or group are gone, as after a FLUSHALL. */
    static boolean isGone(RedisCommandExecutionException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.startsWith("NOGROUP") || message.startsWith("UNBLOCKED");
    }

    /** New entries; waits for the first for some time. */
    List<StreamMessage<String, String>> read(Duration wait) {
        List<StreamMessage<String, String>> entries = redis.xreadgroup(
                consumer, XReadArgs.Builder.count(AT_ONCE).block(wait), StreamOffset.lastConsumed(stream));
        if (acknowledgement != null) {
            // It came before the entries did.
            LettuceFutures.awaitOrCancel(acknowledgement, RedisConnections.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            acknowledgement = null;
        }
        return entries;
    }

    /** The next new entry, if there is one now. */
    Optional<StreamMessage<String, String>> readOne() {
        return redis.xreadgroup(consumer, XReadArgs.Builder.count(1), StreamOffset.lastConsumed(stream)).stream()
                .findFirst();
    }

    /** Entries after this id that were given to this consumer and not acknowledged. */
    List<StreamMessage<String, String>> unacknowledged(String after) {
        return redis.xreadgroup(consumer, XReadArgs.Builder.count(AT_ONCE), StreamOffset.from(stream, after));
    }

    /** The oldest entry that was given to this consumer and not acknowledged. */
    Optional<StreamMessage<String, String>> oldestUnacknowledged() {
        return redis
                .xreadgroup(consumer, XReadArgs.Builder.count(1), StreamOffset.from(stream, FROM_THE_BEGINNING))
                .stream()
                .findFirst();
    }

    /** Takes over entries that another consumer has held for too long. Goes round: each call looks where the last ended. */
    List<StreamMessage<String, String>> claimStale(Duration heldFor) {
        ClaimedMessages<String, String> claimed = redis.xautoclaim(
                stream,
                new XAutoClaimArgs<String>()
                        .consumer(consumer)
                        .minIdleTime(heldFor)
                        .startId(claimCursor)
                        .count(AT_ONCE));
        claimCursor = claimed.getId();
        return claimed.getMessages();
    }

    /**
     * Takes an entry that waits for another try.
     *
     * @param deliveries what the entry's counter says from now on
     * @return empty when the entry is there no more
     */
    Optional<StreamMessage<String, String>> take(String id, long deliveries) {
        return redis.xclaim(stream, consumer, new XClaimArgs().minIdleTime(0).retryCount(deliveries), id).stream()
                .findFirst();
    }

    /** How often an entry has been delivered, as the group counts. */
    long deliveries(String id) {
        List<PendingMessage> found = redis.xpending(stream, consumer.getGroup(), Range.create(id, id), Limit.from(1));
        return found.isEmpty() ? 1 : found.getFirst().getRedeliveryCount();
    }

    /** Whether an entry was given to one of the group and is not acknowledged. */
    public boolean isPending(String id) {
        return !redis.xpending(stream, consumer.getGroup(), Range.create(id, id), Limit.from(1))
                .isEmpty();
    }

    /** Key of the stream. */
    public String stream() {
        return stream;
    }

    /** How many entries the whole group has taken and not acknowledged. */
    long pending() {
        return redis.xpending(stream, consumer.getGroup()).getCount();
    }

    /** When the oldest entry was added that the group has not been given yet; empty when it has been given all. */
    Optional<Instant> unreadSince() {
        return redis
                .xrange(
                        stream,
                        Range.from(Range.Boundary.excluding(lastDelivered()), Range.Boundary.unbounded()),
                        Limit.from(1))
                .stream()
                .findFirst()
                .map(entry -> Instant.ofEpochMilli(EntryId.of(entry.getId()).millis()));
    }

    private String lastDelivered() {
        return redis.xinfoGroups(stream).stream()
                .map(StreamInfo::pairs)
                .filter(group -> consumer.getGroup().equals(String.valueOf(group.get("name"))))
                .map(group -> String.valueOf(group.get("last-delivered-id")))
                .findFirst()
                .orElse(FROM_THE_BEGINNING);
    }

    /** Goes out before whatever is asked next; the next {@link #read} says when Redis has refused the last one. */
    public void acknowledge(String... ids) {
        acknowledgement = connection.async().xack(stream, consumer.getGroup(), ids);
    }

    /**
     * Makes an entry a dead letter and acknowledges it; nothing happens if it was acknowledged before.
     *
     * @return whether this made the dead letter
     */
    public boolean deadLetter(String id, Map<String, String> fields) {
        List<String> arguments = new ArrayList<>(List.of(consumer.getGroup(), id));
        fields.forEach((name, value) -> {
            arguments.add(name);
            arguments.add(value);
        });
        Long acknowledged = redis.eval(
                DEAD_LETTER,
                ScriptOutputType.INTEGER,
                new String[] {stream, deadLetterStream},
                arguments.toArray(String[]::new));
        return acknowledged != null && acknowledged == 1;
    }

    /** How many dead letters of this group wait for an operator. */
    public long deadLetters() {
        return redis.xlen(deadLetterStream);
    }

    /** Where a group's dead letters of a stream are kept. */
    public static String deadLetterStream(KeyNaming naming, String stream, String group) {
        return naming.companion(stream, ":dead:" + group);
    }

    /** Removes other consumers of the group that have been idle for so long and have nothing pending. */
    void forgetConsumers(Duration silentFor) {
        for (Object description : redis.xinfoConsumers(stream, consumer.getGroup())) {
            Map<String, Object> member = StreamInfo.pairs(description);
            String name = String.valueOf(member.get("name"));
            if (!name.equals(consumer.getName())
                    && member.get("idle") instanceof Long idle
                    && idle >= silentFor.toMillis()) {
                redis.eval(
                        REMOVE_IF_NOTHING_PENDING,
                        ScriptOutputType.INTEGER,
                        new String[] {stream},
                        consumer.getGroup(),
                        name);
            }
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
