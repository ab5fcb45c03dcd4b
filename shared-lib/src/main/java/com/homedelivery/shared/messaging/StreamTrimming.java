package com.homedelivery.shared.messaging;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.XTrimArgs;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.models.stream.PendingMessages;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps streams short: the last few thousand entries stay, older ones go once every consumer group has acknowledged them.
 */
final class StreamTrimming {

    /** Entries of a stream that stay in any case. */
    static final long KEPT = 5_000;

    private static final Logger log = LoggerFactory.getLogger(StreamTrimming.class);
    private static final long WORTH_IT = KEPT + KEPT / 5;
    private static final long WORRYING = 20 * KEPT;

    /** Trims one stream if it has grown enough to be worth it. */
    void trim(RedisCommands<String, String> redis, String stream) {
        long length = redis.xlen(stream);
        if (length < WORTH_IT) {
            return;
        }
        // What comes after the slowest group is among the newest entries if it is no more than these.
        boolean allHaveReadTheRest = redis.xinfoGroups(stream).stream()
                .map(group -> needed(redis, stream, group))
                .min(EntryId::compareTo)
                .map(needed -> redis.xrange(
                                        stream,
                                        Range.from(
                                                Range.Boundary.including(needed.toString()),
                                                Range.Boundary.unbounded()),
                                        Limit.from(KEPT + 1))
                                .size()
                        <= KEPT)
                .orElse(true);
        if (allHaveReadTheRest) {
            long trimmed = redis.xtrim(stream, new XTrimArgs().maxlen(KEPT).approximateTrimming());
            log.debug("{}: trimmed by {} entries", stream, trimmed);
        } else if (length > WORRYING) {
            log.warn("{}: {} entries, because a consumer group does not keep up", stream, length);
        }
    }

    /** The oldest entry that the group still needs. */
    private static EntryId needed(RedisCommands<String, String> redis, String stream, Object description) {
        Map<String, Object> group = pairs(description);
        PendingMessages pending = redis.xpending(stream, String.valueOf(group.get("name")));
        String oldest =
                pending.getCount() > 0 ? pending.getMessageIds().getLower().getValue() : null;
        return EntryId.of(oldest == null ? String.valueOf(group.get("last-delivered-id")) : oldest);
    }

    /** XINFO describes things by a list of names and values. */
    static Map<String, Object> pairs(Object description) {
        Map<String, Object> pairs = new HashMap<>();
        if (description instanceof List<?> list) {
            for (int i = 0; i + 1 < list.size(); i += 2) {
                pairs.put(String.valueOf(list.get(i)), list.get(i + 1));
            }
        }
        return pairs;
    }
}
