package com.homedelivery.shared.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.homedelivery.shared.redis.BestEffortRedis;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The epochs in Redis behind a short cache. What Redis does not say counts as never changed. */
final class RedisTokenEpochs implements TokenEpochs {

    /** How long a request may be held up by Redis. */
    static final Duration TIMEOUT = Duration.ofMillis(100);

    private static final Logger log = LoggerFactory.getLogger(RedisTokenEpochs.class);
    private static final Duration CACHED_FOR = Duration.ofSeconds(1);
    private static final int MOST_CACHED = 10_000;
    private static final int NEVER_CHANGED = 0;

    private final BestEffortRedis redis;
    private final Cache<UUID, Integer> cache = Caffeine.newBuilder()
            .expireAfterWrite(CACHED_FOR)
            .maximumSize(MOST_CACHED)
            .build();

    RedisTokenEpochs(BestEffortRedis redis) {
        this.redis = redis;
    }

    @Override
    public boolean isOutdated(VerifiedToken token) {
        return token.caller() instanceof CurrentUser user && token.epoch() < epochOf(user.id());
    }

    private int epochOf(UUID accountId) {
        Integer cached = cache.getIfPresent(accountId);
        if (cached != null) {
            return cached;
        }
        String key = TokenEpochs.keyOf(accountId);
        Optional<Integer> epoch = redis.execute(commands -> epochIn(key, commands.get(key)));
        epoch.ifPresent(known -> cache.put(accountId, known));
        return epoch.orElse(NEVER_CHANGED);
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
}
