package com.homedelivery.auth.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.auth.AuthClient;
import com.homedelivery.auth.AuthClient.Person;
import com.homedelivery.auth.AuthServiceTest;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class AccountIT extends AuthServiceTest {

    private static final String NEW_PASSWORD = "battery staple";

    @Autowired
    private AccessTokens tokens;

    @Test
    void showsOnesOwnAccount() {
        Person ann = auth.registered();

        ApiResult answer = auth.as(ann, Role.USER).get("/auth/me");

        answer.hasStatus(200);
        assertThat(answer.data().propertyNames()).containsExactlyInAnyOrder("userId", "email", "role", "emailVerified");
        assertThat(answer.data("userId")).isEqualTo(ann.id().toString());
        assertThat(answer.data("email")).isEqualTo(ann.email());
        assertThat(answer.data("role")).isEqualTo("user");
    }

    @Test
    void anUnknownAccountIsNotFound() {
        String token = auth.as(new Person(UUID.randomUUID(), "gone@example.com"), Role.USER)
                .token();

        api.withToken(token).get("/auth/me").hasError(404, "NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/me", "/auth/password", "/auth/users/7/role", "/auth/unknown"})
    void requiresAValidTokenOfAPerson(String path) {
        Person ann = auth.registered();
        String expired = auth.as(ann, Role.USER).token();
        clock.putForward(Duration.ofHours(25));

        api.get(path).hasError(401, "UNAUTHORIZED");
        api.withToken("garbage").get(path).hasError(401, "INVALID_TOKEN");
        api.withToken(expired).get(path).hasError(401, "TOKEN_EXPIRED");
        api.asService("order-service").get(path).hasError(403, "FORBIDDEN");
    }

    @Test
    void anUnknownRouteIsNotFound() {
        auth.as(auth.registered(), Role.USER).get("/auth/unknown").hasError(404, "NOT_FOUND");
    }

    @Test
    void aNewPasswordReplacesTheOldAndEndsAllSessions() {
        Person ann = auth.registered();
        String phone = auth.refreshTokenOf(ann);
        String laptop = auth.refreshTokenOf(ann);

        ApiResult answer = changePassword(ann, AuthClient.PASSWORD, NEW_PASSWORD);

        answer.hasStatus(200);
        assertThat(answer.data("userId")).isEqualTo(ann.id().toString());
        auth.refresh(phone).hasError(401, "REFRESH_FAILED");
        auth.refresh(laptop).hasError(401, "REFRESH_FAILED");
        auth.login(ann.email(), AuthClient.PASSWORD).hasError(401, "LOGIN_FAILED");
        auth.login(ann.email(), NEW_PASSWORD).hasStatus(200);
    }

    @Test
    void whoChangesThePasswordMustKnowTheOldOne() {
        Person ann = auth.registered();
        String session = auth.refreshTokenOf(ann);

        changePassword(ann, "wrong password", NEW_PASSWORD)
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError("currentPassword");

        auth.refresh(session).hasStatus(200);
    }

    @Test
    void theOldPasswordCannotBeGuessedHereEither() {
        Person ann = auth.registered();
        try (var _ = clock.standStill()) {
            for (int i = 0; i < 5; i++) {
                changePassword(ann, "wrong password", NEW_PASSWORD);
            }

            changePassword(ann, AuthClient.PASSWORD, NEW_PASSWORD)
                    .hasError(400, "VALIDATION_ERROR")
                    .hasFieldError("currentPassword");
            clock.putForward(Duration.ofSeconds(1));
            changePassword(ann, AuthClient.PASSWORD, NEW_PASSWORD).hasStatus(200);
        }
    }

    @Test
    void aNewPasswordHasToBeAcceptable() {
        Person ann = auth.registered();

        changePassword(ann, AuthClient.PASSWORD, "short12")
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError("newPassword");
        changePassword(ann, AuthClient.PASSWORD, "ü".repeat(37))
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError("newPassword");
        auth.as(ann, Role.USER)
                .put("/auth/password", Map.of("newPassword", NEW_PASSWORD))
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError("currentPassword");
    }

    @Test
    void ofTwoChangesAtOnceOneWins() {
        Person ann = auth.registered();
        AtomicInteger count = new AtomicInteger();

        List<ApiResult> answers =
                AtOnce.run(4, () -> changePassword(ann, AuthClient.PASSWORD, NEW_PASSWORD + count.incrementAndGet()));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> assertThat(answer.status()).isIn(400, 401, 409));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rider", "admin", "user"})
    void anAdminChangesRoles(String role) {
        Person admin = auth.admin();
        Person ann = auth.registered();

        ApiResult answer = auth.changeRole(admin, ann.id(), role);

        answer.hasStatus(200);
        assertThat(answer.data("role")).isEqualTo(role);
        assertThat(answer.data("email")).isEqualTo(ann.email());
        String token = auth.login(ann.email(), AuthClient.PASSWORD).data("accessToken");
        assertThat(api.withToken(token).get("/auth/me").data("role")).isEqualTo(role);
    }

    @Test
    void nobodyElseChangesRoles() {
        Person ann = auth.registered();
        String path = "/auth/users/" + ann.id() + "/role";

        auth.as(ann, Role.USER).put(path, Map.of("role", "admin")).hasError(403, "FORBIDDEN");
        auth.as(ann, Role.RIDER).put(path, Map.of("role", "admin")).hasError(403, "FORBIDDEN");
        api.put(path, Map.of("role", "admin")).hasError(401, "UNAUTHORIZED");
    }

    @Test
    void whoIsNoLongerAdminCannotUseAnOldTokenToBecomeOneAgain() {
        auth.admin();
        Person former = auth.admin();
        auth.changeRole(former, former.id(), "user");

        assertThat(auth.changeRole(former, former.id(), "admin").status()).isIn(401, 403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"king", "service", "ADMIN", "", "admin "})
    void thereAreNoOtherRoles(String role) {
        auth.changeRole(auth.admin(), auth.registered().id(), role)
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError("role");
    }

    @Test
    void aRoleHasToBeNamed() {
        Person admin = auth.admin();

        auth.as(admin, Role.ADMIN)
                .put("/auth/users/" + admin.id() + "/role", Map.of())
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError("role");
    }

    @Test
    void anUnknownUserIsNotFound() {
        Person admin = auth.admin();

        auth.changeRole(admin, UUID.randomUUID(), "rider").hasError(404, "NOT_FOUND");
        auth.as(admin, Role.ADMIN)
                .put("/auth/users/somebody/role", Map.of("role", "rider"))
                .hasError(404, "NOT_FOUND");
    }

    @Test
    void theLastAdminRemainsOne() {
        noMoreAdmins();
        Person last = auth.admin();

        auth.changeRole(last, last.id(), "user").hasError(409, "CONFLICT");
        auth.changeRole(last, last.id(), "admin").hasStatus(200);

        auth.admin();
        auth.changeRole(last, last.id(), "user").hasStatus(200);
    }

    @Test
    void twoAdminsCannotDemoteEachOtherAtOnce() {
        noMoreAdmins();
        List<Person> admins = List.of(auth.admin(), auth.admin());
        AtomicInteger turn = new AtomicInteger();

        List<ApiResult> answers = AtOnce.run(2, () -> {
            int i = turn.getAndIncrement();
            return auth.changeRole(admins.get(i), admins.get(1 - i).id(), "user");
        });

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

    private ApiResult changePassword(Person person, String current, String next) {
        return auth.changePassword(auth.as(person, Role.USER), current, next);
    }
}
