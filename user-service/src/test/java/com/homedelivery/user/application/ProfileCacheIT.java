package com.homedelivery.user.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.IntegrationTest;
import com.homedelivery.user.domain.ProfileChanges;
import com.homedelivery.user.domain.UserFixtures;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@IntegrationTest
class ProfileCacheIT {

    @Autowired
    private FindProfile find;

    @Autowired
    private UpdateProfile update;

    @Autowired
    private ProfileCache cache;

    @Autowired
    private ProfileProvisioner provisioner;

    @Autowired
    private StringRedisTemplate redis;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionOperations transactions;

    private final UUID ann = UUID.randomUUID();

    @Test
    void aReadFillsItAndServesTheNext() {
        ProfileView first = find.byUserId(ann);
        changeInTheDatabase("Eve");

        assertThat(find.byUserId(ann).firstName()).isEqualTo(first.firstName()).isNull();
        assertThat(redis.getExpire(key())).isBetween(1L, 300L);
    }

    @Test
    void aChangeIsSeenAtOnce() {
        find.byUserId(ann);

        update.update(ann, firstName("Ann"));

        assertThat(find.byUserId(ann).firstName()).isEqualTo("Ann");
    }

    @Test
    void aSlowReaderDoesNotPutTheOldProfileBack() {
        ProfileView old = transactions.execute(_ -> ProfileView.of(provisioner.findOrCreate(ann)));
        update.update(ann, firstName("Ann"));

        cache.putIfAbsent(old);

        assertThat(cache.find(ann)).isEmpty();
        assertThat(find.byUserId(ann).firstName()).isEqualTo("Ann");
    }

    @Test
    void isFilledAgainSomeTimeAfterAChange() {
        update.update(ann, firstName("Ann"));
        assertThat(redis.getExpire(key())).isBetween(1L, 5L);
        redis.delete(key());

        find.byUserId(ann);

        assertThat(cache.find(ann))
                .hasValueSatisfying(profile -> assertThat(profile.firstName()).isEqualTo("Ann"));
    }

    @Test
    void dropsAnEntryThatCannotBeRead() {
        redis.opsForValue().set(key(), "{\"id\": 5");

        assertThat(find.byUserId(ann).userId()).isEqualTo(ann);
        assertThat(redis.opsForValue().get(key())).isEmpty();
    }

    private void changeInTheDatabase(String firstName) {
        jdbc.sql("update profiles set first_name = ? where user_id = ?")
                .params(firstName, ann)
                .update();
    }

    private static ProfileChanges firstName(String name) {
        return UserFixtures.names(name, null);
    }

    private String key() {
        return "user-service:profile:v1:" + ann;
    }
}
