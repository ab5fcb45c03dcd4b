package com.homedelivery.shared.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.Consumer;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamTrimmingIT {

    private static final String STREAM = "stream:deliveries";
    private static final int ENTRIES = 7_000;

    private static MessagingServers servers;

    private final StreamTrimming trimming = new StreamTrimming();

    @BeforeAll
    static void connect() {
        servers = new MessagingServers("trimming");
    }

    @AfterAll
    static void disconnect() {
        servers.close();
    }

    @BeforeEach
    void fill() {
        servers.redis.del(STREAM);
        for (int i = 0; i < ENTRIES; i++) {
            servers.redis.xadd(STREAM, Map.of("n", Integer.toString(i)));
        }
        servers.redis.xgroupCreate(XReadArgs.StreamOffset.from(STREAM, "0"), "fast");
        servers.redis.xgroupCreate(XReadArgs.StreamOffset.from(STREAM, "0"), "slow");
    }

    @Test
    void keepsWhatAGroupHasNotRead() {
        acknowledge("fast", read("fast", ENTRIES));
        acknowledge("slow", read("slow", 1_000));
        trimming.trim(servers.redis, STREAM);
        assertThat(servers.redis.xlen(STREAM)).isEqualTo(ENTRIES);
    }

    @Test
    void keepsWhatAGroupHasNotAcknowledged() {
        acknowledge("fast", read("fast", ENTRIES));
        List<StreamMessage<String, String>> read = read("slow", ENTRIES);
        acknowledge("slow", read.subList(1_000, ENTRIES));
        trimming.trim(servers.redis, STREAM);
        assertThat(servers.redis.xlen(STREAM)).isEqualTo(ENTRIES);
    }

    @Test
    void keepsTheLastFewThousandWhenAllHaveReadThem() {
        acknowledge("fast", read("fast", ENTRIES));
        acknowledge("slow", read("slow", ENTRIES));
        trimming.trim(servers.redis, STREAM);
        assertThat(servers.redis.xlen(STREAM)).isBetween(StreamTrimming.KEPT, StreamTrimming.KEPT + 200);
    }

    private static List<StreamMessage<String, String>> read(String group, int count) {
        return servers.redis.xreadgroup(
                Consumer.from(group, "tests"),
                XReadArgs.Builder.count(count),
                XReadArgs.StreamOffset.lastConsumed(STREAM));
    }

    private static void acknowledge(String group, List<StreamMessage<String, String>> entries) {
        servers.redis.xack(
                STREAM, group, entries.stream().map(StreamMessage::getId).toArray(String[]::new));
    }
}
