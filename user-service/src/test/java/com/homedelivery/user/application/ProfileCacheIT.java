package com.homedelivery.user.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.user.UserProperties;
import com.homedelivery.user.UserServiceTest;
import com.homedelivery.user.domain.ProfileChanges;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

@UserServiceTest
class ProfileCacheIT {

    @Autowired
    private FindProfile find;

    @Autowired
    private UpdateProfile update;

    @Autowired
    private ProfileCache cache;

    @Autowired
    private ProfileKeeper keeper;

    @Autowired
    private StringRedisTemplate redis;

    @Autowired
    private JsonMapper json;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private Clock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionOperations transactions;

    private final UUID ann = UUID.randomUUID();

    @Test
    void aReadFillsItAndTheNextIsServedFromIt() {
        ProfileView first = find.of(ann);
        changeBehindItsBack("Eve");

        assertThat(find.of(ann).firstName()).isEqualTo(first.firstName()).isNull();
        assertThat(redis.getExpire(key())).isBetween(1L, 300L);
    }

    @Test
    void aChangeIsSeenAtOnce() {
        find.of(ann);

        update.update(ann, firstName("Ann"));

        assertThat(find.of(ann).firstName()).isEqualTo("Ann");
    }

    @Test
    void aReaderWhoIsLateDoesNotBringTheOldProfileBack() {
        ProfileView old = transactions.execute(_ -> ProfileView.of(keeper.profileOf(ann)));
        update.update(ann, firstName("Ann"));

        cache.offer(old);

        assertThat(cache.find(ann)).isEmpty();
        assertThat(find.of(ann).firstName()).isEqualTo("Ann");
    }

    @Test
    void isFilledAgainSomeTimeAfterAChange() {
        update.update(ann, firstName("Ann"));
        assertThat(redis.getExpire(key())).isBetween(1L, 5L);
        redis.delete(key());

        find.of(ann);

        assertThat(cache.find(ann))
                .hasValueSatisfying(profile -> assertThat(profile.firstName()).isEqualTo("Ann"));
    }

    @Test
    void anEntryThatCannotBeReadIsThrownAway() {
        redis.opsForValue().set(key(), "{\"id\": 5");

        assertThat(find.of(ann).userId()).isEqualTo(ann);
        assertThat(redis.opsForValue().get(key())).isEmpty();
    }

    @Test
    void withoutRedisTheDatabaseServes() {
        LettuceConnectionFactory nowhere = new LettuceConnectionFactory(
                new RedisStandaloneConfiguration("localhost", 1),
                LettuceClientConfiguration.builder()
                        .commandTimeout(Duration.ofMillis(200))
                        .build());
        nowhere.afterPropertiesSet();
        nowhere.start();
        try {
            ProfileCache lost = new ProfileCache(
                    new StringRedisTemplate(nowhere),
                    json,
                    new UserProperties(new UserProperties.ProfileCache(Duration.ofMinutes(5), Duration.ofMinutes(1))),
                    meters,
                    clock);
            FindProfile findWithout = new FindProfile(lost, keeper, transactions);

            assertThat(findWithout.of(ann).userId()).isEqualTo(ann);
            changeBehindItsBack("Ann");
            assertThat(findWithout.of(ann).firstName()).isEqualTo("Ann");
            lost.invalidate(ann);
        } finally {
            nowhere.destroy();
        }
    }

    private void changeBehindItsBack(String firstName) {
        jdbc.sql("update profiles set first_name = ? where user_id = ?")
                .params(firstName, ann)
                .update();
    }

    private static ProfileChanges firstName(String name) {
        return new ProfileChanges(name, null, null, null, null);
    }

    private String key() {
        return "user-service:profile:v1:" + ann;
    }
}
