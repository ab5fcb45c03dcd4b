package com.homedelivery.auth.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.auth.AuthApi;
import com.homedelivery.auth.AuthApi.Answer;
import com.homedelivery.auth.AuthApi.Person;
import com.homedelivery.auth.AuthServiceTest;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.security.TokenEpochs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An access token ends with the password and the role that it was issued for. */
@AuthServiceTest
class TokenEpochIT {

    private static final String NEW_PASSWORD = "battery staple";

    @Autowired
    private AuthApi api;

    @Autowired
    private AccessTokens tokens;

    @Autowired
    private StringRedisTemplate redis;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aNewPasswordEndsTheTokensOfTheOldOne() {
        Person ann = api.registered();
        String before = api.login(ann.email(), AuthApi.PASSWORD).text("accessToken");

        changePassword(before, AuthApi.PASSWORD, NEW_PASSWORD).data();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> api.get("/auth/me", before), answer -> answer.status() == 401)
                .isRefused(401, "TOKEN_EXPIRED");
        String after = api.login(ann.email(), NEW_PASSWORD).text("accessToken");
        assertThat(api.get("/auth/me", after).status()).isEqualTo(200);
    }

    @Test
    void aNewRoleEndsTheTokensOfTheOldOneAndARefreshBringsIt() {
        Person ann = api.registered();
        Answer login = api.login(ann.email(), AuthApi.PASSWORD);
        String before = login.text("accessToken");

        makeRider(ann);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> api.get("/auth/me", before).status() == 401);
        String after = api.refresh(login.text("refreshToken")).text("accessToken");
        assertThat(tokens.read(after)).isEqualTo(new CurrentUser(ann.id(), ann.email(), Role.RIDER));
        assertThat(api.get("/auth/me", after).status()).isEqualTo(200);
    }

    @Test
    void aNewRoleIsAnnouncedOnce() {
        Person ann = api.registered();

        makeRider(ann);
        makeRider(ann);

        assertThat(jdbc.sql("select data from outbox where event_key = ? and type = 'user.role_changed'")
                        .param(ann.id().toString())
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .contains("\"role\":\"rider\"");
        assertThat(storedEpochOf(ann)).isEqualTo("1");
    }

    @Test
    void noLoginOutlivesAChangeOfThePasswordInTheSameMoment() {
        Person ann = api.registered();
        String session = api.login(ann.email(), AuthApi.PASSWORD).text("accessToken");
        AtomicInteger turn = new AtomicInteger();

        List<Answer> answers = AuthApi.atOnce(
                        6,
                        () -> turn.getAndIncrement() == 0
                                ? changePassword(session, AuthApi.PASSWORD, NEW_PASSWORD)
                                : api.login(ann.email(), AuthApi.PASSWORD))
                .toList();

        assertThat(storedEpochOf(ann)).isEqualTo("1");
        answers.stream()
                .filter(answer -> answer.status() == 200
                        && !answer.data().path("accessToken").isMissingNode())
                .forEach(login -> assertThat(
                                tokens.verified(login.text("accessToken")).epoch())
                        .isZero());
    }

    @Test
    void aLostEpochIsWrittenAgain() {
        Person ann = api.registered();
        makeRider(ann);
        redis.delete(TokenEpochs.keyOf(ann.id()));

        await().atMost(Duration.ofSeconds(150)).until(() -> "1".equals(storedEpochOf(ann)));
    }

    @Test
    void anEpochIsKeptForAsLongAsATokenAndNoLongerThanNeeded() {
        Person ann = api.registered();

        makeRider(ann);

        assertThat(redis.getExpire(TokenEpochs.keyOf(ann.id())))
                .isBetween(
                        tokens.lifetime().toSeconds(),
                        tokens.lifetime().plusHours(1).toSeconds());
    }

    private void makeRider(Person person) {
        Person admin = api.admin();
        api.put("/auth/users/" + person.id() + "/role", api.accessTokenOf(admin, Role.ADMIN), Map.of("role", "rider"))
                .data();
    }

    private Answer changePassword(String token, String current, String next) {
        return api.put("/auth/password", token, Map.of("currentPassword", current, "newPassword", next));
    }

    private String storedEpochOf(Person person) {
        return redis.opsForValue().get(TokenEpochs.keyOf(person.id()));
    }
}
