package com.homedelivery.auth.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.auth.AuthClient;
import com.homedelivery.auth.AuthClient.Person;
import com.homedelivery.auth.AuthServiceTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class PurgeExpiredJobIT extends AuthServiceTest {

    @Autowired
    private PurgeExpiredJob job;

    @Test
    void deletesWhatHasExpiredAndKeepsTheRest() {
        Person ann = auth.registered();
        auth.refreshTokenOf(ann);
        auth.login(ann.email(), "wrong password");
        clock.putForward(Duration.ofDays(7));
        String fresh = auth.refreshTokenOf(ann);
        auth.login(AuthClient.newEmail(), "wrong password");

        job.run();

        assertThat(count("refresh_tokens where account_id = '" + ann.id() + "'"))
                .isEqualTo(1);
        assertThat(count("refresh_tokens where expires_at <= '" + clock.instant() + "'"))
                .isZero();
        assertThat(count("login_guards where last_failure_at <= '"
                        + clock.instant().minus(Duration.ofDays(1)) + "'"))
                .isZero();
        assertThat(count("login_guards")).isPositive();
        assertThat(count("login_sessions where account_id = '" + ann.id() + "'"))
                .isEqualTo(1);
        assertThat(count("verifications where account_id = '" + ann.id() + "'")).isZero();
        assertThat(count("security_events where account_id = '" + ann.id() + "'"))
                .isPositive();
        auth.refresh(fresh).hasStatus(200);
    }

    @Test
    void deletesMoreThanOneBatch() {
        Person ann = auth.registered();
        jdbc.sql("""
            insert into refresh_tokens (id, account_id, family_id, token_hash, issued_at, expires_at, version)
            select gen_random_uuid(), ?, gen_random_uuid(), 'old' || n, now() - interval '1 year', now() - interval '1 year', 0
            from generate_series(1, 1200) n
            """).param(ann.id()).update();

        job.run();

        assertThat(count("refresh_tokens where account_id = '" + ann.id() + "'"))
                .isZero();
    }

    @Test
    void keepsTheLastThousandEventsOfAnAccount() {
        Person ann = auth.registered();
        Person bob = auth.registered();
        jdbc.sql("""
            insert into security_events (id, account_id, type, device, address, occurred_at)
            select gen_random_uuid(), ?, 'LOGIN_FAILED', 'Firefox', '', ?::timestamptz - n * interval '1 second'
            from generate_series(1, 3200) n
            """).param(ann.id()).param(clock.instant().toString()).update();

        job.run();

        assertThat(count("security_events where account_id = '" + ann.id() + "'"))
                .isEqualTo(1_000);
        assertThat(count("security_events where account_id = '" + ann.id() + "' and type = 'REGISTERED'"))
                .as("the latest stay")
                .isEqualTo(1);
        assertThat(count("security_events where account_id = '" + bob.id() + "'"))
                .isEqualTo(1);
    }

    private int count(String from) {
        return jdbc.sql("select count(*) from " + from).query(Integer.class).single();
    }
}
