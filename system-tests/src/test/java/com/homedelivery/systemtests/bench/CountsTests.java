package com.homedelivery.systemtests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CountsTests {

    private static final Counts BEFORE =
            new Counts(100, Map.of("order_db", 50.0), Map.of("get", 7.0), Map.of("redis", 1000.0));
    private static final Counts AFTER = new Counts(
            110, Map.of("order_db", 90.0, "cart_db", 3.0), Map.of("get", 17.0, "set", 2.0), Map.of("redis", 1600.0));

    @Test
    void tellsWhatCameToItSinceAnEarlierMoment() {
        Counts between = AFTER.since(BEFORE);

        assertThat(between.seconds()).isEqualTo(10);
        assertThat(between.commits()).isEqualTo(Map.of("order_db", 40.0, "cart_db", 3.0));
        assertThat(between.totalCommits()).isEqualTo(43);
        assertThat(between.totalRedisCommands()).isEqualTo(12);
        assertThat(between.totalCpuMillis()).isEqualTo(600);
    }

    @Test
    void leavesOutWhatWouldHaveBeenDoneAnyway() {
        Counts idle = new Counts(5, Map.of("order_db", 10.0), Map.of("get", 1.0), Map.of("redis", 50.0));

        Counts caused = AFTER.since(BEFORE).without(idle);

        assertThat(caused.seconds()).isEqualTo(10);
        assertThat(caused.totalCommits()).isEqualTo(43 - 20);
        assertThat(caused.totalRedisCommands()).isEqualTo(12 - 2);
        assertThat(caused.totalCpuMillis()).isEqualTo(600 - 100);
    }

    @Test
    void sharesOutEvenly() {
        Counts each = AFTER.since(BEFORE).dividedBy(4);

        assertThat(each.seconds()).isEqualTo(2.5);
        assertThat(each.totalCommits()).isEqualTo(10.75);
        assertThat(each.redisCommands()).isEqualTo(Map.of("get", 2.5, "set", 0.5));
        assertThat(each.totalCpuMillis()).isEqualTo(150);
    }

    @Test
    void readsTheCallsOfEachRedisCommand() {
        String info = """
                # Commandstats\r
                cmdstat_xadd:calls=12,usec=34,usec_per_call=2.83,rejected_calls=0,failed_calls=0\r
                cmdstat_config|get:calls=1,usec=9,usec_per_call=9.00\r
                """;

        assertThat(Counters.commandsIn(info)).isEqualTo(Map.of("xadd", 12.0, "config|get", 1.0));
    }
}
