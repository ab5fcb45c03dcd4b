package com.homedelivery.shared.messaging.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.messaging.outbox.MessagingServers;
import com.homedelivery.shared.messaging.sink.Partition;
import com.homedelivery.shared.messaging.sink.Sink;
import com.homedelivery.shared.redis.KeyNaming;
import io.lettuce.core.Consumer;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StreamTrimmingJobIT {

    private static final String STREAM = "stream:deliveries";
    private static final int ENTRIES = 7_000;

    /** Redis removes whole blocks of a hundred entries. */
    private static final int BLOCK = 100;

    @RegisterExtension
    static final MessagingServers servers = new MessagingServers("trimming");

    private final StreamTrimmingJob trimming = new StreamTrimmingJob(Duration.ZERO, KeyNaming.SINGLE_SERVER);

    @BeforeEach
    void fill() {
        servers.redis.keys(STREAM + "*").forEach(servers.redis::del);
        for (int i = 0; i < ENTRIES; i++) {
            servers.redis.xadd(STREAM, Map.of("n", Integer.toString(i)));
        }
    }

    @Test
    void keepsWhatAGroupHasNotReadAndNothingBefore() {
        group("fast");
        group("slow");
        acknowledge("fast", read("fast", ENTRIES));
        acknowledge("slow", read("slow", 1_000));
        trimming.trim(servers.redis, STREAM);
        assertThat(servers.redis.xlen(STREAM)).isBetween(ENTRIES - 1_000L, ENTRIES - 1_000L + BLOCK);
        assertThat(read("slow", 1))
                .extracting(entry -> entry.getBody().get("n"))
                .containsExactly("1000");
    }

    @Test
    void keepsWhatAGroupHasNotAcknowledged() {
        group("fast");
        group("slow");
        acknowledge("fast", read("fast", ENTRIES));
        List<StreamMessage<String, String>> read = read("slow", ENTRIES);
        acknowledge("slow", read.subList(0, 500));
        acknowledge("slow", read.subList(600, ENTRIES));
        trimming.trim(servers.redis, STREAM);
        assertThat(servers.redis.xlen(STREAM)).isBetween(ENTRIES - 500L, ENTRIES - 500L + BLOCK);
    }

    @Test
    void keepsEverythingForAGroupThatHasNeverRead() {
        group("not started yet");
        group("fast");
        acknowledge("fast", read("fast", ENTRIES));
        trimming.trim(servers.redis, STREAM);
        assertThat(servers.redis.xlen(STREAM)).isEqualTo(ENTRIES);
    }

    @Test
    void keepsEverythingAsLongAsNobodyReadsTheStream() {
        trimming.trim(servers.redis, STREAM);
        assertThat(servers.redis.xlen(STREAM)).isEqualTo(ENTRIES);
    }

    @Test
    void keepsRecentEntriesThoughAllGroupsHaveReadThem() {
        group("fast");
        acknowledge("fast", read("fast", ENTRIES));
        new StreamTrimmingJob(Duration.ofMinutes(10), KeyNaming.SINGLE_SERVER).trim(servers.redis, STREAM);
        assertThat(servers.redis.xlen(STREAM)).isEqualTo(ENTRIES);
    }

    @Test
    void aTrimmedEntryDoesNotCountAsLost() {
        group("fast");
        List<StreamMessage<String, String>> read = read("fast", ENTRIES);
        acknowledge("fast", read);
        String early = read.getFirst().getId();
        try (RedisConnections connections = servers.redisConnections();
                Sink sink = servers.redisSink(connections, new SimpleMeterRegistry())) {
            Map<Partition, String> tail = Map.of(new Partition(STREAM, 0), early);
            servers.redis.xdel(STREAM, early);
            assertThat(sink.truncated(tail)).isEqualTo(tail.keySet());
            trimming.trim(servers.redis, STREAM);
            assertThat(servers.redis.xlen(STREAM)).isLessThanOrEqualTo(BLOCK);
            assertThat(sink.truncated(tail)).isEmpty();
            servers.redis.xdel(STREAM, read.getLast().getId());
            assertThat(sink.truncated(
                            Map.of(new Partition(STREAM, 0), read.getLast().getId())))
                    .isNotEmpty();
            assertThat(servers.redis.xrange(STREAM, Range.unbounded())).isNotEmpty();
        }
    }

    private static void group(String name) {
        servers.redis.xgroupCreate(XReadArgs.StreamOffset.from(STREAM, "0"), name);
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
