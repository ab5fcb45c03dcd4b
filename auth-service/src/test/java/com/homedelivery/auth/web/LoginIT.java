package com.homedelivery.auth.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.auth.AuthClient;
import com.homedelivery.auth.AuthClient.Person;
import com.homedelivery.auth.AuthServiceTest;
import com.homedelivery.auth.domain.EmailAddress;
import com.homedelivery.auth.domain.LoginAttempts;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

class LoginIT extends AuthServiceTest {

    @Autowired
    private AccessTokens tokens;

    @Test
    void issuesTokensForTheRightPassword() {
        Person ann = auth.registered();

        ApiResult answer = auth.login(ann.email(), AuthClient.PASSWORD);

        answer.hasStatus(200);
        assertThat(answer.data().propertyNames()).containsExactlyInAnyOrder("accessToken", "refreshToken", "expiresIn");
        assertThat(answer.data().path("expiresIn").asInt()).isEqualTo(86_400);
        assertThat(tokens.read(answer.data("accessToken")))
                .isInstanceOfSatisfying(
                        CurrentUser.class,
                        user -> assertThat(user)
                                .isEqualTo(new CurrentUser(ann.id(), ann.email(), Role.USER, false, user.sessionId())));
    }

    @Test
    void theAccessTokenHasTheClaimsThatClientsRead() {
        Person ann = auth.registered();
        String token = auth.login(ann.email(), AuthClient.PASSWORD).data("accessToken");

        var claims = new JsonMapper()
                .readTree(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8));

        assertThat(claims.propertyNames())
                .containsExactlyInAnyOrder(
                        "sub", "userId", "email", "role", "iat", "exp", "iss", "jti", "epoch", "emailVerified", "sid");
        assertThat(claims.path("sub").asString()).isEqualTo(ann.id().toString());
        assertThat(claims.path("userId").asString()).isEqualTo(ann.id().toString());
        assertThat(claims.path("role").asString()).isEqualTo("user");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(86_400);
    }

    @Test
    void onlyAHashOfTheRefreshTokenIsStored() {
        Person ann = auth.registered();
        String token = auth.refreshTokenOf(ann);

        String row = jdbc.sql("select refresh_tokens::text from refresh_tokens where account_id = ?")
                .param(ann.id())
                .query(String.class)
                .single();

        assertThat(row).doesNotContain(token);
    }

    @Test
    void theErrorDoesNotRevealWhetherTheAddressIsKnown() {
        Person ann = auth.registered();

        ApiResult known = auth.login(ann.email(), "wrong password").hasError(401, "LOGIN_FAILED");
        ApiResult unknown = auth.login(AuthClient.newEmail(), "wrong password").hasError(401, "LOGIN_FAILED");

        assertThat(known.body().path("error")).isEqualTo(unknown.body().path("error"));
    }

    @Test
    void aLongerPasswordThatBeginsLikeTheRightOneIsWrong() {
        String email = AuthClient.newEmail();
        String longest = "a".repeat(72);
        api.post("/auth/register", Map.of("email", email, "password", longest));

        auth.login(email, longest + "b").hasError(401, "LOGIN_FAILED");
        auth.login(email, longest).hasStatus(200);
    }

    @ParameterizedTest
    @MethodSource("somebodyAndNobody")
    void repeatedFailuresSlowDownAndThenLock(boolean registered) {
        String email = registered ? auth.registered().email() : AuthClient.newEmail();

        try (var _ = clock.standStill()) {
            fail(email, 5);
            ApiResult slowed = auth.login(email, AuthClient.PASSWORD).hasError(401, "LOGIN_FAILED");
            assertThat(slowed.body().at("/error/details/retryAfterSeconds").asInt())
                    .isEqualTo(1);

            for (int wait = 1; wait <= 16; wait *= 2) {
                clock.putForward(Duration.ofSeconds(wait));
                fail(email, 1);
            }
            ApiResult locked = auth.login(email, AuthClient.PASSWORD).hasError(401, "LOGIN_FAILED");
            assertThat(locked.body().at("/error/details/retryAfterSeconds").asInt())
                    .isBetween(890, 900);

            clock.putForward(Duration.ofMinutes(15));
            auth.login(email, AuthClient.PASSWORD).hasStatus(registered ? 200 : 401);
        }
    }

    static Stream<Boolean> somebodyAndNobody() {
        return Stream.of(true, false);
    }

    @Test
    void aSuccessfulLoginResetsTheFailures() {
        Person ann = auth.registered();

        fail(ann.email(), 4);
        auth.login(ann.email(), AuthClient.PASSWORD).hasStatus(200);
        fail(ann.email(), 4);

        auth.login(ann.email(), AuthClient.PASSWORD).hasStatus(200);
    }

    @Test
    void aBurstOfGuessesGetsNoMoreTries() {
        Person ann = auth.registered();

        // Or a burst that takes longer than the first wait would rightly get another try.
        try (var _ = clock.standStill()) {
            AtOnce.run(40, () -> auth.login(ann.email(), "wrong password"))
                    .forEach(answer -> answer.hasError(401, "LOGIN_FAILED"));
        }

        int tried = jdbc.sql("select failures from login_guards where email_hash = ?")
                .param(LoginAttempts.keyOf(new EmailAddress(ann.email())))
                .query(Integer.class)
                .single();
        assertThat(tried).isBetween(5, 7);
    }

    @Test
    void manyGoodLoginsAtOnceAllSucceed() {
        Person ann = auth.registered();

        List<ApiResult> answers = AtOnce.run(20, () -> auth.login(ann.email(), AuthClient.PASSWORD));

        assertThat(answers).allSatisfy(answer -> answer.hasStatus(200));
    }

    @Test
    void anIncompleteRequestIsNoFailedLogin() {
        api.post("/auth/login", Map.of("password", "x"))
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError("email");
        api.post("/auth/login", Map.of("email", "ann@example.com"))
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError("password");
        api.post("/auth/login", null).hasError(400, "VALIDATION_ERROR");
    }

    @Test
    void ignoresAnExpiredBearerToken() {
        Person ann = auth.registered();
        String expired = auth.as(ann, Role.USER).token();
        clock.putForward(Duration.ofHours(25));

        ApiResult answer = api.withToken(expired)
                .post("/auth/login", Map.of("email", ann.email(), "password", AuthClient.PASSWORD));

        answer.hasStatus(200);
    }

    private void fail(String email, int times) {
        for (int i = 0; i < times; i++) {
            ApiResult answer = auth.login(email, "wrong password").hasError(401, "LOGIN_FAILED");
            assertThat(answer.body().at("/error/details").isMissingNode()).isTrue();
        }
    }
}
