package com.homedelivery.auth.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.auth.AuthClient;
import com.homedelivery.auth.AuthClient.Person;
import com.homedelivery.auth.AuthServiceTest;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeletionIT extends AuthServiceTest {

    @Test
    void aDeletedAccountIsGone() {
        Person ann = auth.registered();
        ApiResult login = auth.login(ann.email(), AuthClient.PASSWORD);

        delete(login, AuthClient.PASSWORD).hasStatus(200);

        auth.login(ann.email(), AuthClient.PASSWORD).hasError(401, "LOGIN_FAILED");
        auth.login("deleted-" + ann.id() + "@deleted.invalid", "deleted").hasError(401, "LOGIN_FAILED");
        auth.refresh(login.data("refreshToken")).hasError(401, "REFRESH_FAILED");
        await().until(() ->
                api.withToken(login.data("accessToken")).get("/auth/me").status() == 401);
    }

    @Test
    void nothingThatTellsWhoItWasStaysHere() {
        Person ann = auth.registered();
        ApiResult login = auth.login(ann.email(), AuthClient.PASSWORD);

        delete(login, AuthClient.PASSWORD).hasStatus(200);

        assertThat(jdbc.sql("select accounts::text from accounts where id = ?")
                        .param(ann.id())
                        .query(String.class)
                        .single())
                .doesNotContain(ann.email(), "$2a$");
        for (String table : List.of(
                "refresh_tokens",
                "login_sessions",
                "known_clients",
                "security_events",
                "verifications",
                "second_factors",
                "recovery_codes")) {
            assertThat(jdbc.sql("select count(*) from " + table + " where account_id = ?")
                            .param(ann.id())
                            .query(Integer.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void everybodyIsToldToForget() {
        Person ann = auth.verified();

        delete(auth.login(ann.email(), AuthClient.PASSWORD), AuthClient.PASSWORD)
                .hasStatus(200);

        assertThat(outbox.typesAbout(ann.id())).endsWith("user.deleted", "user.security_alert");
        assertThat(outbox.dataAbout(ann.id(), "user.security_alert"))
                .last()
                .asString()
                .contains("ACCOUNT_DELETED", ann.email());
    }

    @Test
    void theAddressMayBeRegisteredAgain() {
        Person ann = auth.registered();
        delete(auth.login(ann.email(), AuthClient.PASSWORD), AuthClient.PASSWORD)
                .hasStatus(200);

        String newId =
                auth.register(ann.email(), AuthClient.PASSWORD).hasStatus(201).data("userId");

        assertThat(newId).isNotEqualTo(ann.id().toString());
    }

    @Test
    void aMailOfBeforeBringsNothingBack() {
        Person ann = auth.registered();
        String secret = auth.mailedSecret(ann.id(), "EMAIL_VERIFICATION");
        delete(auth.login(ann.email(), AuthClient.PASSWORD), AuthClient.PASSWORD)
                .hasStatus(200);

        api.post("/auth/verify-email", Map.of("token", secret)).hasError(400, "VERIFICATION_FAILED");
    }

    @Test
    void aStolenAccessTokenDeletesNothing() {
        Person ann = auth.registered();
        ApiResult login = auth.login(ann.email(), AuthClient.PASSWORD);

        delete(login, "wrong password").hasError(400, "VALIDATION_ERROR").hasFieldError("password");

        auth.login(ann.email(), AuthClient.PASSWORD).hasStatus(200);
    }

    @Test
    void theLastAdminStays() {
        jdbc.sql("update accounts set role = 'USER' where role = 'ADMIN'").update();
        Person first = auth.admin();
        Person second = auth.admin();
        List<ApiResult> logins = List.of(
                auth.login(first.email(), AuthClient.PASSWORD), auth.login(second.email(), AuthClient.PASSWORD));

        var next = new java.util.concurrent.atomic.AtomicInteger();
        List<ApiResult> answers = AtOnce.run(2, () -> delete(logins.get(next.getAndIncrement()), AuthClient.PASSWORD));

        assertThat(answers).extracting(ApiResult::status).containsExactlyInAnyOrder(200, 409);
        assertThat(jdbc.sql("select count(*) from accounts where role = 'ADMIN'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private ApiResult delete(ApiResult login, String password) {
        ApiClient client = api.withToken(login.data("accessToken"));
        return client.post("/auth/me/deletion", Map.of("password", password));
    }
}
