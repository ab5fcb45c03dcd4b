package com.homedelivery.auth.infrastructure;

import com.homedelivery.auth.application.TokenEpochStore;
import com.homedelivery.auth.domain.TokenEpoch;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.TokenRevocationCheck.EpochKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/** Keys live a little longer than an access token. */
@Component
class RedisTokenEpochStore implements TokenEpochStore {

    /**
     * An epoch never decreases: an instance that has read an earlier one may write it later. The revision, the first key
     * and argument, changes whenever an epoch does, and is restored when it is missing.
     */
    private static final RedisScript<Void> RAISE = new DefaultRedisScript<>("""
            local raised = false
            for i = 2, #KEYS do
                local stored = tonumber(redis.call('GET', KEYS[i]) or '')
                if not stored or stored < tonumber(ARGV[i + 1]) then
                    redis.call('SET', KEYS[i], ARGV[i + 1], 'PX', ARGV[2])
                    raised = true
                end
            end
            if raised then
                redis.call('SET', KEYS[1], ARGV[1])
            else
                redis.call('SET', KEYS[1], ARGV[1], 'NX')
            end
            """);

    private static final Duration MARGIN = Duration.ofHours(1);

    private final StringRedisTemplate redis;
    private final EpochKeys keys;
    private final String ttlMillis;

    RedisTokenEpochStore(StringRedisTemplate redis, EpochKeys keys, AccessTokens tokens) {
        this.redis = redis;
        this.keys = keys;
        this.ttlMillis = Long.toString(tokens.lifetime().plus(MARGIN).toMillis());
    }

    @Override
    public void store(List<TokenEpoch> epochs) {
        List<String> written = new ArrayList<>(List.of(keys.revision()));
        List<String> arguments = new ArrayList<>(List.of(UUID.randomUUID().toString(), ttlMillis));
        epochs.forEach(epoch -> {
            written.add(keys.of(epoch.accountId()));
            arguments.add(Integer.toString(epoch.epoch()));
        });
        redis.execute(RAISE, written, arguments.toArray());
    }
}
