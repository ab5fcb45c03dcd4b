package com.homedelivery.auth.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.auth.AuthClient;
import com.homedelivery.auth.AuthClient.Person;
import com.homedelivery.auth.AuthServiceTest;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.security.TokenRevocationCheck.EpochKeys;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;

/** An access token ends with the password and the role that it was issued for. */
class TokenEpochIT extends AuthServiceTest {

    private static final String NEW_PASSWORD = "battery staple";

    @Autowired
    private AccessTokens tokens;

    @Autowired
    private EpochKeys keys;

    @Autowired
    private StringRedisTemplate redis;

    @Test
    void aNewPasswordEndsTheTokensOfTheOldOne() {
        Person ann = auth.registered();
        String before = auth.login(ann.email(), AuthClient.PASSWORD).data("accessToken");

        auth.changePassword(api.withToken(before), AuthClient.PASSWORD, NEW_PASSWORD)
                .data();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> api.withToken(before).get("/auth/me"), answer -> answer.status() == 401)
                .hasError(401, "TOKEN_EXPIRED");
        String after = auth.login(ann.email(), NEW_PASSWORD).data("accessToken");
        api.withToken(after).get("/auth/me").hasStatus(200);
    }

    @Test
    void aNewRoleEndsTheTokensOfTheOldOneAndARefreshBringsIt() {
        Person ann = auth.registered();
        ApiResult login = auth.login(ann.email(), AuthClient.PASSWORD);
        String before = login.data("accessToken");

        makeRider(ann);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> api.withToken(before).get("/auth/me").status() == 401);
        String after = auth.refresh(login.data("refreshToken")).data("accessToken");
        assertThat(tokens.read(after))
                .isInstanceOfSatisfying(
                        CurrentUser.class, user -> assertThat(user.role()).isEqualTo(Role.RIDER));
        api.withToken(after).get("/auth/me").hasStatus(200);
    }

    @Test
    void aNewRoleIsAnnouncedOnce() {
        Person ann = auth.registered();

        makeRider(ann);
        makeRider(ann);

        assertThat(outbox.dataAbout(ann.id(), "user.role_changed"))
                .singleElement()
                .asString()
                .contains("\"role\":\"rider\"");
        assertThat(storedEpochOf(ann)).isEqualTo("1");
    }

    @Test
    void noLoginOutlivesAChangeOfThePasswordInTheSameMoment() {
        Person ann = auth.registered();
        String session = auth.login(ann.email(), AuthClient.PASSWORD).data("accessToken");
        AtomicInteger turn = new AtomicInteger();

        List<ApiResult> answers = AtOnce.run(
                6,
                () -> turn.getAndIncrement() == 0
                        ? auth.changePassword(api.withToken(session), AuthClient.PASSWORD, NEW_PASSWORD)
                        : auth.login(ann.email(), AuthClient.PASSWORD));

        assertThat(storedEpochOf(ann)).isEqualTo("1");
        answers.stream()
                .filter(answer -> answer.status() == 200
                        && !answer.data().path("accessToken").isMissingNode())
                .forEach(login -> assertThat(
                                tokens.verified(login.data("accessToken")).epoch())
                        .isZero());
    }

    @Test
    void aLostEpochIsWrittenAgain() {
        Person ann = auth.registered();
        makeRider(ann);
        redis.delete(keys.of(ann.id()));

        await().atMost(Duration.ofSeconds(150)).until(() -> "1".equals(storedEpochOf(ann)));
    }

    @Test
    void anEpochIsKeptForAsLongAsATokenAndNoLongerThanNeeded() {
        Person ann = auth.registered();

        makeRider(ann);

        assertThat(redis.getExpire(keys.of(ann.id())))
                .isBetween(
                        tokens.lifetime().toSeconds(),
                        tokens.lifetime().plusHours(1).toSeconds());
    }

    private void makeRider(Person person) {
        auth.changeRole(auth.admin(), person.id(), "rider").data();
    }

    private String storedEpochOf(Person person) {
        return redis.opsForValue().get(keys.of(person.id()));
    }
}
