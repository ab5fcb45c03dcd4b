package com.homedelivery.shared.ops.audit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.core.StreamOperations;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The audit log of a service that has Redis alone: stream {@code ops:audit:{service}}. */
public final class RedisAuditLog implements AuditLog {

    private final StreamOperations<String, String, String> streams;
    private final String key;

    public RedisAuditLog(StringRedisTemplate redis, String service) {
        this.streams = redis.opsForStream();
        this.key = "ops:audit:" + service;
    }

    @Override
    public void record(AuditEntry entry) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("at", entry.at().toString());
        fields.put("userId", entry.userId().toString());
        fields.put("action", entry.action().name());
        fields.put("item", entry.item());
        fields.put("itemId", entry.itemId());
        fields.put("stream", entry.stream());
        put(fields, "type", entry.type());
        put(fields, "eventId", entry.eventId());
        put(fields, "reason", entry.reason());
        streams.add(key, fields);
    }

    @Override
    public List<AuditEntry> page(int offset, int limit) {
        return Objects.requireNonNull(streams.reverseRange(
                        key, Range.unbounded(), Limit.limit().count(offset + limit)))
                .stream()
                .skip(offset)
                .map(entry -> entry(entry.getValue()))
                .toList();
    }

    @Override
    public long count() {
        return Objects.requireNonNull(streams.size(key));
    }

    private static void put(Map<String, String> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    private static AuditEntry entry(Map<String, String> fields) {
        return new AuditEntry(
                Instant.parse(required(fields, "at")),
                UUID.fromString(required(fields, "userId")),
                AuditEntry.Action.valueOf(required(fields, "action")),
                required(fields, "item"),
                required(fields, "itemId"),
                required(fields, "stream"),
                fields.get("type"),
                fields.get("eventId"),
                fields.get("reason"));
    }

    private static String required(Map<String, String> fields, String name) {
        return Objects.requireNonNull(fields.get(name), name);
    }
}
