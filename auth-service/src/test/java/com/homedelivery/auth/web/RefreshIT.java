package com.homedelivery.auth.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.auth.AuthApi;
import com.homedelivery.auth.AuthApi.Answer;
import com.homedelivery.auth.AuthApi.Person;
import com.homedelivery.auth.AuthServiceTest;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.MovableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;

@AuthServiceTest
class RefreshIT {

    @Autowired
    private AuthApi api;

    @Autowired
    private AccessTokens tokens;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MovableClock clock;

    private Person ann;
    private String first;

    @BeforeEach
    void annSignsIn() {
        ann = api.registered();
        first = api.refreshTokenOf(ann);
    }

    @Test
    void exchangesATokenForTheNextPair() {
        Answer answer = api.refresh(first);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data().propertyNames()).containsExactlyInAnyOrder("accessToken", "refreshToken", "expiresIn");
        assertThat(answer.text("refreshToken")).isNotEqualTo(first);
        assertThat(tokens.read(answer.text("accessToken")).role()).isEqualTo(Role.USER);
        assertThat(api.refresh(answer.text("refreshToken")).status()).isEqualTo(200);
    }

    @Test
    void aTokenIsGoodForOneUse() {
        api.refresh(first);

        api.refresh(first).isRefused(401, "REFRESH_FAILED");
    }

    @Test
    void twoTabsAtOnceDoNotSignOneOut() {
        try (var _ = clock.standStill()) {
            String second = api.refresh(first).text("refreshToken");
            clock.putForward(Duration.ofSeconds(8));

            api.refresh(first).isRefused(401, "REFRESH_FAILED");

            assertThat(api.refresh(second).status()).isEqualTo(200);
        }
    }

    @Test
    void aSpentTokenThatComesBackLaterRevokesItsFamily() {
        String other = api.refreshTokenOf(ann);
        String second = api.refresh(first).text("refreshToken");
        clock.putForward(Duration.ofSeconds(11));

        api.refresh(first).isRefused(401, "REFRESH_FAILED");

        api.refresh(second).isRefused(401, "REFRESH_FAILED");
        assertThat(api.refresh(other).status()).isEqualTo(200);
    }

    @Test
    void ofManyAtTheSameMomentOneWins() {
        List<Answer> answers = AuthApi.atOnce(8, () -> api.refresh(first)).toList();

        List<Answer> won =
                answers.stream().filter(answer -> answer.status() == 200).toList();
        assertThat(won).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> answer.isRefused(401, "REFRESH_FAILED"));
        assertThat(api.refresh(won.getFirst().text("refreshToken")).status()).isEqualTo(200);
    }

    @Test
    void lastsSevenDays() {
        clock.putForward(Duration.ofDays(7).minusMinutes(1));
        String second = api.refresh(first).text("refreshToken");
        clock.putForward(Duration.ofDays(7));

        api.refresh(second).isRefused(401, "REFRESH_FAILED");
    }

    @Test
    void whatIsNoRefreshTokenIsRefusedAndRevokesNothing() {
        String accessToken = api.accessTokenOf(ann, Role.USER);

        api.refresh(accessToken).isRefused(401, "REFRESH_FAILED");
        api.refresh("garbage").isRefused(401, "REFRESH_FAILED");
        api.refresh("A".repeat(43)).isRefused(401, "REFRESH_FAILED");

        assertThat(api.refresh(first).status()).isEqualTo(200);
    }

    @Test
    void withoutATokenThereIsNothingToDo() {
        api.post("/auth/refresh", null).isRefused(400, "MISSING_TOKEN");
        api.post("/auth/refresh", Map.of()).isRefused(400, "MISSING_TOKEN");
        api.post("/auth/refresh", "{\"refreshToken\":null}").isRefused(400, "MISSING_TOKEN");
        api.post("/auth/refresh", Map.of("refreshToken", " ")).isRefused(400, "MISSING_TOKEN");
        api.post("/auth/refresh", "null").isRefused(400, "MISSING_TOKEN");
        api.post("/auth/refresh", "").isRefused(400, "MISSING_TOKEN");
    }

    @Test
    void anExpiredBearerTokenDoesNotMatter() {
        String expired = api.accessTokenOf(ann, Role.USER);
        clock.putForward(Duration.ofHours(25));

        Answer answer = api.call(HttpMethod.POST, "/auth/refresh", expired, Map.of("refreshToken", first));

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void aNewRoleTakesEffect() {
        jdbc.sql("update accounts set role = 'RIDER' where id = ?")
                .param(ann.id())
                .update();

        assertThat(tokens.read(api.refresh(first).text("accessToken")).role()).isEqualTo(Role.RIDER);
    }

    @Test
    void loggingOutEndsTheWholeFamilyAndNoOther() {
        String other = api.refreshTokenOf(ann);
        String second = api.refresh(first).text("refreshToken");

        Answer answer = api.post("/auth/logout", Map.of("refreshToken", second));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data().path("loggedOut").asBoolean()).isTrue();
        api.refresh(second).isRefused(401, "REFRESH_FAILED");
        assertThat(api.refresh(other).status()).isEqualTo(200);
    }

    @Test
    void loggingOutWithASpentTokenWorksToo() {
        String second = api.refresh(first).text("refreshToken");

        api.post("/auth/logout", Map.of("refreshToken", first));

        api.refresh(second).isRefused(401, "REFRESH_FAILED");
    }

    @Test
    void whoIsLoggedOutMayLogOutAgain() {
        assertThat(api.post("/auth/logout", Map.of("refreshToken", first)).status())
                .isEqualTo(200);
        assertThat(api.post("/auth/logout", Map.of("refreshToken", first)).status())
                .isEqualTo(200);
        assertThat(api.post("/auth/logout", Map.of("refreshToken", "garbage")).status())
                .isEqualTo(200);
        api.post("/auth/logout", null).isRefused(400, "MISSING_TOKEN");
    }
}
