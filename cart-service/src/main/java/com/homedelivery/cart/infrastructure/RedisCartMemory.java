package com.homedelivery.cart.infrastructure;

import com.homedelivery.cart.application.CartMemory;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/** Asks Redis how full it is, every few seconds at most. Of several servers the fullest counts. */
@Component
class RedisCartMemory implements CartMemory {

    /** Where operators are warned as well. */
    private static final double SHORT = 0.8;

    private static final Duration MAX_AGE = Duration.ofSeconds(5);
    private static final String USED = "used_memory";
    private static final String LIMIT = "maxmemory";

    private final StringRedisTemplate redis;
    private final Clock clock;
    private final AtomicLong askedAt = new AtomicLong();
    private volatile boolean isShort;

    RedisCartMemory(StringRedisTemplate redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    /** One caller asks, the others go on by what is known. */
    @Override
    public boolean isShort() {
        long lastAsked = askedAt.get();
        long now = clock.millis();
        if (now - lastAsked >= MAX_AGE.toMillis() && askedAt.compareAndSet(lastAsked, now)) {
            isShort = isShortBy(read());
        }
        return isShort;
    }

    private Properties read() {
        return Objects.requireNonNull(redis.execute((RedisCallback<Properties>)
                connection -> connection.serverCommands().info("memory")));
    }

    /** @param info of a cluster has each name preceded by the address of a server and a dot */
    static boolean isShortBy(Properties info) {
        return info.stringPropertyNames().stream()
                .filter(name -> name.equals(LIMIT) || name.endsWith("." + LIMIT))
                .anyMatch(name -> {
                    double limit = Double.parseDouble(info.getProperty(name));
                    String server = name.substring(0, name.length() - LIMIT.length());
                    return limit > 0 && Double.parseDouble(info.getProperty(server + USED)) > SHORT * limit;
                });
    }
}
