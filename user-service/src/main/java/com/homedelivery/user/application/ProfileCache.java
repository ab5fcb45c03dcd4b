package com.homedelivery.user.application;

import com.homedelivery.user.UserProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Profiles that were read lately, in Redis: asked first, filled after a miss, invalidated after a change. Without Redis
 * everything works, only slower.
 *
 * <p>A change does not delete the entry but replaces it for a few seconds by a mark that nothing may be put there. A
 * reader who loaded the profile just before the change, and is late to offer it, so cannot bring the old one back.
 */
@Component
class ProfileCache {

    private static final Logger log = LoggerFactory.getLogger(ProfileCache.class);
    private static final String JUST_CHANGED = "";
    private static final Duration LATE_READERS = Duration.ofSeconds(5);

    private final StringRedisTemplate redis;
    private final JsonMapper json;
    private final UserProperties.ProfileCache properties;
    private final MeterRegistry meters;
    private final Clock clock;

    private volatile Instant restUntil = Instant.MIN;

    ProfileCache(
            StringRedisTemplate redis, JsonMapper json, UserProperties properties, MeterRegistry meters, Clock clock) {
        this.redis = redis;
        this.json = json;
        this.properties = properties.profileCache();
        this.meters = meters;
        this.clock = clock;
    }

    Optional<ProfileView> find(UUID userId) {
        if (isResting()) {
            count("unavailable");
            return Optional.empty();
        }
        try {
            String entry = redis.opsForValue().get(keyOf(userId));
            boolean hit = entry != null && !entry.equals(JUST_CHANGED);
            count(hit ? "hit" : "miss");
            return hit ? Optional.of(json.readValue(entry, ProfileView.class)) : Optional.empty();
        } catch (DataAccessException away) {
            rest(away);
            count("unavailable");
            return Optional.empty();
        } catch (JacksonException unreadable) {
            log.warn("A cached profile cannot be read and is thrown away: {}", unreadable.getOriginalMessage());
            invalidate(userId);
            return Optional.empty();
        }
    }

    /** Takes a profile in, unless there is one or it has just been changed. */
    void offer(ProfileView profile) {
        if (isResting()) {
            return;
        }
        try {
            redis.opsForValue()
                    .setIfAbsent(keyOf(profile.userId()), json.writeValueAsString(profile), properties.ttl());
        } catch (DataAccessException away) {
            rest(away);
        }
    }

    /** To be called once the change is committed. Tried even while the cache rests. */
    void invalidate(UUID userId) {
        try {
            redis.opsForValue().set(keyOf(userId), JUST_CHANGED, LATE_READERS);
        } catch (DataAccessException away) {
            rest(away);
        }
    }

    private boolean isResting() {
        return clock.instant().isBefore(restUntil);
    }

    private void rest(DataAccessException cause) {
        if (!isResting()) {
            log.warn(
                    "The profile cache does not answer, the database serves for the next {}: {}",
                    properties.restAfterFailure(),
                    cause.getMessage());
        }
        restUntil = clock.instant().plus(properties.restAfterFailure());
    }

    private void count(String result) {
        meters.counter("user.profile.cache", "result", result).increment();
    }

    private static String keyOf(UUID userId) {
        return "user-service:profile:v1:" + userId;
    }
}
