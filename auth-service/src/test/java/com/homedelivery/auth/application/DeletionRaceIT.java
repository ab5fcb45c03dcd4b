package com.homedelivery.auth.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.auth.AuthClient;
import com.homedelivery.auth.AuthClient.Person;
import com.homedelivery.auth.AuthServiceTest;
import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.Accounts;
import com.homedelivery.auth.domain.Client;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What goes on while an account is deleted leaves nothing behind. */
class DeletionRaceIT extends AuthServiceTest {

    private static final Client CLIENT = Client.of(InetAddress.ofLiteral("192.0.2.77"), null);

    @Autowired
    private Accounts accounts;

    @Autowired
    private PasswordVerifier verifier;

    @Test
    void failuresThatAreComparedMeanwhileAreNotNoted() {
        Person ann = auth.verified();
        Account read = accounts.findById(ann.id()).orElseThrow();
        auth.loggedIn(ann)
                .post("/auth/me/deletion", Map.of("password", AuthClient.PASSWORD))
                .hasStatus(200);
        try (var _ = clock.standStill()) {
            for (int i = 0; i < 12; i++) {
                verifier.verify(read.email(), Optional.of(read), "wrong password", CLIENT);
                clock.putForward(Duration.ofMinutes(1));
            }
        }

        assertThat(jdbc.sql("select count(*) from security_events where account_id = ?")
                        .param(ann.id())
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(outbox.typesAbout(ann.id())).endsWith("user.deleted", "user.security_alert");
    }
}
