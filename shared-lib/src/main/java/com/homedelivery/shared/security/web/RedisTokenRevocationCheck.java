package com.homedelivery.shared.security.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.homedelivery.shared.redis.BestEffortRedis;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.TokenRevocationCheck;
import com.homedelivery.shared.security.VerifiedToken;
import io.lettuce.core.KeyValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The epochs in Redis behind a cache. Each answer has the revision of all epochs with it, so an answer with the same
 * revision confirms all cached ones: Redis is asked about once a second, not for every person. An epoch that Redis does not
 * have counts as never changed.
 */
final class RedisTokenRevocationCheck implements TokenRevocationCheck {

    /** How long a request may be held up by Redis. */
    static final Duration TIMEOUT = Duration.ofMillis(100);

    private static final Logger log = LoggerFactory.getLogger(RedisTokenRevocationCheck.class);
    private static final Duration FRESH_FOR = Duration.ofSeconds(1);
    /** Then a person is asked about again, whatever the revision: an instance that is older than it does not change it. */
    private static final Duration CACHED_FOR = Duration.ofMinutes(1);

    private static final int MOST_CACHED = 10_000;
    private static final int NEVER_CHANGED = 0;

    private final BestEffortRedis redis;
    private final EpochKeys keys;
    private final Cache<UUID, Answer> cache = Caffeine.newBuilder()
            .expireAfterWrite(CACHED_FOR)
            .maximumSize(MOST_CACHED)
            .build();
    private volatile @Nullable Answer latest;

    RedisTokenRevocationCheck(BestEffortRedis redis, EpochKeys keys) {
        this.redis = redis;
        this.keys = keys;
    }

    @Override
    public boolean isRevoked(VerifiedToken token) {
        return token.caller() instanceof CurrentUser user && token.epoch() < epochOf(user.id());
    }

    private int epochOf(UUID accountId) {
        Answer cached = cache.getIfPresent(accountId);
        if (cached != null && isCurrent(cached)) {
            return cached.epoch();
        }
        Optional<Answer> answer = query(keys.of(accountId));
        answer.ifPresent(known -> {
            cache.put(accountId, known);
            updateLatest(known);
        });
        return answer.map(Answer::epoch).orElse(NEVER_CHANGED);
    }

    private boolean isCurrent(Answer answer) {
        Answer newest = latest;
        return answer.isRecent() || newest != null && newest.isRecent() && newest.hasRevisionOf(answer);
    }

    private Optional<Answer> query(String key) {
        long askedAt = System.nanoTime();
        return redis.execute(commands -> {
            List<KeyValue<String, String>> values = commands.mget(keys.revision(), key);
            return new Answer(
                    epochIn(key, values.get(1).getValueOrElse(null)),
                    values.get(0).getValueOrElse(null),
                    askedAt);
        });
    }

    private synchronized void updateLatest(Answer answer) {
        if (latest == null || answer.askedAt() - latest.askedAt() > 0) {
            latest = answer;
        }
    }

    private static int epochIn(String key, @Nullable String value) {
        if (value == null) {
            return NEVER_CHANGED;
        }
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            log.error("The value of {} is no number", key);
            return NEVER_CHANGED;
        }
    }

    /**
     * What Redis said.
     *
     * @param epoch of one account
     * @param revision of all epochs, or null when there is none
     * @param askedAt in nanoseconds: from then on there may be another
     */
    private record Answer(int epoch, @Nullable String revision, long askedAt) {

        boolean isRecent() {
            return System.nanoTime() - askedAt < FRESH_FOR.toNanos();
        }

        boolean hasRevisionOf(Answer other) {
            return revision != null && revision.equals(other.revision);
        }
    }
}
