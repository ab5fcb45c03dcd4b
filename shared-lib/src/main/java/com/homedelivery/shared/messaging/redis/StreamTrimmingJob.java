package com.homedelivery.shared.messaging.redis;

import com.homedelivery.shared.redis.KeyNaming;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps streams short: entries go once every consumer group has acknowledged them and they are not among the latest. How
 * far a stream was trimmed is written down beside it, so that what was trimmed can be told from what was lost.
 */
final class StreamTrimmingJob {

    private static final Logger log = LoggerFactory.getLogger(StreamTrimmingJob.class);
    private static final long WORRYING = 100_000;

    /**
     * Finds the oldest entry that a group has pending or not yet read, and trims what is older than it and than the time to
     * keep. Trims before it writes: a server without memory takes a write only from a script that has begun to free some.
     */
    private static final String TRIM = """
            local function parse(id)
                local millis, sequence = string.match(id, '^(%d+)-(%d+)$')
                return tonumber(millis), tonumber(sequence)
            end
            local groups = redis.call('XINFO', 'GROUPS', KEYS[1])
            local now = redis.call('TIME')
            local millis, sequence, slowest = now[1] * 1000 + math.floor(now[2] / 1000) - ARGV[1], 0, ''
            for _, group in ipairs(groups) do
                local fields = {}
                for i = 1, #group, 2 do fields[group[i]] = group[i + 1] end
                local pending = redis.call('XPENDING', KEYS[1], fields['name'])
                local m, s = parse(pending[1] > 0 and pending[2] or fields['last-delivered-id'])
                if m < millis or (m == millis and s < sequence) then
                    millis, sequence, slowest = m, s, fields['name']
                end
            end
            local trimmed = 0
            if #groups > 0 and millis > 0 then
                local oldest = string.format('%.0f-%.0f', millis, sequence)
                trimmed = redis.call('XTRIM', KEYS[1], 'MINID', '~', oldest)
                if trimmed > 0 then redis.call('SET', KEYS[2], oldest) end
            end
            return {trimmed, redis.call('XLEN', KEYS[1]), slowest}""";

    private final Duration keep;
    private final KeyNaming naming;

    /** @param keep how long an entry stays in any case */
    StreamTrimmingJob(Duration keep, KeyNaming naming) {
        this.keep = keep;
        this.naming = naming;
    }

    /** Trims one stream. One that no group reads yet stays as it is. */
    void trim(RedisCommands<String, String> redis, String stream) {
        List<Object> result = redis.eval(
                TRIM,
                ScriptOutputType.MULTI,
                new String[] {stream, trimmedKey(stream)},
                Long.toString(keep.toMillis()));
        long trimmed = (Long) result.get(0);
        long length = (Long) result.get(1);
        String slowest = (String) result.get(2);
        log.debug("{}: trimmed by {} entries to {}", stream, trimmed, length);
        if (length > WORRYING && !slowest.isEmpty()) {
            log.warn("{}: {} entries, because the consumer group {} does not keep up", stream, length, slowest);
        }
    }

    /** Key of how far a stream has been trimmed: every entry older than this id has been acknowledged by all groups. */
    String trimmedKey(String stream) {
        return naming.companion(stream, ":trimmed");
    }
}
