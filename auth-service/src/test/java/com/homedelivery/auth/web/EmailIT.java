package com.homedelivery.auth.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.auth.AuthClient;
import com.homedelivery.auth.AuthClient.Person;
import com.homedelivery.auth.AuthServiceTest;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Verification and change of an account's address. */
class EmailIT extends AuthServiceTest {

    @Autowired
    private AccessTokens tokens;

    @Test
    void aNewAccountIsVerifiedByTheSecretOfAMail() {
        Person ann = auth.registered();
        ApiResult login = auth.login(ann.email(), AuthClient.PASSWORD);
        assertThat(isVerified(login)).isFalse();

        verify(auth.mailedSecret(ann.id(), "EMAIL_VERIFICATION")).hasStatus(200);

        assertThat(isVerified(auth.refresh(login.data("refreshToken")))).isTrue();
        assertThat(auth.as(ann, Role.USER)
                        .get("/auth/me")
                        .data()
                        .path("emailVerified")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void accountsOfBeforeCountAsVerified() {
        jdbc.sql("""
            insert into accounts (id, email, password_hash, role, created_at, password_changed_at, version)
            select gen_random_uuid(), ?, password_hash, 'USER', now(), now(), 0 from accounts where id = ?
            """)
                .params("old-" + AuthClient.newEmail(), auth.registered().id())
                .update();
        String email = jdbc.sql("select email from accounts where email like 'old-%' order by created_at desc limit 1")
                .query(String.class)
                .single();

        assertThat(isVerified(auth.login(email, AuthClient.PASSWORD))).isTrue();
    }

    @Test
    void aSecretVerifiesOnce() {
        Person ann = auth.registered();
        String secret = auth.mailedSecret(ann.id(), "EMAIL_VERIFICATION");
        verify(secret).hasStatus(200);

        verify(secret).hasError(400, "VERIFICATION_FAILED");
        verify("garbage").hasError(400, "VERIFICATION_FAILED");
    }

    @Test
    void theMailIsSentAgainAFewTimes() {
        Person ann = auth.registered();
        ApiClient client = auth.as(ann, Role.USER);
        String first = auth.mailedSecret(ann.id(), "EMAIL_VERIFICATION");

        for (int i = 0; i < 3; i++) {
            assertThat(client.post("/auth/verify-email/resend")
                            .hasStatus(200)
                            .data()
                            .path("requested")
                            .asBoolean())
                    .isTrue();
        }

        client.post("/auth/verify-email/resend").hasError(429, "RATE_LIMIT_EXCEEDED");
        verify(first).hasError(400, "VERIFICATION_FAILED");
        verify(auth.mailedSecret(ann.id(), "EMAIL_VERIFICATION")).hasStatus(200);
        assertThat(client.post("/auth/verify-email/resend")
                        .hasStatus(200)
                        .data()
                        .path("requested")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void anAddressChangesOnceItIsConfirmed() {
        Person ann = auth.registered();
        ApiResult login = auth.login(ann.email(), AuthClient.PASSWORD);
        String newEmail = AuthClient.newEmail();

        change(ann, newEmail, AuthClient.PASSWORD).hasStatus(200);
        auth.login(newEmail, AuthClient.PASSWORD).hasError(401, "LOGIN_FAILED");
        auth.login(ann.email(), AuthClient.PASSWORD).hasStatus(200);

        confirm(auth.mailedSecret(ann.id(), "EMAIL_CHANGE")).hasStatus(200);

        auth.login(newEmail, AuthClient.PASSWORD).hasStatus(200);
        auth.login(ann.email(), AuthClient.PASSWORD).hasError(401, "LOGIN_FAILED");
        await().until(() ->
                api.withToken(login.data("accessToken")).get("/auth/me").status() == 401);
        ApiResult refreshed = auth.refresh(login.data("refreshToken")).hasStatus(200);
        assertThat(((CurrentUser) tokens.read(refreshed.data("accessToken"))).email())
                .isEqualTo(newEmail);
        assertThat(isVerified(refreshed)).isTrue();
    }

    @Test
    void theNewAddressIsAnnouncedAndTheOldOneIsTold() {
        Person ann = auth.verified();
        String newEmail = AuthClient.newEmail();
        change(ann, newEmail, AuthClient.PASSWORD);

        assertThat(outbox.dataAbout(ann.id(), "user.verification_requested"))
                .last()
                .asString()
                .contains("EMAIL_CHANGE", newEmail);
        confirm(auth.mailedSecret(ann.id(), "EMAIL_CHANGE")).hasStatus(200);

        assertThat(outbox.dataAbout(ann.id(), "user.email_changed"))
                .singleElement()
                .asString()
                .contains(newEmail);
        assertThat(outbox.dataAbout(ann.id(), "user.security_alert"))
                .singleElement()
                .asString()
                .contains("EMAIL_CHANGED", ann.email());
    }

    @Test
    void aSecretSaysWhichAddressItIsFor() {
        Person ann = auth.registered();
        String newEmail = AuthClient.newEmail();
        change(ann, newEmail, AuthClient.PASSWORD).hasStatus(200);

        assertThat(auth.mint(auth.verificationOf(ann.id(), "EMAIL_CHANGE")).data("email"))
                .isEqualTo(newEmail);
        assertThat(auth.mint(auth.verificationOf(ann.id(), "EMAIL_VERIFICATION"))
                        .data("email"))
                .isEqualTo(ann.email());
    }

    /** Accounts cost nothing: whoever has many must not flood somebody by them. */
    @Test
    void anAddressGetsAFewMailsFromAllWhoWantIt() {
        String wanted = AuthClient.newEmail();
        for (int i = 0; i < 5; i++) {
            change(auth.registered(), wanted, AuthClient.PASSWORD).hasStatus(200);
        }

        change(auth.registered(), wanted, AuthClient.PASSWORD).hasError(429, "RATE_LIMIT_EXCEEDED");
        clock.putForward(Duration.ofMinutes(61));
        change(auth.registered(), wanted, AuthClient.PASSWORD).hasStatus(200);
    }

    @Test
    void theAddressesOfDeletedAccountsAreNobodys() {
        change(auth.registered(), "deleted-1@deleted.invalid", AuthClient.PASSWORD)
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError("newEmail");
    }

    @Test
    void aTakenAddressTellsNothingUntilItIsConfirmed() {
        Person ann = auth.registered();
        Person bob = auth.registered();

        ApiResult taken = change(ann, bob.email(), AuthClient.PASSWORD).hasStatus(200);
        String secret = auth.mailedSecret(ann.id(), "EMAIL_CHANGE");
        ApiResult free = change(ann, AuthClient.newEmail(), AuthClient.PASSWORD).hasStatus(200);
        assertThat(taken.body().path("data")).isEqualTo(free.body().path("data"));
        confirm(secret).hasError(400, "VERIFICATION_FAILED");

        change(ann, bob.email(), AuthClient.PASSWORD);
        confirm(auth.mailedSecret(ann.id(), "EMAIL_CHANGE")).hasError(409, "CONFLICT");

        auth.login(bob.email(), AuthClient.PASSWORD).hasStatus(200);
        auth.login(ann.email(), AuthClient.PASSWORD).hasStatus(200);
    }

    @Test
    void ofTwoWhoTakeTheSameAddressOneGetsIt() {
        Person ann = auth.registered();
        Person bob = auth.registered();
        String newEmail = AuthClient.newEmail();
        change(ann, newEmail, AuthClient.PASSWORD);
        change(bob, newEmail, AuthClient.PASSWORD);
        List<String> secrets =
                List.of(auth.mailedSecret(ann.id(), "EMAIL_CHANGE"), auth.mailedSecret(bob.id(), "EMAIL_CHANGE"));

        var next = new java.util.concurrent.atomic.AtomicInteger();
        List<ApiResult> answers = AtOnce.run(2, () -> confirm(secrets.get(next.getAndIncrement())));

        assertThat(answers).extracting(ApiResult::status).containsExactlyInAnyOrder(200, 409);
    }

    @Test
    void theOldAddressIsGoodForNoResetAnyMore() {
        Person ann = auth.registered();
        api.post("/auth/password-reset", Map.of("email", ann.email()));
        await().until(() -> outbox.dataAbout(ann.id(), "user.verification_requested").stream()
                .anyMatch(data -> data.contains("PASSWORD_RESET")));
        String reset = auth.mailedSecret(ann.id(), "PASSWORD_RESET");
        change(ann, AuthClient.newEmail(), AuthClient.PASSWORD);
        confirm(auth.mailedSecret(ann.id(), "EMAIL_CHANGE")).hasStatus(200);

        api.post("/auth/password-reset/confirm", Map.of("token", reset, "newPassword", "battery staple"))
                .hasError(400, "VERIFICATION_FAILED");
    }

    @Test
    void aStolenAccessTokenChangesNoAddress() {
        Person ann = auth.registered();

        change(ann, AuthClient.newEmail(), "wrong password")
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError("password");
        change(ann, "nonsense", AuthClient.PASSWORD)
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError("newEmail");
        api.post("/auth/email-change", Map.of()).hasError(401, "UNAUTHORIZED");
    }

    private ApiResult change(Person person, String newEmail, String password) {
        return auth.as(person, Role.USER)
                .withHeader("X-Forwarded-For", AuthClient.addressOf(person.email()))
                .post("/auth/email-change", Map.of("newEmail", newEmail, "password", password));
    }

    private ApiResult verify(String secret) {
        return api.post("/auth/verify-email", Map.of("token", secret));
    }

    private ApiResult confirm(String secret) {
        return api.post("/auth/confirm-email", Map.of("token", secret));
    }

    private boolean isVerified(ApiResult tokenPair) {
        return Optional.of(tokens.read(tokenPair.data("accessToken")))
                .map(CurrentUser.class::cast)
                .orElseThrow()
                .emailVerified();
    }
}
