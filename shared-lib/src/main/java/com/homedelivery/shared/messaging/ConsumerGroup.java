package com.homedelivery.shared.messaging;

import io.lettuce.core.Consumer;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisBusyException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One consumer's membership in the group of a stream, over a connection of its own. */
final class ConsumerGroup implements AutoCloseable {

    private static final int AT_ONCE = 64;
    private static final String FROM_THE_BEGINNING = "0-0";
    private static final long DEAD_LETTERS_KEPT = 10_000;

    /** A consumer's name may go only while nothing is pending under it: what is would be lost. */
    private static final String REMOVE_IF_NOTHING_PENDING = """
            if #redis.call('XPENDING', KEYS[1], ARGV[1], '-', '+', 1, ARGV[2]) == 0 then
                return redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], ARGV[2])
            end
            return 0""";

    private final StatefulRedisConnection<String, String> connection;
    private final RedisCommands<String, String> redis;
    private final String stream;
    private final Consumer<String> consumer;
    private String claimCursor = FROM_THE_BEGINNING;

    /** @param longestRead how long a read may wait for entries */
    ConsumerGroup(
            StatefulRedisConnection<String, String> connection,
            String stream,
            String group,
            String consumer,
            Duration longestRead) {
        this.connection = connection;
        this.redis = connection.sync();
        this.stream = stream;
        this.consumer = Consumer.from(group, consumer);
        connection.setTimeout(longestRead.plus(RedisConnections.TIMEOUT));
    }

    /** Makes stream and group if they are missing; a new group reads from the beginning. */
    void join() {
        try {
            redis.xgroupCreate(
                    StreamOffset.from(stream, FROM_THE_BEGINNING),
                    consumer.getGroup(),
                    XGroupCreateArgs.Builder.mkstream());
        } catch (RedisBusyException alreadyThere) {
            // Somebody was first.
        }
    }

    /** Whether the failure says that stream or group are gone, as after a FLUSHALL. */
    static boolean isGone(RedisCommandExecutionException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.startsWith("NOGROUP") || message.startsWith("UNBLOCKED");
    }

    /** New entries; waits for the first for some time. */
    List<StreamMessage<String, String>> read(Duration wait) {
        return redis.xreadgroup(
                consumer, XReadArgs.Builder.count(AT_ONCE).block(wait), StreamOffset.lastConsumed(stream));
    }

    /** Entries after this id that were given to this consumer and not acknowledged. */
    List<StreamMessage<String, String>> unacknowledged(String after) {
        return redis.xreadgroup(consumer, XReadArgs.Builder.count(AT_ONCE), StreamOffset.from(stream, after));
    }

    /** Takes over entries that another consumer has held for too long. Goes round: each call looks where the last ended. */
    List<StreamMessage<String, String>> takeOver(Duration heldFor) {
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

    /** How many entries the whole group has taken and not acknowledged. */
    long pending() {
        return redis.xpending(stream, consumer.getGroup()).getCount();
    }

    void acknowledge(String id) {
        redis.xack(stream, consumer.getGroup(), id);
    }

    /** Puts an entry aside for somebody to look at, then acknowledges it. */
    void bury(String id, Map<String, String> fields) {
        redis.xadd(
                stream + ":dead:" + consumer.getGroup(),
                XAddArgs.Builder.maxlen(DEAD_LETTERS_KEPT).approximateTrimming(),
                fields);
        acknowledge(id);
    }

    /** Forgets other consumers that have not been heard of for so long and have left nothing behind. */
    void forgetConsumers(Duration silentFor) {
        for (Object description : redis.xinfoConsumers(stream, consumer.getGroup())) {
            Map<String, Object> member = StreamTrimming.pairs(description);
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
