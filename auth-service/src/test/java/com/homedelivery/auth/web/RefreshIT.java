package com.homedelivery.auth.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.auth.AuthClient.Person;
import com.homedelivery.auth.AuthServiceTest;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class RefreshIT extends AuthServiceTest {

    @Autowired
    private AccessTokens tokens;

    private Person ann;
    private String first;

    @BeforeEach
    void signIn() {
        ann = auth.registered();
        first = auth.refreshTokenOf(ann);
    }

    @Test
    void exchangesATokenForTheNextPair() {
        ApiResult answer = auth.refresh(first);

        answer.hasStatus(200);
        assertThat(answer.data().propertyNames()).containsExactlyInAnyOrder("accessToken", "refreshToken", "expiresIn");
        assertThat(answer.data("refreshToken")).isNotEqualTo(first);
        assertThat(tokens.read(answer.data("accessToken")).role()).isEqualTo(Role.USER);
        auth.refresh(answer.data("refreshToken")).hasStatus(200);
    }

    @Test
    void aTokenIsValidForOneUse() {
        auth.refresh(first);

        auth.refresh(first).hasError(401, "REFRESH_FAILED");
    }

    @Test
    void twoTabsAtOnceDoNotSignOneOut() {
        try (var _ = clock.standStill()) {
            String second = auth.refresh(first).data("refreshToken");
            clock.putForward(Duration.ofSeconds(8));

            auth.refresh(first).hasError(401, "REFRESH_FAILED");

            auth.refresh(second).hasStatus(200);
        }
    }

    @Test
    void reuseOfATokenRevokesItsFamily() {
        String other = auth.refreshTokenOf(ann);
        String second = auth.refresh(first).data("refreshToken");
        clock.putForward(Duration.ofSeconds(11));

        auth.refresh(first).hasError(401, "REFRESH_FAILED");

        auth.refresh(second).hasError(401, "REFRESH_FAILED");
        auth.refresh(other).hasStatus(200);
    }

    /** Whoever had the copy has exchanged it for an access token, perhaps. */
    @Test
    void reuseOfATokenEndsAllAccessTokens() {
        ApiResult second = auth.refresh(first);
        clock.putForward(Duration.ofSeconds(11));

        auth.refresh(first).hasError(401, "REFRESH_FAILED");

        await().until(() ->
                api.withToken(second.data("accessToken")).get("/auth/me").status() == 401);
    }

    @Test
    void ofManyAtTheSameMomentOneWins() {
        List<ApiResult> answers = AtOnce.run(8, () -> auth.refresh(first));

        List<ApiResult> won =
                answers.stream().filter(answer -> answer.status() == 200).toList();
        assertThat(won).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> answer.hasError(401, "REFRESH_FAILED"));
        auth.refresh(won.getFirst().data("refreshToken")).hasStatus(200);
    }

    @Test
    void lastsSevenDays() {
        clock.putForward(Duration.ofDays(7).minusMinutes(1));
        String second = auth.refresh(first).data("refreshToken");
        clock.putForward(Duration.ofDays(7));

        auth.refresh(second).hasError(401, "REFRESH_FAILED");
    }

    @Test
    void whatIsNoRefreshTokenIsRefusedAndRevokesNothing() {
        String accessToken = auth.as(ann, Role.USER).token();

        auth.refresh(accessToken).hasError(401, "REFRESH_FAILED");
        auth.refresh("garbage").hasError(401, "REFRESH_FAILED");
        auth.refresh("A".repeat(43)).hasError(401, "REFRESH_FAILED");

        auth.refresh(first).hasStatus(200);
    }

    @Test
    void refusesARequestWithoutAToken() {
        api.post("/auth/refresh", null).hasError(400, "MISSING_TOKEN");
        api.post("/auth/refresh", Map.of()).hasError(400, "MISSING_TOKEN");
        api.post("/auth/refresh", "{\"refreshToken\":null}").hasError(400, "MISSING_TOKEN");
        api.post("/auth/refresh", Map.of("refreshToken", " ")).hasError(400, "MISSING_TOKEN");
        api.post("/auth/refresh", "null").hasError(400, "MISSING_TOKEN");
        api.post("/auth/refresh", "").hasError(400, "MISSING_TOKEN");
    }

    @Test
    void ignoresAnExpiredBearerToken() {
        String expired = auth.as(ann, Role.USER).token();
        clock.putForward(Duration.ofHours(25));

        ApiResult answer = api.withToken(expired).post("/auth/refresh", Map.of("refreshToken", first));

        answer.hasStatus(200);
    }

    @Test
    void aNewRoleTakesEffect() {
        jdbc.sql("update accounts set role = 'RIDER' where id = ?")
                .param(ann.id())
                .update();

        assertThat(tokens.read(auth.refresh(first).data("accessToken")).role()).isEqualTo(Role.RIDER);
    }

    @Test
    void loggingOutEndsTheWholeFamilyAndNoOther() {
        String other = auth.refreshTokenOf(ann);
        String second = auth.refresh(first).data("refreshToken");

        ApiResult answer = api.post("/auth/logout", Map.of("refreshToken", second));

        answer.hasStatus(200);
        assertThat(answer.data().path("loggedOut").asBoolean()).isTrue();
        auth.refresh(second).hasError(401, "REFRESH_FAILED");
        auth.refresh(other).hasStatus(200);
    }

    @Test
    void loggingOutWithAUsedTokenEndsTheFamilyToo() {
        String second = auth.refresh(first).data("refreshToken");

        api.post("/auth/logout", Map.of("refreshToken", first));

        auth.refresh(second).hasError(401, "REFRESH_FAILED");
    }

    @Test
    void whoIsLoggedOutMayLogOutAgain() {
        api.post("/auth/logout", Map.of("refreshToken", first)).hasStatus(200);
        api.post("/auth/logout", Map.of("refreshToken", first)).hasStatus(200);
        api.post("/auth/logout", Map.of("refreshToken", "garbage")).hasStatus(200);
        api.post("/auth/logout", null).hasError(400, "MISSING_TOKEN");
    }
}
