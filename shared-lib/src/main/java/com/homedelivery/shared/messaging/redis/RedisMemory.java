package com.homedelivery.shared.messaging.redis;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches how full Redis is. A full one refuses every write rather than forget events, so an operator has to know before.
 */
final class RedisMemory {

    private static final Logger log = LoggerFactory.getLogger(RedisMemory.class);
    private static final double ALARM = 0.8;
    private static final double MEBIBYTE = 1 << 20;

    private volatile double ratio = Double.NaN;
    private boolean alarmed;

    RedisMemory(MeterRegistry registry) {
        Gauge.builder("homedelivery.redis.memory.used.ratio", () -> ratio)
                .description("Memory that Redis uses, as part of its limit; unknown without a limit or on a standby")
                .register(registry);
    }

    /** Of several servers the fullest counts: it is the first to refuse what is written to it. */
    void read(ServerConnections servers) {
        List<Usage> usages = new ArrayList<>();
        servers.forEachServer(server -> usages.add(Usage.of(server.info("memory"))));
        Optional<Usage> fullest =
                usages.stream().filter(usage -> usage.limit() > 0).max(Comparator.comparingDouble(Usage::ratio));
        ratio = fullest.map(Usage::ratio).orElse(Double.NaN);
        if (!(ratio >= ALARM)) {
            alarmed = false;
        } else if (!alarmed) {
            alarmed = true;
            log.warn(
                    "Redis uses {} % of its {} MiB; when it is full, events wait in the outbox and carts are refused",
                    Math.round(100 * ratio), Math.round(fullest.orElseThrow().limit() / MEBIBYTE));
        }
    }

    /** Another instance reads it from now on. */
    void forget() {
        ratio = Double.NaN;
    }

    /**
     * Memory of one server, in bytes.
     *
     * @param limit 0 when there is none
     */
    private record Usage(long used, long limit) {

        static Usage of(String info) {
            return new Usage(value(info, "used_memory"), value(info, "maxmemory"));
        }

        double ratio() {
            return (double) used / limit;
        }

        private static long value(String info, String name) {
            return info.lines()
                    .filter(line -> line.startsWith(name + ":"))
                    .mapToLong(line ->
                            Long.parseLong(line.substring(name.length() + 1).strip()))
                    .findFirst()
                    .orElse(0);
        }
    }
}
