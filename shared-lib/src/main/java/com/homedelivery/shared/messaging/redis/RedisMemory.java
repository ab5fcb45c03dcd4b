package com.homedelivery.shared.messaging.redis;

import io.lettuce.core.api.sync.RedisCommands;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
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

    void read(RedisCommands<String, String> redis) {
        String info = redis.info("memory");
        long used = value(info, "used_memory");
        long limit = value(info, "maxmemory");
        if (limit <= 0) {
            ratio = Double.NaN;
            return;
        }
        ratio = (double) used / limit;
        if (ratio < ALARM) {
            alarmed = false;
        } else if (!alarmed) {
            alarmed = true;
            log.warn(
                    "Redis uses {} % of its {} MiB; when it is full, events wait in the outbox and carts are refused",
                    Math.round(100 * ratio), Math.round(limit / MEBIBYTE));
        }
    }

    /** Another instance reads it from now on. */
    void forget() {
        ratio = Double.NaN;
    }

    private static long value(String info, String name) {
        return info.lines()
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(
                        line -> Long.parseLong(line.substring(name.length() + 1).strip()))
                .findFirst()
                .orElse(0);
    }
}
