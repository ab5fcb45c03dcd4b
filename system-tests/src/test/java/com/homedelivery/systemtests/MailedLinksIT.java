package com.homedelivery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.systemtests.people.Answer;
import com.homedelivery.systemtests.people.Customer;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever reads the mails of an address can do what only its owner may: auth-service and notification-service together. */
class MailedLinksIT extends SystemTest {

    private static final String PASSWORD = "password123";
    private static final String NEW_PASSWORD = "battery staple";
    private static final String CONFIRM = "Please confirm your e-mail address";
    private static final String CONFIRM_NEW = "Please confirm your new e-mail address";
    private static final String RESET = "A new password for your account";

    private Customer ann;
    private Mailbox mailbox;

    @BeforeEach
    void registers() {
        Assumptions.assumeTrue(suite != null, "the mails of a suite elsewhere cannot be read");
        ann = shop.customer();
        mailbox = mailboxOf(ann.email());
    }

    @Test
    void aForgottenPasswordIsReplacedOnce() {
        Answer session = login(ann.email(), PASSWORD).expect(200);
        post("/api/auth/password-reset", Map.of("email", ann.email())).expect(200);
        String token = mailbox.tokenOf(RESET);

        reset(token, NEW_PASSWORD).expect(200);

        assertThat(login(ann.email(), PASSWORD).expect(401).errorCode()).isEqualTo("LOGIN_FAILED");
        login(ann.email(), NEW_PASSWORD).expect(200);
        assertThat(post(
                                "/api/auth/refresh",
                                Map.of(
                                        "refreshToken",
                                        session.data().path("refreshToken").asString()))
                        .expect(401)
                        .errorCode())
                .isEqualTo("REFRESH_FAILED");
        await("the access token ends").until(() -> ann.get("/api/auth/me").status() == 401);
        assertThat(reset(token, "yet another one").expect(400).errorCode()).isEqualTo("VERIFICATION_FAILED");
        login(ann.email(), NEW_PASSWORD).expect(200);
        await("the owner is told")
                .untilAsserted(() -> assertThat(mailbox.subjects()).contains("Your password was reset"));
    }

    @Test
    void anAddressIsVerifiedByTheMailOfTheRegistration() {
        assertThat(isVerified()).isFalse();
        String token = mailbox.tokenOf(CONFIRM);

        verify(token).expect(200);

        assertThat(isVerified()).isTrue();
        assertThat(verify(token).expect(400).errorCode()).isEqualTo("VERIFICATION_FAILED");
    }

    @Test
    void aNewAddressIsConfirmedByAMailToItAndTheOldOneIsTold() {
        verify(mailbox.tokenOf(CONFIRM)).expect(200);
        String newEmail = "moved-" + UUID.randomUUID() + "@example.test";
        ann.post("/api/auth/email-change", Map.of("newEmail", newEmail, "password", PASSWORD))
                .expect(200);

        post("/api/auth/confirm-email", Map.of("token", mailboxOf(newEmail).tokenOf(CONFIRM_NEW)))
                .expect(200);

        login(newEmail, PASSWORD).expect(200);
        login(ann.email(), PASSWORD).expect(401);
        await("the old address is told")
                .untilAsserted(() -> assertThat(mailbox.subjects()).contains("Your e-mail address was changed"));
        assertThat(mailbox.subjects()).doesNotContain(CONFIRM_NEW);
    }

    private Mailbox mailboxOf(String address) {
        return new Mailbox(suite.servers(), address);
    }

    private boolean isVerified() {
        return ann.get("/api/auth/me").expect(200).data().path("emailVerified").asBoolean();
    }

    private Answer login(String email, String password) {
        return post("/api/auth/login", Map.of("email", email, "password", password));
    }

    private Answer verify(String token) {
        return post("/api/auth/verify-email", Map.of("token", token));
    }

    private Answer reset(String token, String password) {
        return post("/api/auth/password-reset/confirm", Map.of("token", token, "newPassword", password));
    }

    /** Without a token: whoever follows a link is nobody yet. */
    private Answer post(String path, Map<String, String> body) {
        return gateway.send("POST", path, body, Map.of());
    }
}
