package com.homedelivery.shared.messaging.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.messaging.outbox.MessagingServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class RedisMemoryIT {

    private static final String NEARLY_FULL = "when it is full, events wait in the outbox";

    private static MessagingServers servers;

    @BeforeAll
    static void connect() {
        servers = new MessagingServers("redis-memory");
    }

    @AfterAll
    static void disconnect() {
        servers.close();
    }

    @Test
    void warnsOnceEachTimeRedisBecomesNearlyFull(CapturedOutput output) {
        String limit = servers.redis.configGet("maxmemory").get("maxmemory");
        RedisMemory memory = new RedisMemory(new SimpleMeterRegistry());
        try (RedisConnections connections = servers.redisConnections();
                ServerConnections all = new ServerConnections(connections)) {
            limitMemoryTo(2.0);
            memory.read(all);
            assertThat(output).doesNotContain(NEARLY_FULL);

            limitMemoryTo(1.1);
            memory.read(all);
            memory.read(all);
            assertThat(output).containsOnlyOnce(NEARLY_FULL);

            limitMemoryTo(2.0);
            memory.read(all);
            limitMemoryTo(1.1);
            memory.read(all);
            assertThat(output.getOut().split(NEARLY_FULL, -1)).hasSize(3);
        } finally {
            servers.redis.configSet("maxmemory", limit);
        }
    }

    /** @param times the memory that Redis uses now */
    private static void limitMemoryTo(double times) {
        long used = servers.redis
                .info("memory")
                .lines()
                .filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1)))
                .findFirst()
                .orElseThrow();
        servers.redis.configSet("maxmemory", Long.toString((long) (used * times)));
    }
}
