package com.homedelivery.auth.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.auth.AuthApi;
import com.homedelivery.auth.AuthApi.Person;
import com.homedelivery.auth.AuthServiceTest;
import com.homedelivery.shared.testing.MovableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@AuthServiceTest
class PurgeExpiredJobIT {

    @Autowired
    private PurgeExpiredJob job;

    @Autowired
    private AuthApi api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MovableClock clock;

    @Test
    void sweepsOutWhatIsOverAndKeepsTheRest() {
        Person ann = api.registered();
        api.refreshTokenOf(ann);
        api.login(ann.email(), "wrong password");
        clock.putForward(Duration.ofDays(7));
        String fresh = api.refreshTokenOf(ann);
        api.login(AuthApi.freshEmail(), "wrong password");

        job.run();

        assertThat(count("refresh_tokens where account_id = '" + ann.id() + "'"))
                .isEqualTo(1);
        assertThat(count("refresh_tokens where expires_at <= '" + clock.instant() + "'"))
                .isZero();
        assertThat(count("login_guards")).isEqualTo(1);
        assertThat(api.refresh(fresh).status()).isEqualTo(200);
    }

    @Test
    void sweepsMoreThanOneBatch() {
        Person ann = api.registered();
        jdbc.sql("""
                insert into refresh_tokens (id, account_id, family_id, token_hash, issued_at, expires_at, version)
                select gen_random_uuid(), ?, gen_random_uuid(), 'old' || n, now() - interval '1 year', now() - interval '1 year', 0
                from generate_series(1, 1200) n
                """).param(ann.id()).update();

        job.run();

        assertThat(count("refresh_tokens where account_id = '" + ann.id() + "'"))
                .isZero();
    }

    private int count(String from) {
        return jdbc.sql("select count(*) from " + from).query(Integer.class).single();
    }
}
