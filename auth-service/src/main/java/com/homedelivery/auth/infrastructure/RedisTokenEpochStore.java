package com.homedelivery.auth.infrastructure;

import com.homedelivery.auth.application.TokenEpochStore;
import com.homedelivery.auth.domain.TokenEpoch;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.TokenEpochs;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/** Redis, where a key lives as long as an access token, and some more. */
@Component
class RedisTokenEpochStore implements TokenEpochStore {

    /** An epoch never goes back: who has read an earlier one may write it later. */
    private static final RedisScript<Void> RAISE = new DefaultRedisScript<>("""
            for i, key in ipairs(KEYS) do
                local stored = tonumber(redis.call('GET', key) or '')
                if not stored or stored < tonumber(ARGV[i + 1]) then
                    redis.call('SET', key, ARGV[i + 1], 'PX', ARGV[1])
                end
            end
            """);

    private static final Duration MARGIN = Duration.ofHours(1);

    private final StringRedisTemplate redis;
    private final String keptFor;

    RedisTokenEpochStore(StringRedisTemplate redis, AccessTokens tokens) {
        this.redis = redis;
        this.keptFor = Long.toString(tokens.lifetime().plus(MARGIN).toMillis());
    }

    @Override
    public void store(List<TokenEpoch> epochs) {
        List<String> keys = epochs.stream()
                .map(epoch -> TokenEpochs.keyOf(epoch.accountId()))
                .toList();
        Stream<String> numbers = epochs.stream().map(epoch -> Integer.toString(epoch.epoch()));
        redis.execute(RAISE, keys, Stream.concat(Stream.of(keptFor), numbers).toArray());
    }
}
