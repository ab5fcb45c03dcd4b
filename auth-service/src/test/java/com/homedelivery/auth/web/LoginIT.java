package com.homedelivery.auth.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.auth.AuthApi;
import com.homedelivery.auth.AuthApi.Answer;
import com.homedelivery.auth.AuthApi.Person;
import com.homedelivery.auth.AuthServiceTest;
import com.homedelivery.auth.domain.EmailAddress;
import com.homedelivery.auth.domain.LoginAttempts;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.MovableClock;
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
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@AuthServiceTest
class LoginIT {

    @Autowired
    private AuthApi api;

    @Autowired
    private AccessTokens tokens;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MovableClock clock;

    @Test
    void givesTokensToWhoKnowsThePassword() {
        Person ann = api.registered();

        Answer answer = api.login(ann.email(), AuthApi.PASSWORD);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data().propertyNames()).containsExactlyInAnyOrder("accessToken", "refreshToken", "expiresIn");
        assertThat(answer.data().path("expiresIn").asInt()).isEqualTo(86_400);
        assertThat(tokens.read(answer.text("accessToken")))
                .isEqualTo(new CurrentUser(ann.id(), ann.email(), Role.USER));
    }

    @Test
    void theAccessTokenHasTheClaimsThatClientsRead() {
        Person ann = api.registered();
        String token = api.login(ann.email(), AuthApi.PASSWORD).text("accessToken");

        var claims = new JsonMapper()
                .readTree(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8));

        assertThat(claims.propertyNames())
                .containsExactlyInAnyOrder("sub", "userId", "email", "role", "iat", "exp", "iss", "jti", "epoch");
        assertThat(claims.path("sub").asString()).isEqualTo(ann.id().toString());
        assertThat(claims.path("userId").asString()).isEqualTo(ann.id().toString());
        assertThat(claims.path("role").asString()).isEqualTo("user");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(86_400);
    }

    @Test
    void onlyAHashOfTheRefreshTokenIsKept() {
        Person ann = api.registered();
        String token = api.refreshTokenOf(ann);

        String row = jdbc.sql("select refresh_tokens::text from refresh_tokens where account_id = ?")
                .param(ann.id())
                .query(String.class)
                .single();

        assertThat(row).doesNotContain(token);
    }

    @Test
    void theRefusalDoesNotTellWhetherTheAddressIsKnown() {
        Person ann = api.registered();

        Answer known = api.login(ann.email(), "wrong password").isRefused(401, "LOGIN_FAILED");
        Answer unknown = api.login(AuthApi.freshEmail(), "wrong password").isRefused(401, "LOGIN_FAILED");

        assertThat(known.body().path("error")).isEqualTo(unknown.body().path("error"));
    }

    @Test
    void aLongerPasswordThatBeginsLikeTheRightOneIsWrong() {
        String email = AuthApi.freshEmail();
        String longest = "a".repeat(72);
        api.post("/auth/register", Map.of("email", email, "password", longest));

        api.login(email, longest + "b").isRefused(401, "LOGIN_FAILED");
        assertThat(api.login(email, longest).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("somebodyAndNobody")
    void repeatedFailuresSlowDownAndThenLock(boolean registered) {
        String email = registered ? api.registered().email() : AuthApi.freshEmail();

        try (var _ = clock.standStill()) {
            fail(email, 5);
            Answer slowed = api.login(email, AuthApi.PASSWORD).isRefused(401, "LOGIN_FAILED");
            assertThat(slowed.body().at("/error/details/retryAfterSeconds").asInt())
                    .isEqualTo(1);

            for (int wait = 1; wait <= 16; wait *= 2) {
                clock.putForward(Duration.ofSeconds(wait));
                fail(email, 1);
            }
            Answer locked = api.login(email, AuthApi.PASSWORD).isRefused(401, "LOGIN_FAILED");
            assertThat(locked.body().at("/error/details/retryAfterSeconds").asInt())
                    .isBetween(890, 900);

            clock.putForward(Duration.ofMinutes(15));
            assertThat(api.login(email, AuthApi.PASSWORD).status()).isEqualTo(registered ? 200 : 401);
        }
    }

    static Stream<Boolean> somebodyAndNobody() {
        return Stream.of(true, false);
    }

    @Test
    void aGoodLoginMakesUpForFailures() {
        Person ann = api.registered();

        fail(ann.email(), 4);
        assertThat(api.login(ann.email(), AuthApi.PASSWORD).status()).isEqualTo(200);
        fail(ann.email(), 4);

        assertThat(api.login(ann.email(), AuthApi.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void aBurstOfGuessesGetsNoMoreTries() {
        Person ann = api.registered();

        // Or a burst that takes longer than the first wait would rightly get another try.
        try (var _ = clock.standStill()) {
            AuthApi.atOnce(40, () -> api.login(ann.email(), "wrong password"))
                    .forEach(answer -> answer.isRefused(401, "LOGIN_FAILED"));
        }

        int tried = jdbc.sql("select failures from login_guards where email_hash = ?")
                .param(LoginAttempts.keyOf(new EmailAddress(ann.email())))
                .query(Integer.class)
                .single();
        assertThat(tried).isBetween(5, 7);
    }

    @Test
    void manyGoodLoginsAtOnceAllSucceed() {
        Person ann = api.registered();

        List<Answer> answers = AuthApi.atOnce(20, () -> api.login(ann.email(), AuthApi.PASSWORD))
                .toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
    }

    @Test
    void aFormThatIsNotFilledInIsNoFailedLogin() {
        api.post("/auth/login", Map.of("password", "x"))
                .isRefused(400, "VALIDATION_ERROR")
                .withProblem("email");
        api.post("/auth/login", Map.of("email", "ann@example.com"))
                .isRefused(400, "VALIDATION_ERROR")
                .withProblem("password");
        api.post("/auth/login", null).isRefused(400, "VALIDATION_ERROR");
    }

    @Test
    void anExpiredBearerTokenDoesNotMatter() {
        Person ann = api.registered();
        String expired = api.accessTokenOf(ann, Role.USER);
        clock.putForward(Duration.ofHours(25));

        Answer answer = api.call(
                HttpMethod.POST, "/auth/login", expired, Map.of("email", ann.email(), "password", AuthApi.PASSWORD));

        assertThat(answer.status()).isEqualTo(200);
    }

    private void fail(String email, int times) {
        for (int i = 0; i < times; i++) {
            Answer answer = api.login(email, "wrong password").isRefused(401, "LOGIN_FAILED");
            assertThat(answer.body().at("/error/details").isMissingNode()).isTrue();
        }
    }
}
