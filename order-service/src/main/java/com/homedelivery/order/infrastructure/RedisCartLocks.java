package com.homedelivery.order.infrastructure;

import com.homedelivery.order.application.CartLocks;
import com.homedelivery.shared.redis.BestEffortRedis;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** One key for each cart, which expires. */
@Component
class RedisCartLocks implements CartLocks {

    /** Longer than any request to order takes. */
    private static final Duration LOCK_TTL = Duration.ofSeconds(15);

    private final BestEffortRedis redis;

    RedisCartLocks(BestEffortRedis redis) {
        this.redis = redis;
    }

    @Override
    public LockResult tryLock(UUID userId, long cartRevision) {
        SetArgs ifAbsent = SetArgs.Builder.nx().px(LOCK_TTL.toMillis());
        return redis.execute(commands -> Optional.ofNullable(commands.set(keyOf(userId, cartRevision), "1", ifAbsent)))
                .map(set -> set.isPresent() ? LockResult.ACQUIRED : LockResult.HELD_BY_ANOTHER)
                .orElse(LockResult.UNKNOWN);
    }

    @Override
    public void unlock(UUID userId, long cartRevision) {
        redis.execute(commands -> commands.del(keyOf(userId, cartRevision)));
    }

    private static String keyOf(UUID userId, long cartRevision) {
        return "order-service:cart-being-ordered:" + userId + ":" + cartRevision;
    }
}
