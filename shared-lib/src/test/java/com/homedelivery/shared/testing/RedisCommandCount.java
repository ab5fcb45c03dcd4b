package com.homedelivery.shared.testing;

import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Counts commands by the statistics of the Redis server, or of all servers of a cluster without replicas, which other
 * clients share.
 */
public final class RedisCommandCount {

    private static final Pattern CALLS = Pattern.compile("calls=(\\d+),.*");

    private static final String ADDRESS_IN_CLUSTER = "(?:[^:]+:\\d+\\.)?";

    private final StringRedisTemplate redis;
    private final Pattern command;

    /** @param commands a regular expression for the names of those that are counted, in lower case */
    public RedisCommandCount(StringRedisTemplate redis, String commands) {
        this.redis = redis;
        this.command = Pattern.compile(ADDRESS_IN_CLUSTER + "cmdstat_(" + commands + ")");
    }

    /** How often each command was executed while this ran; those that were not are left out. */
    public Map<String, Long> during(Runnable work) {
        Map<String, Long> before = calls();
        work.run();
        Map<String, Long> made = calls();
        before.forEach((name, calls) -> made.merge(name, -calls, Long::sum));
        made.values().removeIf(calls -> calls == 0);
        return made;
    }

    private Map<String, Long> calls() {
        Properties statistics = redis.execute((RedisCallback<Properties>)
                connection -> connection.serverCommands().info("commandstats"));
        Map<String, Long> calls = new TreeMap<>();
        statistics.forEach((name, value) -> {
            Matcher counted = command.matcher((String) name);
            Matcher number = CALLS.matcher((String) value);
            if (counted.matches() && number.matches()) {
                calls.merge(counted.group(1), Long.valueOf(number.group(1)), Long::sum);
            }
        });
        return calls;
    }
}
