package com.homedelivery.user.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.redis.BestEffortRedis;
import com.homedelivery.user.UserProperties;
import com.homedelivery.user.application.ProfileView;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import tools.jackson.databind.json.JsonMapper;

class RedisProfileCacheTests {

    private final UUID ann = UUID.randomUUID();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LettuceConnectionFactory unreachable = new LettuceConnectionFactory("localhost", 1);
    private final BestEffortRedis redis = new BestEffortRedis("profiles", Duration.ofMillis(200), unreachable);
    private final RedisProfileCache cache = new RedisProfileCache(
            redis, new JsonMapper(), new UserProperties(Duration.ofMinutes(5), Duration.ofMinutes(1)), meters);

    @BeforeEach
    void start() {
        unreachable.start();
        redis.start();
    }

    @AfterEach
    void stop() {
        redis.stop();
        unreachable.destroy();
    }

    @Test
    void findsNothingAndDoesNotFailWithoutRedis() {
        cache.putIfAbsent(new ProfileView(
                UUID.randomUUID(), ann, "Ann", null, null, null, null, Instant.EPOCH, Instant.EPOCH, null, null));
        cache.invalidate(ann);

        assertThat(cache.find(ann)).isEmpty();
        assertThat(meters.counter("homedelivery.user.profile.cache", "result", "unavailable")
                        .count())
                .isEqualTo(1);
        assertThat(meters.counter("homedelivery.user.profile.cache", "result", "miss")
                        .count())
                .isZero();
    }
}
