package com.homedelivery.user.infrastructure;

import com.homedelivery.shared.redis.BestEffortRedis;
import com.homedelivery.user.UserProperties;
import com.homedelivery.user.application.ProfileCache;
import com.homedelivery.user.application.ProfileView;
import io.lettuce.core.SetArgs;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Invalidation does not delete an entry but replaces it by a tombstone for a few seconds: a slow reader who loaded the
 * profile just before the change cannot put the old one back.
 */
@Component
class RedisProfileCache implements ProfileCache {

    private static final Logger log = LoggerFactory.getLogger(RedisProfileCache.class);
    private static final String TOMBSTONE = "";
    private static final Duration TOMBSTONE_TTL = Duration.ofSeconds(5);

    private final BestEffortRedis redis;
    private final JsonMapper json;
    private final Duration ttl;
    private final MeterRegistry meters;

    RedisProfileCache(BestEffortRedis redis, JsonMapper json, UserProperties properties, MeterRegistry meters) {
        this.redis = redis;
        this.json = json;
        this.ttl = properties.keepProfiles();
        this.meters = meters;
    }

    @Override
    public Optional<ProfileView> find(UUID userId) {
        Optional<Optional<String>> answer = redis.execute(commands -> Optional.ofNullable(commands.get(keyOf(userId))));
        Optional<String> entry = answer.flatMap(found -> found).filter(found -> !found.equals(TOMBSTONE));
        count(answer.isEmpty() ? "unavailable" : entry.isPresent() ? "hit" : "miss");
        return entry.flatMap(text -> read(userId, text));
    }

    private Optional<ProfileView> read(UUID userId, String entry) {
        try {
            return Optional.of(json.readValue(entry, ProfileView.class));
        } catch (JacksonException unreadable) {
            log.warn("A cached profile cannot be read and is dropped: {}", unreadable.getOriginalMessage());
            invalidate(userId);
            return Optional.empty();
        }
    }

    @Override
    public void putIfAbsent(ProfileView profile) {
        String entry = json.writeValueAsString(profile);
        SetArgs ifAbsent = SetArgs.Builder.nx().px(ttl.toMillis());
        redis.execute(commands -> commands.set(keyOf(profile.userId()), entry, ifAbsent));
    }

    @Override
    public void invalidate(UUID userId) {
        SetArgs expiry = SetArgs.Builder.px(TOMBSTONE_TTL.toMillis());
        redis.execute(commands -> commands.set(keyOf(userId), TOMBSTONE, expiry));
    }

    private void count(String result) {
        Counter.builder("homedelivery.user.profile.cache")
                .description("Lookups of a profile in the cache, by result")
                .tag("result", result)
                .register(meters)
                .increment();
    }

    private static String keyOf(UUID userId) {
        return "user-service:profile:v1:" + userId;
    }
}
