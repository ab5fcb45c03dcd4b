package com.homedelivery.auth.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.auth.AuthApi;
import com.homedelivery.auth.AuthApi.Answer;
import com.homedelivery.auth.AuthApi.Person;
import com.homedelivery.auth.AuthServiceTest;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.CallingService;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.MovableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@AuthServiceTest
class AccountIT {

    private static final String NEW_PASSWORD = "battery staple";

    @Autowired
    private AuthApi api;

    @Autowired
    private AccessTokens tokens;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MovableClock clock;

    @Test
    void oneSeesWhoOneIs() {
        Person ann = api.registered();

        Answer answer = api.get("/auth/me", api.accessTokenOf(ann, Role.USER));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data().propertyNames()).containsExactlyInAnyOrder("userId", "email", "role");
        assertThat(answer.text("userId")).isEqualTo(ann.id().toString());
        assertThat(answer.text("email")).isEqualTo(ann.email());
        assertThat(answer.text("role")).isEqualTo("user");
    }

    @Test
    void nobodyIsNobody() {
        String token = api.accessTokenOf(new Person(UUID.randomUUID(), "gone@example.com"), Role.USER);

        api.get("/auth/me", token).isRefused(404, "NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/me", "/auth/password", "/auth/users/7/role", "/auth/unknown"})
    void whatIsNotPublicAsksForAToken(String path) {
        Person ann = api.registered();
        String expired = api.accessTokenOf(ann, Role.USER);
        clock.putForward(Duration.ofHours(25));

        api.get(path, null).isRefused(401, "UNAUTHORIZED");
        api.get(path, "garbage").isRefused(401, "INVALID_TOKEN");
        api.get(path, expired).isRefused(401, "TOKEN_EXPIRED");
        api.get(path, tokens.issueFor(new CallingService("order-service"))).isRefused(403, "FORBIDDEN");
    }

    @Test
    void anUnknownRouteIsNotFound() {
        api.get("/auth/unknown", api.accessTokenOf(api.registered(), Role.USER)).isRefused(404, "NOT_FOUND");
    }

    @Test
    void aNewPasswordReplacesTheOldAndEndsAllSessions() {
        Person ann = api.registered();
        String phone = api.refreshTokenOf(ann);
        String laptop = api.refreshTokenOf(ann);

        Answer answer = changePassword(ann, AuthApi.PASSWORD, NEW_PASSWORD);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("userId")).isEqualTo(ann.id().toString());
        api.refresh(phone).isRefused(401, "REFRESH_FAILED");
        api.refresh(laptop).isRefused(401, "REFRESH_FAILED");
        api.login(ann.email(), AuthApi.PASSWORD).isRefused(401, "LOGIN_FAILED");
        assertThat(api.login(ann.email(), NEW_PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void whoChangesThePasswordMustKnowTheOldOne() {
        Person ann = api.registered();
        String session = api.refreshTokenOf(ann);

        changePassword(ann, "wrong password", NEW_PASSWORD)
                .isRefused(400, "VALIDATION_ERROR")
                .withProblem("currentPassword");

        assertThat(api.refresh(session).status()).isEqualTo(200);
    }

    @Test
    void theOldPasswordCannotBeGuessedHereEither() {
        Person ann = api.registered();
        try (var _ = clock.standStill()) {
            for (int i = 0; i < 5; i++) {
                changePassword(ann, "wrong password", NEW_PASSWORD);
            }

            changePassword(ann, AuthApi.PASSWORD, NEW_PASSWORD)
                    .isRefused(400, "VALIDATION_ERROR")
                    .withProblem("currentPassword");
            clock.putForward(Duration.ofSeconds(1));
            assertThat(changePassword(ann, AuthApi.PASSWORD, NEW_PASSWORD).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aNewPasswordHasToBeAcceptable() {
        Person ann = api.registered();

        changePassword(ann, AuthApi.PASSWORD, "short12")
                .isRefused(400, "VALIDATION_ERROR")
                .withProblem("newPassword");
        changePassword(ann, AuthApi.PASSWORD, "ü".repeat(37))
                .isRefused(400, "VALIDATION_ERROR")
                .withProblem("newPassword");
        api.put("/auth/password", api.accessTokenOf(ann, Role.USER), Map.of("newPassword", NEW_PASSWORD))
                .isRefused(400, "VALIDATION_ERROR")
                .withProblem("currentPassword");
    }

    @Test
    void ofTwoChangesAtOnceOneWins() {
        Person ann = api.registered();
        AtomicInteger count = new AtomicInteger();

        List<Answer> answers = AuthApi.atOnce(
                        4, () -> changePassword(ann, AuthApi.PASSWORD, NEW_PASSWORD + count.incrementAndGet()))
                .toList();

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> assertThat(answer.status()).isIn(400, 401, 409));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rider", "admin", "user"})
    void anAdminGivesRoles(String role) {
        Person admin = api.admin();
        Person ann = api.registered();

        Answer answer = changeRole(admin, ann.id(), role);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("role")).isEqualTo(role);
        assertThat(answer.text("email")).isEqualTo(ann.email());
        String token = api.login(ann.email(), AuthApi.PASSWORD).text("accessToken");
        assertThat(api.get("/auth/me", token).text("role")).isEqualTo(role);
    }

    @Test
    void nobodyElseGivesRoles() {
        Person ann = api.registered();
        String path = "/auth/users/" + ann.id() + "/role";

        api.put(path, api.accessTokenOf(ann, Role.USER), Map.of("role", "admin"))
                .isRefused(403, "FORBIDDEN");
        api.put(path, api.accessTokenOf(ann, Role.RIDER), Map.of("role", "admin"))
                .isRefused(403, "FORBIDDEN");
        api.put(path, null, Map.of("role", "admin")).isRefused(401, "UNAUTHORIZED");
    }

    @Test
    void whoIsNoLongerAdminCannotUseAnOldTokenToBecomeOneAgain() {
        api.admin();
        Person former = api.admin();
        changeRole(former, former.id(), "user");

        assertThat(changeRole(former, former.id(), "admin").status()).isIn(401, 403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"king", "service", "ADMIN", "", "admin "})
    void thereAreNoOtherRoles(String role) {
        changeRole(api.admin(), api.registered().id(), role)
                .isRefused(400, "VALIDATION_ERROR")
                .withProblem("role");
    }

    @Test
    void aRoleHasToBeNamed() {
        Person admin = api.admin();

        api.put("/auth/users/" + admin.id() + "/role", api.accessTokenOf(admin, Role.ADMIN), Map.of())
                .isRefused(400, "VALIDATION_ERROR")
                .withProblem("role");
    }

    @Test
    void anUnknownUserIsNotFound() {
        Person admin = api.admin();

        changeRole(admin, UUID.randomUUID(), "rider").isRefused(404, "NOT_FOUND");
        api.put("/auth/users/somebody/role", api.accessTokenOf(admin, Role.ADMIN), Map.of("role", "rider"))
                .isRefused(404, "NOT_FOUND");
    }

    @Test
    void theLastAdminRemainsOne() {
        noMoreAdmins();
        Person last = api.admin();

        changeRole(last, last.id(), "user").isRefused(409, "CONFLICT");
        assertThat(changeRole(last, last.id(), "admin").status()).isEqualTo(200);

        api.admin();
        assertThat(changeRole(last, last.id(), "user").status()).isEqualTo(200);
    }

    @Test
    void twoAdminsCannotDemoteEachOtherAtOnce() {
        noMoreAdmins();
        List<Person> admins = List.of(api.admin(), api.admin());
        AtomicInteger turn = new AtomicInteger();

        List<Answer> answers = AuthApi.atOnce(2, () -> {
                    int i = turn.getAndIncrement();
                    return changeRole(admins.get(i), admins.get(1 - i).id(), "user");
                })
                .toList();

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> assertThat(answer.status()).isIn(401, 403));
        assertThat(jdbc.sql("select count(*) from accounts where role = 'ADMIN'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private void noMoreAdmins() {
        jdbc.sql("update accounts set role = 'USER' where role = 'ADMIN'").update();
    }

    private Answer changePassword(Person person, String current, String next) {
        return api.put(
                "/auth/password",
                api.accessTokenOf(person, Role.USER),
                Map.of("currentPassword", current, "newPassword", next));
    }

    private Answer changeRole(Person admin, UUID userId, String role) {
        return api.put("/auth/users/" + userId + "/role", api.accessTokenOf(admin, Role.ADMIN), Map.of("role", role));
    }
}
