package com.homedelivery.auth.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.auth.AuthClient;
import com.homedelivery.auth.AuthClient.Person;
import com.homedelivery.auth.AuthServiceTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A lock stops who guesses, and nobody else. */
class LockoutIT extends AuthServiceTest {

    private final String attacker = AuthClient.newAddress();

    @Test
    void whoGuessesFromElsewhereDoesNotLockTheOwnerOut() {
        Person ann = auth.registered();

        fail(ann.email(), attacker, 10);

        auth.login(ann.email(), AuthClient.PASSWORD, attacker).hasError(401, "LOGIN_FAILED");
        auth.login(ann.email(), AuthClient.PASSWORD).hasStatus(200);
    }

    @Test
    void whoGuessesFromManyNetworksIsStoppedButTheOwnerIsNot() {
        Person ann = auth.registered();
        auth.login(ann.email(), AuthClient.PASSWORD).hasStatus(200);

        guessFromManyNetworks(ann.email(), 30);

        auth.login(ann.email(), AuthClient.PASSWORD, AuthClient.newAddress()).hasError(401, "LOGIN_FAILED");
        auth.login(ann.email(), AuthClient.PASSWORD).hasStatus(200);
    }

    @Test
    void aLockFromManyNetworksTellsNothingAboutTheAddress() {
        String nobody = AuthClient.newEmail();

        guessFromManyNetworks(nobody, 30);

        assertThat(auth.login(nobody, AuthClient.PASSWORD, AuthClient.newAddress())
                        .hasError(401, "LOGIN_FAILED")
                        .body()
                        .at("/error/details/retryAfterSeconds")
                        .asInt())
                .isPositive();
    }

    @Test
    void whoTriesManyAccountsIsStopped() {
        Person neighbour = auth.registered();
        Person stranger = auth.registered();
        auth.login(neighbour.email(), AuthClient.PASSWORD, attacker).hasStatus(200);

        try (var _ = clock.standStill()) {
            for (int i = 0; i < 50; i++) {
                auth.login(AuthClient.newEmail(), "wrong password", attacker);
                clock.putForward(waitAfter(i + 1, 45));
            }
            auth.login(stranger.email(), AuthClient.PASSWORD, attacker).hasError(401, "LOGIN_FAILED");
            auth.login(neighbour.email(), AuthClient.PASSWORD, attacker).hasStatus(200);
        }

        auth.login(stranger.email(), AuthClient.PASSWORD).hasStatus(200);
    }

    @Test
    void anIpv6NetworkIsOneClient() {
        Person ann = auth.registered();
        String network = "2001:db8:%x:1:".formatted(ann.email().hashCode() & 0xffff);

        try (var _ = clock.standStill()) {
            for (int i = 0; i < 5; i++) {
                auth.login(ann.email(), "wrong password", network + ":" + (i + 1));
            }
            auth.login(ann.email(), AuthClient.PASSWORD, network + ":99").hasError(401, "LOGIN_FAILED");
            auth.login(ann.email(), AuthClient.PASSWORD, "2001:db8:ffff:2::1").hasStatus(200);
        }
    }

    @Test
    void theOwnerIsToldOnceADay() {
        Person ann = auth.verified();

        fail(ann.email(), attacker, 10);
        clock.putForward(Duration.ofMinutes(16));
        fail(ann.email(), attacker, 10);

        assertThat(outbox.dataAbout(ann.id(), "user.security_alert"))
                .filteredOn(alert -> alert.contains("ACCOUNT_LOCKED"))
                .singleElement()
                .asString()
                .contains(ann.email());
        assertThat(jdbc.sql("select count(*) from security_events where account_id = ? and type = 'ACCOUNT_LOCKED'")
                        .param(ann.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    /** Each failure after as long a wait as it takes. */
    private void fail(String email, String address, int times) {
        try (var _ = clock.standStill()) {
            for (int i = 1; i <= times; i++) {
                auth.login(email, "wrong password", address).hasError(401, "LOGIN_FAILED");
                if (i < times) {
                    clock.putForward(waitAfter(i, 5));
                }
            }
        }
    }

    private void guessFromManyNetworks(String email, int times) {
        try (var _ = clock.standStill()) {
            for (int i = 1; i <= times; i++) {
                auth.login(email, "wrong password", AuthClient.newAddress());
                if (i < times) {
                    clock.putForward(waitAfter(i, 25));
                }
            }
        }
    }

    private static Duration waitAfter(int failures, int slowFrom) {
        return failures < slowFrom || failures - slowFrom > 4
                ? Duration.ZERO
                : Duration.ofSeconds(1L << (failures - slowFrom));
    }
}
