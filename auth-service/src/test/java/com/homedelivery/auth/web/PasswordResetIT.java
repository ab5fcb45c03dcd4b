package com.homedelivery.auth.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.auth.AuthClient;
import com.homedelivery.auth.AuthClient.Person;
import com.homedelivery.auth.AuthServiceTest;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PasswordResetIT extends AuthServiceTest {

    private static final String NEW_PASSWORD = "battery staple";
    private static final String PURPOSE = "PASSWORD_RESET";

    private final String address = AuthClient.newAddress();

    @Test
    void aForgottenPasswordIsReplacedByTheSecretOfAMail() {
        Person ann = auth.registered();
        String secret = secretFor(ann);

        confirm(secret, NEW_PASSWORD).hasStatus(200);

        auth.login(ann.email(), AuthClient.PASSWORD).hasError(401, "LOGIN_FAILED");
        auth.login(ann.email(), NEW_PASSWORD).hasStatus(200);
        assertThat(outbox.dataAbout(ann.id(), "user.security_alert"))
                .last()
                .asString()
                .contains("PASSWORD_RESET", ann.email());
    }

    @Test
    void endsAllSessions() {
        Person ann = auth.registered();
        ApiResult login = auth.login(ann.email(), AuthClient.PASSWORD);

        confirm(secretFor(ann), NEW_PASSWORD).hasStatus(200);

        auth.refresh(login.data("refreshToken")).hasError(401, "REFRESH_FAILED");
        await().until(() ->
                api.withToken(login.data("accessToken")).get("/auth/me").status() == 401);
    }

    /** Whoever asked for it knew a password that is none any more. */
    @Test
    void endsAChangeOfAddressThatIsUnderWay() {
        Person ann = auth.registered();
        String change = askedToChangeTheAddressOf(ann);

        confirm(secretFor(ann), NEW_PASSWORD).hasStatus(200);

        api.post("/auth/confirm-email", Map.of("token", change)).hasError(400, "VERIFICATION_FAILED");
        auth.login(ann.email(), NEW_PASSWORD).hasStatus(200);
    }

    @Test
    void anotherPasswordEndsAChangeOfAddressAndAResetThatAreUnderWay() {
        Person ann = auth.registered();
        String change = askedToChangeTheAddressOf(ann);
        String reset = secretFor(ann);

        api.withToken(auth.login(ann.email(), AuthClient.PASSWORD).data("accessToken"))
                .put("/auth/password", Map.of("currentPassword", AuthClient.PASSWORD, "newPassword", NEW_PASSWORD))
                .hasStatus(200);

        api.post("/auth/confirm-email", Map.of("token", change)).hasError(400, "VERIFICATION_FAILED");
        confirm(reset, "yet another one").hasError(400, "VERIFICATION_FAILED");
    }

    private String askedToChangeTheAddressOf(Person person) {
        api.withToken(auth.login(person.email(), AuthClient.PASSWORD).data("accessToken"))
                .post("/auth/email-change", Map.of("newEmail", AuthClient.newEmail(), "password", AuthClient.PASSWORD))
                .hasStatus(200);
        return auth.mailedSecret(person.id(), "EMAIL_CHANGE");
    }

    @Test
    void theAnswerDoesNotTellWhetherThereIsAnAccount() {
        Person ann = auth.registered();
        String nobody = AuthClient.newEmail();

        ApiResult known = request(ann.email());
        ApiResult unknown = request(nobody);

        assertThat(known.hasStatus(200).body().path("data"))
                .isEqualTo(unknown.hasStatus(200).body().path("data"));
        awaitMailFor(ann);
        assertThat(count("outbox where data like '%" + nobody + "%'")).isZero();
    }

    @Test
    void theRequestItselfLooksNobodyUp() {
        String nobody = AuthClient.newEmail();
        Person ann = auth.registered();

        request(nobody);
        request(ann.email());

        // Both wait, or have waited, in the same table: what differs is done by a job.
        await().until(() ->
                count("password_reset_requests where email in ('%s', '%s')".formatted(nobody, ann.email())) == 0);
        awaitMailFor(ann);
    }

    @Test
    void aSecretIsGoodForOneUse() {
        Person ann = auth.registered();
        String secret = secretFor(ann);
        confirm(secret, NEW_PASSWORD).hasStatus(200);

        confirm(secret, "yet another one").hasError(400, "VERIFICATION_FAILED");

        auth.login(ann.email(), NEW_PASSWORD).hasStatus(200);
    }

    @Test
    void ofManyWhoUseASecretAtOnceOneSucceeds() {
        String secret = secretFor(auth.registered());

        List<ApiResult> answers = AtOnce.run(6, () -> confirm(secret, NEW_PASSWORD));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> answer.hasError(400, "VERIFICATION_FAILED"));
    }

    @Test
    void aSecretIsGoodForHalfAnHour() {
        Person ann = auth.registered();
        String secret = secretFor(ann);

        clock.putForward(Duration.ofMinutes(31));

        confirm(secret, NEW_PASSWORD).hasError(400, "VERIFICATION_FAILED");
    }

    @Test
    void aMailThatIsSentAgainHasASecretOfItsOwn() {
        Person ann = auth.registered();
        String first = secretFor(ann);
        String second = auth.mailedSecret(ann.id(), PURPOSE);
        assertThat(second).isNotEqualTo(first);

        confirm(first, NEW_PASSWORD).hasStatus(200);

        confirm(second, "yet another one").hasError(400, "VERIFICATION_FAILED");
        auth.mint(auth.verificationOf(ann.id(), PURPOSE)).hasError(404, "NOT_FOUND");
    }

    @Test
    void aNewRequestTakesThePlaceOfTheOneBefore() {
        Person ann = auth.registered();
        String first = secretFor(ann);
        UUID before = auth.verificationOf(ann.id(), PURPOSE);
        clock.putForward(Duration.ofMinutes(21));
        request(ann.email());
        await().until(() -> !auth.verificationOf(ann.id(), PURPOSE).equals(before));

        confirm(first, NEW_PASSWORD).hasError(400, "VERIFICATION_FAILED");
        auth.mint(before).hasError(404, "NOT_FOUND");
    }

    @Test
    void whatWasAskedForLongAgoIsNotMailedAnyMore() {
        Person ann = auth.registered();
        request(ann.email());
        awaitMailFor(ann);

        clock.putForward(Duration.ofDays(1));

        auth.mint(auth.verificationOf(ann.id(), PURPOSE)).hasError(404, "NOT_FOUND");
    }

    @Test
    void aSecretForSomethingElseResetsNoPassword() {
        Person ann = auth.registered();
        String verification = auth.mailedSecret(ann.id(), "EMAIL_VERIFICATION");

        confirm(verification, NEW_PASSWORD).hasError(400, "VERIFICATION_FAILED");
        confirm("garbage", NEW_PASSWORD).hasError(400, "VERIFICATION_FAILED");
        confirm("A".repeat(43), NEW_PASSWORD).hasError(400, "VERIFICATION_FAILED");
    }

    @Test
    void aWeakPasswordUsesNoSecretUp() {
        Person ann = auth.registered();
        String secret = secretFor(ann);

        confirm(secret, "short").hasError(400, "VALIDATION_ERROR").hasFieldError("newPassword");

        confirm(secret, NEW_PASSWORD).hasStatus(200);
    }

    @Test
    void onlyAHashOfTheSecretIsStoredAndNoneIsPublished() {
        Person ann = auth.registered();
        String secret = secretFor(ann);

        assertThat(jdbc.sql("select verification_secrets::text from verification_secrets")
                        .query(String.class)
                        .list())
                .noneMatch(row -> row.contains(secret));
        assertThat(count("outbox where data like '%" + secret + "%'")).isZero();
    }

    @Test
    void theSecretIsForServicesAlone() {
        Person ann = auth.registered();
        request(ann.email());
        awaitMailFor(ann);
        String path = "/auth/internal/verifications/" + auth.verificationOf(ann.id(), PURPOSE) + "/secret";

        api.post(path).hasError(401, "UNAUTHORIZED");
        auth.as(ann, Role.USER).post(path).hasError(403, "FORBIDDEN");
        api.asAdmin().post(path).hasError(403, "FORBIDDEN");
    }

    @Test
    void nobodyIsFloodedWithMails() {
        Person ann = auth.registered();

        for (int i = 0; i < 6; i++) {
            requestFromElsewhere(ann);
        }
        assertThat(resetsOf(ann)).isEqualTo(1);

        clock.putForward(Duration.ofMinutes(19));
        requestFromElsewhere(ann);
        assertThat(resetsOf(ann)).isEqualTo(1);
    }

    /** Strangers may ask for it as often as they like. */
    @Test
    void whenTheOwnerAsksTheyHaveAMailThatIsGood() {
        Person ann = auth.registered();
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 4; i++) {
                requestFromElsewhere(ann);
            }
            String mailed = auth.mailedSecret(ann.id(), PURPOSE);
            clock.putForward(Duration.ofMinutes(19));
            requestFromElsewhere(ann);
            auth.at(address)
                    .post("/auth/password-reset", Map.of("email", ann.email()))
                    .hasStatus(200);
            awaitNoRequestFor(ann);
            clock.putForward(Duration.ofMinutes(2));
            assertThat(resetsOf(ann)).isEqualTo(round + 1);
            if (round == 4) {
                confirm(mailed, NEW_PASSWORD).hasStatus(200);
            }
        }
    }

    @Test
    void whoHasUsedTheLinkMayAskAgainAtOnce() {
        Person ann = auth.registered();
        confirm(secretFor(ann), NEW_PASSWORD).hasStatus(200);

        requestFromElsewhere(ann);

        assertThat(resetsOf(ann)).isEqualTo(2);
        confirm(auth.mailedSecret(ann.id(), PURPOSE), "yet another one").hasStatus(200);
    }

    private void requestFromElsewhere(Person person) {
        auth.at(AuthClient.newAddress())
                .post("/auth/password-reset", Map.of("email", person.email()))
                .hasStatus(200);
        awaitNoRequestFor(person);
    }

    private void awaitNoRequestFor(Person person) {
        await().until(() -> count("password_reset_requests where email = '" + person.email() + "'") == 0);
    }

    private int resetsOf(Person person) {
        return count("verifications where purpose = 'PASSWORD_RESET' and account_id = '" + person.id() + "'");
    }

    @Test
    void whoTriesManyAddressesIsStopped() {
        for (int i = 0; i < 20; i++) {
            request(AuthClient.newEmail()).hasStatus(200);
        }

        ApiResult refused = request(AuthClient.newEmail()).hasError(429, "RATE_LIMIT_EXCEEDED");

        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(3_000, 3_600);
        auth.at(AuthClient.newAddress())
                .post("/auth/password-reset", Map.of("email", AuthClient.newEmail()))
                .hasStatus(200);
    }

    @Test
    void aResetEndsALockout() {
        Person ann = auth.registered();
        try (var _ = clock.standStill()) {
            for (int i = 0; i < 6; i++) {
                auth.login(ann.email(), "wrong password");
            }
            auth.login(ann.email(), AuthClient.PASSWORD).hasError(401, "LOGIN_FAILED");
        }
        String secret = secretFor(ann);

        auth.at(AuthClient.addressOf(ann.email()))
                .post("/auth/password-reset/confirm", Map.of("token", secret, "newPassword", NEW_PASSWORD))
                .hasStatus(200);

        auth.login(ann.email(), NEW_PASSWORD).hasStatus(200);
    }

    @Test
    void refusesWhatIsNoAddress() {
        request("ann").hasError(400, "VALIDATION_ERROR").hasFieldError("email");
        confirm("", NEW_PASSWORD).hasError(400, "VALIDATION_ERROR").hasFieldError("token");
    }

    private ApiResult request(String email) {
        return auth.at(address).post("/auth/password-reset", Map.of("email", email));
    }

    private ApiResult confirm(String secret, String newPassword) {
        return auth.at(address)
                .post("/auth/password-reset/confirm", Map.of("token", secret, "newPassword", newPassword));
    }

    private String secretFor(Person person) {
        request(person.email()).hasStatus(200);
        awaitMailFor(person);
        return auth.mailedSecret(person.id(), PURPOSE);
    }

    private void awaitMailFor(Person person) {
        await().untilAsserted(() -> assertThat(outbox.dataAbout(person.id(), "user.verification_requested"))
                .anyMatch(data -> data.contains(PURPOSE)));
    }

    private int count(String from) {
        return jdbc.sql("select count(*) from " + from).query(Integer.class).single();
    }
}
