package com.homedelivery.product.application;

import com.homedelivery.product.ProductProperties;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Single products in Redis, written through with every change. An older version never replaces a newer one, so that a
 * slow reader cannot undo a change. Without Redis everything goes on, from the database: after a failure the cache is left
 * alone for a moment rather than tried by every request.
 */
@Component
class ProductCache {

    private static final Logger log = LoggerFactory.getLogger(ProductCache.class);

    /** The number goes up when {@link CatalogueEntry} changes its shape. */
    private static final String KEY = "product:v1:";

    private static final RedisScript<Long> PUT_IF_NEWER = RedisScript.of("""
            local known = redis.call('HGET', KEYS[1], 'version')
            if known and tonumber(known) > tonumber(ARGV[1]) then
              return 0
            end
            redis.call('HSET', KEYS[1], 'version', ARGV[1], 'entry', ARGV[2])
            redis.call('PEXPIRE', KEYS[1], ARGV[3])
            return 1
            """, Long.class);

    private final StringRedisTemplate redis;
    private final JsonMapper json;
    private final Clock clock;
    private final ProductProperties properties;
    private volatile Instant pausedUntil = Instant.MIN;

    ProductCache(StringRedisTemplate redis, JsonMapper json, Clock clock, ProductProperties properties) {
        this.redis = redis;
        this.json = json;
        this.clock = clock;
        this.properties = properties;
    }

    /** The product, or empty when it is not in the cache or the cache does not answer. */
    Optional<CatalogueEntry> find(UUID id) {
        if (isPaused()) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                        attempt(() -> redis.<String, String>opsForHash().get(KEY + id, "entry")))
                .flatMap(this::read);
    }

    /** Remembers what was read, unless a later version is already there. */
    void remember(CatalogueEntry entry) {
        if (!isPaused()) {
            writeThrough(entry);
        }
    }

    /** Passes on what was just written. */
    void writeThrough(CatalogueEntry entry) {
        attempt(() -> redis.execute(
                PUT_IF_NEWER,
                List.of(KEY + entry.id()),
                Long.toString(entry.version()),
                json.writeValueAsString(entry),
                Long.toString(properties.cacheTtl().toMillis())));
    }

    private boolean isPaused() {
        return clock.instant().isBefore(pausedUntil);
    }

    private <T> @Nullable T attempt(Supplier<@Nullable T> command) {
        try {
            return command.get();
        } catch (DataAccessException away) {
            if (!isPaused()) {
                log.warn("The product cache does not answer: {}", away.getMessage());
            }
            pausedUntil = clock.instant().plus(properties.cachePause());
            return null;
        }
    }

    private Optional<CatalogueEntry> read(String text) {
        try {
            return Optional.of(json.readValue(text, CatalogueEntry.class));
        } catch (JacksonException unreadable) {
            log.warn("A cached product is not readable: {}", unreadable.getOriginalMessage());
            return Optional.empty();
        }
    }
}
