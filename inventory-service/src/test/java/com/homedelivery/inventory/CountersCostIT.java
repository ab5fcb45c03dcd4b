package com.homedelivery.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.inventory.application.StockCounters;
import com.homedelivery.inventory.application.StockCounters.CounterResult.Insufficient;
import com.homedelivery.inventory.application.StockCounters.CounterResult.Reserved;
import com.homedelivery.inventory.application.StockCounters.LedgerChange;
import com.homedelivery.inventory.application.StockCounters.Load;
import com.homedelivery.inventory.domain.LedgerLevel;
import com.homedelivery.shared.testing.IntegrationTest;
import com.homedelivery.shared.testing.RedisCommandCount;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.context.TestPropertySource;

/** What the counters of an order's products ask of Redis. */
@IntegrationTest
@TestPropertySource(properties = "homedelivery.inventory.counters.reconcile-every=1h")
class CountersCostIT {

    /** Not those of event streams and of tokens, and what a new connection begins with. */
    private static final String COMMANDS_OF_COUNTERS = "eval|evalsha|h(?!ello)\\w+|p?expire|del|exists|set|time";

    @Autowired
    StockCounters counters;

    @Autowired
    StringRedisTemplate redis;

    UUID bananas = UUID.randomUUID();
    long version = 5;

    @BeforeEach
    void load() {
        counters.load(List.of(new Load(new LedgerLevel(bananas, 1000, version), "")));
        // The first time, the scripts are sent to Redis.
        order(3);
    }

    @Test
    void readsAndWritesACounterOnceToReserveAndOnceToCommit() {
        expect(() -> order(3), Map.of("evalsha", 2L, "hgetall", 1L, "hmget", 1L, "set", 1L, "hset", 2L, "hdel", 1L));
    }

    @Test
    void writesNothingForARefusal() {
        expect(
                () -> assertThat(counters.reserve(UUID.randomUUID(), Map.of(bananas, 1001)))
                        .isInstanceOf(Insufficient.class),
                Map.of("evalsha", 1L, "hgetall", 1L, "exists", 1L));
    }

    /** Not every time: other instances may reconcile their counters just now. */
    private void expect(Runnable change, Map<String, Long> commands) {
        await().untilAsserted(() -> assertThat(new RedisCommandCount(redis, COMMANDS_OF_COUNTERS).during(change))
                .isEqualTo(commands));
    }

    private void order(int units) {
        UUID orderId = UUID.randomUUID();
        assertThat(counters.reserve(orderId, Map.of(bananas, units))).isInstanceOf(Reserved.class);
        counters.apply(List.of(new LedgerChange(bananas, ++version, -units, Set.of(orderId))));
    }
}
