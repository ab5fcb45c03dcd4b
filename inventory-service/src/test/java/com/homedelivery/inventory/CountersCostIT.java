package com.homedelivery.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.inventory.application.StockCounters;
import com.homedelivery.inventory.application.StockCounters.LedgerChange;
import com.homedelivery.inventory.application.StockCounters.Load;
import com.homedelivery.inventory.application.StockCounters.Take.Short;
import com.homedelivery.inventory.application.StockCounters.Take.Taken;
import com.homedelivery.inventory.domain.LedgerLevel;
import com.homedelivery.shared.testing.IntegrationTest;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.context.TestPropertySource;

/** What the counters of an order's products ask of Redis. */
@IntegrationTest
@TestPropertySource(properties = "homedelivery.inventory.counters.reconcile-every=1h")
class CountersCostIT {

    /** Those of the events' streams and of tokens are others, and what a new connection begins with. */
    private static final Pattern COMMANDS_OF_COUNTERS =
            Pattern.compile("cmdstat_(eval|evalsha|h(?!ello)\\w+|p?expire|del|exists|set|time)");

    private static final Pattern CALLS = Pattern.compile("calls=(\\d+),.*");

    @Autowired
    StockCounters counters;

    @Autowired
    StringRedisTemplate redis;

    UUID bananas = UUID.randomUUID();
    long version = 5;

    @BeforeEach
    void load() {
        counters.load(List.of(new Load(new LedgerLevel(bananas, 1000, version), "")));
        // The first time, Redis has to be told the scripts.
        order(3);
    }

    @Test
    void anOrderReadsAndWritesACounterOnceAndOnceMoreWhenTheLedgerHasIt() {
        expect(() -> order(3), Map.of("evalsha", 2L, "hgetall", 1L, "hmget", 1L, "set", 1L, "hset", 2L, "hdel", 1L));
    }

    @Test
    void aRefusalWritesNothing() {
        expect(
                () -> assertThat(counters.take(UUID.randomUUID(), Map.of(bananas, 1001)))
                        .isInstanceOf(Short.class),
                Map.of("evalsha", 1L, "hgetall", 1L, "exists", 1L));
    }

    /** Not every time: other instances may reconcile their counters just now. */
    private void expect(Runnable change, Map<String, Long> commands) {
        await().untilAsserted(() -> assertThat(commandsOf(change)).isEqualTo(commands));
    }

    private void order(int units) {
        UUID orderId = UUID.randomUUID();
        assertThat(counters.take(orderId, Map.of(bananas, units))).isInstanceOf(Taken.class);
        counters.apply(List.of(new LedgerChange(bananas, ++version, -units, Set.of(orderId))));
    }

    private Map<String, Long> commandsOf(Runnable change) {
        Map<String, Long> before = commands();
        change.run();
        Map<String, Long> made = commands();
        before.forEach((command, calls) -> made.merge(command, -calls, Long::sum));
        made.values().removeIf(calls -> calls == 0);
        return made;
    }

    private Map<String, Long> commands() {
        Properties statistics = redis.execute((RedisCallback<Properties>)
                (RedisConnection connection) -> connection.serverCommands().info("commandstats"));
        Map<String, Long> calls = new TreeMap<>();
        statistics.forEach((name, value) -> {
            Matcher command = COMMANDS_OF_COUNTERS.matcher((String) name);
            Matcher number = CALLS.matcher((String) value);
            if (command.matches() && number.matches()) {
                calls.put(command.group(1), Long.valueOf(number.group(1)));
            }
        });
        return calls;
    }
}
