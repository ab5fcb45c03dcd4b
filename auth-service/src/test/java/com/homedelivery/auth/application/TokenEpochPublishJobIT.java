package com.homedelivery.auth.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.auth.AuthClient;
import com.homedelivery.auth.AuthServiceTest;
import com.homedelivery.auth.domain.TokenEpoch;
import com.homedelivery.shared.security.TokenRevocationCheck.EpochKeys;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;

class TokenEpochPublishJobIT extends AuthServiceTest {

    @Autowired
    private TokenEpochPublishJob job;

    @Autowired
    private TokenEpochStore store;

    @Autowired
    private EpochKeys keys;

    @Autowired
    private StringRedisTemplate redis;

    @Test
    void writesAllThatChangedWithinTheLifeOfAToken() {
        int many = 1_200;
        var changedAt = clock.instant().minus(Duration.ofHours(23)).atOffset(ZoneOffset.UTC);
        List<UUID> ids = jdbc.sql("""
                insert into accounts (id, email, password_hash, role, created_at, password_changed_at, version,
                                      token_epoch, token_epoch_changed_at)
                select gen_random_uuid(), gen_random_uuid() || '@example.com', '-', 'USER', :at, :at, 0, 7, :at
                from generate_series(1, :many) returning id
                """)
                .param("at", changedAt)
                .param("many", many)
                .query(UUID.class)
                .list();

        job.run();

        assertThat(redis.opsForValue().multiGet(ids.stream().map(keys::of).toList()))
                .hasSize(many)
                .containsOnly("7");
    }

    @Test
    void leavesOutWhatEveryTokenHasOutlived() {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                insert into accounts (id, email, password_hash, role, created_at, password_changed_at, version,
                                      token_epoch, token_epoch_changed_at)
                values (:id, :email, '-', 'USER', now(), now(), 0, 1, :at)
                """)
                .param("id", id)
                .param("email", AuthClient.newEmail())
                .param("at", clock.instant().minus(Duration.ofHours(25)).atOffset(ZoneOffset.UTC))
                .update();

        job.run();

        assertThat(redis.hasKey(keys.of(id))).isFalse();
    }

    @Test
    void anEpochNeverGoesBack() {
        UUID id = UUID.randomUUID();

        store.store(List.of(new TokenEpoch(id, 10, clock.instant())));
        store.store(List.of(new TokenEpoch(id, 9, clock.instant())));

        assertThat(redis.opsForValue().get(keys.of(id))).isEqualTo("10");
    }

    @Test
    void theRevisionIsAnotherOneAfterAChangeAndOnlyThen() {
        UUID id = UUID.randomUUID();
        store.store(List.of(new TokenEpoch(id, 10, clock.instant())));
        String revision = revision();

        store.store(List.of(new TokenEpoch(id, 10, clock.instant()), new TokenEpoch(id, 9, clock.instant())));
        assertThat(revision()).isEqualTo(revision);
        store.store(List.of(new TokenEpoch(id, 11, clock.instant())));
        assertThat(revision()).isNotEqualTo(revision);
    }

    @Test
    void aRevisionThatWasLostComesBackThoughNothingHasChanged() {
        job.run();
        redis.delete(keys.revision());

        job.run();

        assertThat(revision()).isNotNull();
        assertThat(redis.getExpire(keys.revision())).isEqualTo(-1);
    }

    private String revision() {
        return redis.opsForValue().get(keys.revision());
    }
}
