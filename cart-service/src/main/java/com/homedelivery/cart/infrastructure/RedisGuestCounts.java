package com.homedelivery.cart.infrastructure;

import com.homedelivery.cart.application.GuestCounts;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

@Component
class RedisGuestCounts implements GuestCounts {

    private final RedisScript<Long> script = RedisScript.of(new ClassPathResource("redis/count-guest.lua"), Long.class);
    private final StringRedisTemplate redis;

    RedisGuestCounts(StringRedisTemplate redis) {
        this.redis = redis;
    }

    @Override
    public Duration take(String network, int limit, Duration window) {
        Long seconds = redis.execute(
                script,
                List.of(CartKeys.guestsOf(network)),
                Long.toString(window.toSeconds()),
                Integer.toString(limit));
        return Duration.ofSeconds(Objects.requireNonNull(seconds));
    }
}
