package com.homedelivery.order.infrastructure;

import com.homedelivery.order.application.CartsBeingOrdered;
import com.homedelivery.shared.redis.BestEffortRedis;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** One key for each cart. */
@Component
class RedisCartsBeingOrdered implements CartsBeingOrdered {

    /** Longer than anybody waits for an order. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(15);

    private final BestEffortRedis redis;

    RedisCartsBeingOrdered(BestEffortRedis redis) {
        this.redis = redis;
    }

    @Override
    public Turn begin(UUID userId, long cartRevision) {
        SetArgs unlessThere = SetArgs.Builder.nx().px(FORGOTTEN_AFTER.toMillis());
        return redis.execute(
                        commands -> Optional.ofNullable(commands.set(keyOf(userId, cartRevision), "1", unlessThere)))
                .map(set -> set.isPresent() ? Turn.ITS_OWN : Turn.ANOTHERS)
                .orElse(Turn.UNKNOWN);
    }

    @Override
    public void end(UUID userId, long cartRevision) {
        redis.execute(commands -> commands.del(keyOf(userId, cartRevision)));
    }

    private static String keyOf(UUID userId, long cartRevision) {
        return "order-service:cart-being-ordered:" + userId + ":" + cartRevision;
    }
}
