package com.homedelivery.auth.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.homedelivery.auth.AuthClient;
import com.homedelivery.auth.AuthClient.Person;
import com.homedelivery.auth.AuthServiceTest;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TotpIT extends AuthServiceTest {

    private static final Duration STEP = Duration.ofSeconds(30);

    private Person ann;
    private ApiClient client;
    private String secret;
    private List<String> recoveryCodes;

    @BeforeEach
    void switchOn() {
        switchOnFor(auth.verified());
    }

    private void switchOnFor(Person person) {
        ann = person;
        ApiResult login = auth.login(ann.email(), AuthClient.PASSWORD);
        ApiClient first = with(login);
        secret = first.post("/auth/totp", Map.of("password", AuthClient.PASSWORD))
                .hasStatus(200)
                .data("secret");
        ApiResult confirmed = first.post("/auth/totp/confirm", Map.of("code", codeNow()));
        recoveryCodes = new ArrayList<>();
        confirmed.hasStatus(200).data().path("recoveryCodes").forEach(code -> recoveryCodes.add(code.asString()));
        client = with(auth.refresh(login.data("refreshToken")).hasStatus(200));
        clock.putForward(STEP);
    }

    private ApiClient with(ApiResult tokens) {
        return auth.at(AuthClient.addressOf(ann.email())).withToken(tokens.data("accessToken"));
    }

    @Test
    void switchingItOnEndsAllSessionsButTheOneThatDoesAndTellsTheOwner() {
        Person bob = auth.verified();
        ApiResult elsewhere = auth.login(bob.email(), AuthClient.PASSWORD);

        switchOnFor(bob);

        auth.refresh(elsewhere.data("refreshToken")).hasError(401, "REFRESH_FAILED");
        await().until(() -> with(elsewhere).get("/auth/me").status() == 401);
        assertThat(client.get("/auth/sessions").hasStatus(200).data()).hasSize(1);
        assertThat(outbox.dataAbout(bob.id(), "user.security_alert"))
                .last()
                .asString()
                .contains("TOTP_ENABLED", bob.email());
    }

    @Test
    void codesThatTheKeyDoesNotFitAreRefusedInSoManyWordsAndRecoveryCodesGoOnWorking() {
        loseTheKey();

        login(codeNow()).hasError(409, "TOTP_UNAVAILABLE");
        client.post("/auth/totp/disable", Map.of("password", AuthClient.PASSWORD, "code", codeNow()))
                .hasError(409, "TOTP_UNAVAILABLE");

        login(recoveryCodes.getFirst()).hasStatus(200);
        client.post("/auth/totp/disable", Map.of("password", AuthClient.PASSWORD, "code", recoveryCodes.getLast()))
                .hasStatus(200);
        login(null).hasStatus(200);
    }

    @Test
    void aSetupThatTheKeyDoesNotFitIsBegunAnew() {
        Person bob = auth.registered();
        ApiClient bobs = auth.loggedIn(bob);
        ann = bob;
        secret =
                bobs.post("/auth/totp", Map.of("password", AuthClient.PASSWORD)).data("secret");
        loseTheKey();

        bobs.post("/auth/totp/confirm", Map.of("code", codeNow())).hasError(409, "TOTP_UNAVAILABLE");

        secret = bobs.post("/auth/totp", Map.of("password", AuthClient.PASSWORD))
                .hasStatus(200)
                .data("secret");
        bobs.post("/auth/totp/confirm", Map.of("code", codeNow())).hasStatus(200);
    }

    /** What is stored reads as if it had been encrypted by another key. */
    private void loseTheKey() {
        byte[] unreadable = new byte[48];
        jdbc.sql("update second_factors set secret = ? where account_id = ?")
                .params(Base64.getEncoder().encodeToString(unreadable), ann.id())
                .update();
    }

    @Test
    void itSurvivesAResetOfThePassword() {
        resetPassword();

        login(null).hasError(401, "TOTP_REQUIRED");
        login(codeNow()).hasStatus(200);
    }

    /** Somebody else may have registered with the address of whoever resets the password. */
    @Test
    void whatWasSetUpBeforeTheAddressWasVerifiedGoesWithAReset() {
        switchOnFor(auth.registered());
        login(recoveryCodes.getFirst()).hasStatus(200);

        resetPassword();

        login(null).hasStatus(200);
        for (String table : List.of("second_factors", "recovery_codes")) {
            assertThat(rowsIn(table)).as(table).isZero();
        }
        assertThat(rowsIn("known_clients")).as("those of the last login").isEqualTo(1);
        assertThat(rowsIn("login_sessions")).as("those of the last login").isEqualTo(1);
    }

    /** The owner of the address may have followed the link in the mail of a registration that was not theirs. */
    @Test
    void whatWasSetUpBeforeTheAddressWasVerifiedGoesWithALaterResetToo() {
        switchOnFor(auth.registered());
        api.post("/auth/verify-email", Map.of("token", auth.mailedSecret(ann.id(), "EMAIL_VERIFICATION")))
                .hasStatus(200);

        resetPassword();

        login(null).hasStatus(200);
    }

    /** Whoever has set it up may know a password that is none any more. */
    @Test
    void aSetupThatIsUnderWayEndsWithThePassword() {
        Person bob = auth.verified();
        ApiClient bobs = auth.loggedIn(bob);
        ann = bob;
        secret =
                bobs.post("/auth/totp", Map.of("password", AuthClient.PASSWORD)).data("secret");

        resetPassword();

        assertThat(rowsIn("second_factors")).isZero();
        secret = auth.loggedIn(bob)
                .post("/auth/totp", Map.of("password", AuthClient.PASSWORD))
                .hasStatus(200)
                .data("secret");
        auth.changePassword(auth.loggedIn(bob), AuthClient.PASSWORD, "battery staple")
                .hasStatus(200);
        assertThat(rowsIn("second_factors")).isZero();
    }

    @Test
    void firstCodesAreNotTriedWithoutEnd() {
        Person bob = auth.registered();
        ApiClient bobs = auth.loggedIn(bob);
        bobs.post("/auth/totp", Map.of("password", AuthClient.PASSWORD)).hasStatus(200);

        for (int i = 0; i < 10; i++) {
            bobs.post("/auth/totp/confirm", Map.of("code", "000000")).hasError(400, "VALIDATION_ERROR");
        }

        bobs.post("/auth/totp/confirm", Map.of("code", "000000")).hasError(429, "RATE_LIMIT_EXCEEDED");
    }

    /** To the same password, so that {@link #login} goes on. */
    private void resetPassword() {
        auth.at(AuthClient.newAddress())
                .post("/auth/password-reset", Map.of("email", ann.email()))
                .hasStatus(200);
        await().until(() -> outbox.dataAbout(ann.id(), "user.verification_requested").stream()
                .anyMatch(data -> data.contains("PASSWORD_RESET")));
        api.post(
                        "/auth/password-reset/confirm",
                        Map.of(
                                "token",
                                auth.mailedSecret(ann.id(), "PASSWORD_RESET"),
                                "newPassword",
                                AuthClient.PASSWORD))
                .hasStatus(200);
    }

    private int rowsIn(String table) {
        return jdbc.sql("select count(*) from " + table + " where account_id = ?")
                .param(ann.id())
                .query(Integer.class)
                .single();
    }

    @Test
    void loginAsksForACodeAfterTheRightPassword() {
        login(null).hasError(401, "TOTP_REQUIRED");
        auth.login(ann.email(), "wrong password").hasError(401, "LOGIN_FAILED");

        login(codeNow()).hasStatus(200);
    }

    @Test
    void aWrongCodeIsRefused() {
        login("000000").hasError(401, "TOTP_FAILED");
        login("not a code").hasError(401, "TOTP_FAILED");
    }

    @Test
    void aCodeIsGoodForOneLogin() {
        String code = codeNow();
        login(code).hasStatus(200);

        login(code).hasError(401, "TOTP_FAILED");
        clock.putForward(STEP);
        login(codeNow()).hasStatus(200);
    }

    @Test
    void theCodeOfTheConfirmationIsUsedUp() {
        Person bob = auth.registered();
        ApiClient bobs = auth.loggedIn(bob);
        String code;
        try (var _ = clock.standStill()) {
            secret = bobs.post("/auth/totp", Map.of("password", AuthClient.PASSWORD))
                    .data("secret");
            code = codeNow();
            bobs.post("/auth/totp/confirm", Map.of("code", code)).hasStatus(200);
            ann = bob;

            login(code).hasError(401, "TOTP_FAILED");
        }
    }

    @Test
    void ofManyLoginsWithOneCodeOneSucceeds() {
        try (var _ = clock.standStill()) {
            String code = codeNow();

            List<ApiResult> answers = AtOnce.run(4, () -> login(code));

            assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        }
    }

    @Test
    void whoTriesCodesIsLockedOutAndTheOwnerIsTold() {
        try (var _ = clock.standStill()) {
            for (int i = 1; i <= 10; i++) {
                login("000000").hasError(401, "TOTP_FAILED");
                clock.putForward(i < 5 || i == 10 ? Duration.ZERO : Duration.ofSeconds(1L << (i - 5)));
            }

            ApiResult locked = login(codeNow()).hasError(401, "LOGIN_FAILED");

            assertThat(locked.body().at("/error/details/retryAfterSeconds").asInt())
                    .isBetween(890, 900);
            assertThat(outbox.dataAbout(ann.id(), "user.security_alert"))
                    .anyMatch(alert -> alert.contains("ACCOUNT_LOCKED"));
            clock.putForward(Duration.ofMinutes(15));
            login(codeNow()).hasStatus(200);
        }
    }

    @Test
    void triesFromEverywhereAreCountedTogether() {
        try (var _ = clock.standStill()) {
            for (int i = 0; i < 5; i++) {
                login("000000", AuthClient.newAddress()).hasError(401, "TOTP_FAILED");
            }
            login("000000", AuthClient.newAddress()).hasError(401, "LOGIN_FAILED");
        }
    }

    @Test
    void aRecoveryCodeStandsInOnce() {
        assertThat(recoveryCodes).hasSize(10).doesNotHaveDuplicates();
        String code = recoveryCodes.getFirst();

        login(code.toUpperCase().replace("-", " ")).hasStatus(200);

        login(code).hasError(401, "TOTP_FAILED");
        assertThat(client.get("/auth/totp").data().path("recoveryCodesLeft").asInt())
                .isEqualTo(9);
        assertThat(outbox.dataAbout(ann.id(), "user.security_alert"))
                .anyMatch(alert -> alert.contains("RECOVERY_CODE_USED"));
    }

    @Test
    void newRecoveryCodesTakeThePlaceOfTheOld() {
        ApiResult replaced =
                client.post("/auth/totp/recovery-codes", Map.of("password", AuthClient.PASSWORD, "code", codeNow()));

        String fresh =
                replaced.hasStatus(200).data().path("recoveryCodes").get(0).asString();
        login(recoveryCodes.getFirst()).hasError(401, "TOTP_FAILED");
        login(fresh).hasStatus(200);
    }

    @Test
    void recoveryCodesOfOthersAreWorthNothing() {
        List<String> anns = recoveryCodes;
        switchOnFor(auth.verified());

        login(anns.getFirst()).hasError(401, "TOTP_FAILED");
    }

    @Test
    void switchingItOffTakesPasswordAndCode() {
        client.post("/auth/totp/disable", Map.of("password", AuthClient.PASSWORD))
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError("code");
        client.post("/auth/totp/disable", Map.of("password", "wrong password", "code", codeNow()))
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError("password");

        client.post("/auth/totp/disable", Map.of("password", AuthClient.PASSWORD, "code", codeNow()))
                .hasStatus(200);

        login(null).hasStatus(200);
    }

    @Test
    void itIsOffUntilItIsConfirmed() {
        Person bob = auth.registered();
        ApiClient bobs = auth.loggedIn(bob);
        bobs.post("/auth/totp/confirm", Map.of("code", "123456")).hasError(409, "CONFLICT");

        bobs.post("/auth/totp", Map.of("password", AuthClient.PASSWORD)).hasStatus(200);

        bobs.post("/auth/totp/confirm", Map.of("code", "000000"))
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError("code");
        auth.login(bob.email(), AuthClient.PASSWORD).hasStatus(200);
        assertThat(bobs.get("/auth/totp").data().path("enabled").asBoolean()).isFalse();
    }

    @Test
    void itCannotBeSetUpOverOneThatIsOn() {
        client.post("/auth/totp", Map.of("password", AuthClient.PASSWORD)).hasError(409, "CONFLICT");
    }

    @Test
    void aStolenAccessTokenIsNotEnoughToSetItUp() {
        client.post("/auth/totp", Map.of("password", "wrong password"))
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError("password");
    }

    @Test
    void secretAndCodesAreNotStoredAsTheyAre() {
        String rows = jdbc.sql("select f::text || string_agg(c::text, ' ') from second_factors f"
                        + " join recovery_codes c using (account_id) where account_id = ? group by f.*")
                .param(ann.id())
                .query(String.class)
                .single();

        assertThat(rows)
                .doesNotContain(
                        secret,
                        recoveryCodes.getFirst(),
                        recoveryCodes.getFirst().replace("-", ""));
    }

    @Test
    void whoHasNoSecondFactorSeesNoChange() {
        Person bob = auth.registered();

        auth.login(bob.email(), AuthClient.PASSWORD).hasStatus(200);
        api.post("/auth/login", Map.of("email", bob.email(), "password", AuthClient.PASSWORD, "code", "123456"))
                .hasStatus(200);
    }

    private ApiResult login(String code) {
        return login(code, AuthClient.addressOf(ann.email()));
    }

    private ApiResult login(String code, String address) {
        return auth.at(address)
                .post(
                        "/auth/login",
                        code == null
                                ? Map.of("email", ann.email(), "password", AuthClient.PASSWORD)
                                : Map.of("email", ann.email(), "password", AuthClient.PASSWORD, "code", code));
    }

    /** What an authenticator app shows. */
    private String codeNow() {
        try {
            return new TimeBasedOneTimePasswordGenerator()
                    .generateOneTimePasswordString(
                            new SecretKeySpec(new Base32().decode(secret), "HmacSHA1"), clock.instant());
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
