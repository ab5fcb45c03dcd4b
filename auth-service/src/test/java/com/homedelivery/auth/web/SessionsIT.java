package com.homedelivery.auth.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.auth.AuthClient;
import com.homedelivery.auth.AuthClient.Person;
import com.homedelivery.auth.AuthServiceTest;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SessionsIT extends AuthServiceTest {

    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final String PHONE = "okhttp/4.12.0";

    @Test
    void listsWhereOneIsLoggedIn() {
        Person bob = auth.registered();
        login(bob, FIREFOX, "192.0.2.1");
        clock.putForward(Duration.ofMinutes(5));
        ApiResult phone = login(bob, PHONE, "192.0.2.2");

        List<JsonNode> sessions = sessionsOf(phone);

        assertThat(sessions)
                .extracting(each -> each.path("device").asString())
                .containsExactly("okhttp", "Firefox on Linux");
        assertThat(sessions)
                .extracting(each -> each.path("address").asString())
                .containsExactly("192.0.2.2", "192.0.2.1");
        assertThat(sessions)
                .extracting(each -> each.path("current").asBoolean())
                .containsExactly(true, false);
        assertThat(sessions.getFirst().propertyNames())
                .containsExactlyInAnyOrder("id", "device", "address", "firstSeenAt", "lastSeenAt", "current");
    }

    @Test
    void aRefreshIsSeen() {
        Person bob = auth.registered();
        ApiResult login = login(bob, FIREFOX, "192.0.2.1");
        clock.putForward(Duration.ofHours(3));

        ApiResult refreshed = api.withHeader("User-Agent", FIREFOX)
                .withHeader("X-Forwarded-For", "192.0.2.7")
                .post("/auth/refresh", Map.of("refreshToken", login.data("refreshToken")));

        JsonNode session = sessionsOf(refreshed).getFirst();
        assertThat(session.path("address").asString()).isEqualTo("192.0.2.7");
        assertThat(session.path("lastSeenAt").asString())
                .isGreaterThan(session.path("firstSeenAt").asString());
        assertThat(session.path("current").asBoolean()).isTrue();
    }

    @Test
    void aRevokedSessionEndsAndTheOthersGoOn() {
        Person bob = auth.registered();
        ApiResult laptop = login(bob, FIREFOX, "192.0.2.1");
        ApiResult phone = login(bob, PHONE, "192.0.2.2");
        String laptopId = sessionsOf(phone).stream()
                .filter(session -> !session.path("current").asBoolean())
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();

        with(phone).delete("/auth/sessions/" + laptopId).hasStatus(200);

        auth.refresh(laptop.data("refreshToken")).hasError(401, "REFRESH_FAILED");
        await().until(() -> with(laptop).get("/auth/me").status() == 401);
        ApiResult refreshed = auth.refresh(phone.data("refreshToken")).hasStatus(200);
        assertThat(sessionsOf(refreshed)).hasSize(1);
    }

    @Test
    void allOthersAreRevokedAtOnce() {
        Person bob = auth.verified();
        ApiResult first = login(bob, FIREFOX, "192.0.2.1");
        ApiResult second = login(bob, FIREFOX, "192.0.2.3");
        ApiResult phone = login(bob, PHONE, "192.0.2.2");

        with(phone).delete("/auth/sessions").hasStatus(200);

        auth.refresh(first.data("refreshToken")).hasError(401, "REFRESH_FAILED");
        auth.refresh(second.data("refreshToken")).hasError(401, "REFRESH_FAILED");
        auth.refresh(phone.data("refreshToken")).hasStatus(200);
        assertThat(outbox.dataAbout(bob.id(), "user.security_alert"))
                .anyMatch(alert -> alert.contains("SESSIONS_REVOKED"));
    }

    @Test
    void theSessionsOfOthersAreNotFound() {
        Person bob = auth.registered();
        ApiResult bobs = login(bob, FIREFOX, "192.0.2.1");
        String bobsId = sessionsOf(bobs).getFirst().path("id").asString();
        Person eve = auth.registered();
        ApiResult eves = login(eve, FIREFOX, "192.0.2.9");

        with(eves).delete("/auth/sessions/" + bobsId).hasError(404, "NOT_FOUND");
        with(eves).delete("/auth/sessions/" + UUID.randomUUID()).hasError(404, "NOT_FOUND");
        with(eves).delete("/auth/sessions").hasStatus(200);

        auth.refresh(bobs.data("refreshToken")).hasStatus(200);
        assertThat(sessionsOf(eves)).hasSize(1);
    }

    @Test
    void aSessionThatIsLoggedOutIsGone() {
        Person bob = auth.registered();
        ApiResult laptop = login(bob, FIREFOX, "192.0.2.1");
        ApiResult phone = login(bob, PHONE, "192.0.2.2");

        api.post("/auth/logout", Map.of("refreshToken", laptop.data("refreshToken")));

        assertThat(sessionsOf(phone)).hasSize(1);
    }

    @Test
    void aNewDeviceIsReportedAndTheFirstIsNot() {
        Person bob = auth.verified();
        login(bob, FIREFOX, "192.0.2.1");
        assertThat(alertsAbout(bob)).isEmpty();

        login(bob, FIREFOX, "198.51.100.1");
        assertThat(alertsAbout(bob)).isEmpty();

        login(bob, PHONE, "192.0.2.1");
        assertThat(alertsAbout(bob)).singleElement().asString().contains("NEW_DEVICE", "okhttp");
    }

    @Test
    void whoLogsInForTheFiftyFirstTimeIsLoggedOutWhereTheyHaveNotBeenLongest() {
        Person bob = auth.registered();
        ApiResult oldest = login(bob, FIREFOX, "192.0.2.1");
        clock.putForward(Duration.ofMinutes(1));
        ApiResult second = login(bob, PHONE, "192.0.2.2");
        haveSessions(bob, 48);

        ApiResult newest = login(bob, FIREFOX, "192.0.2.3");

        assertThat(sessionsOf(newest)).hasSize(50);
        auth.refresh(oldest.data("refreshToken")).hasError(401, "REFRESH_FAILED");
        auth.refresh(second.data("refreshToken")).hasStatus(200);
        auth.refresh(newest.data("refreshToken")).hasStatus(200);
    }

    /** An older version had no bound. */
    @Test
    void sessionsOfBeforeThatAreTooManyEndToo() {
        Person bob = auth.registered();
        haveSessions(bob, 120);

        ApiResult newest = login(bob, FIREFOX, "192.0.2.3");

        assertThat(sessionsOf(newest)).hasSize(50);
        assertThat(count("refresh_tokens", bob)).isEqualTo(50);
    }

    @Test
    void aHundredNetworksAndDevicesAreKnownThoseThatWereUsedLast() {
        Person bob = auth.registered();
        jdbc.sql("""
            insert into known_clients (id, account_id, network, device, last_seen_at)
            select gen_random_uuid(), ?, 'network ' || n, 'Firefox', ?::timestamptz - n * interval '1 minute'
            from generate_series(1, 150) n
            """).params(bob.id(), clock.instant().toString()).update();

        login(bob, FIREFOX, "192.0.2.1");
        login(bob, FIREFOX, "192.0.2.1");

        assertThat(count("known_clients", bob)).isEqualTo(100);
        assertThat(jdbc.sql("select network from known_clients where account_id = ? order by last_seen_at desc")
                        .param(bob.id())
                        .query(String.class)
                        .list())
                .contains("192.0.2.1", "network 1", "network 99")
                .doesNotContain("network 100");
    }

    private void haveSessions(Person person, int number) {
        jdbc.sql("""
            with begun as (
                insert into login_sessions
                    (id, account_id, device, address, first_seen_at, last_seen_at, expires_at)
                select gen_random_uuid(), :account, 'Firefox', '', :now, :now, :now + interval '7 days'
                from generate_series(1, :number)
                returning id)
            insert into refresh_tokens (id, account_id, family_id, token_hash, issued_at, expires_at, version)
            select id, :account, id, id::text, :now, :now + interval '7 days', 0 from begun
            """)
                .param("account", person.id())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("number", number)
                .update();
    }

    private int count(String table, Person person) {
        return jdbc.sql("select count(*) from " + table + " where account_id = ?")
                .param(person.id())
                .query(Integer.class)
                .single();
    }

    @Test
    void theAuditLogTellsWhatHappened() {
        Person bob = auth.registered();
        auth.login(bob.email(), "wrong password");
        ApiResult login = login(bob, FIREFOX, "192.0.2.1");

        ApiResult first = with(login).get("/auth/me/security-events?limit=2");

        assertThat(first.data().findValuesAsString("type")).containsExactly("LOGGED_IN", "LOGIN_FAILED");
        assertThat(first.data().get(0).path("device").asString()).isEqualTo("Firefox on Linux");
        assertThat(first.data().get(0).path("address").asString()).isEqualTo("192.0.2.1");
        assertThat(first.body().at("/pagination/total").asInt()).isEqualTo(3);
        assertThat(with(login)
                        .get("/auth/me/security-events?limit=2&page=2")
                        .data()
                        .findValuesAsString("type"))
                .containsExactly("REGISTERED");
        api.get("/auth/me/security-events").hasError(401, "UNAUTHORIZED");
    }

    @Test
    void otherServicesLearnWhatIsKeptWithoutSecrets() {
        Person bob = auth.registered();
        ApiResult login = login(bob, FIREFOX, "192.0.2.1");

        ApiResult data = api.asService("user-service").get("/personal-data/" + bob.id());

        assertThat(data.hasStatus(200).data().at("/account/email").asString()).isEqualTo(bob.email());
        assertThat(data.data().path("sessions")).hasSize(1);
        assertThat(data.data().path("securityEvents")).hasSize(2);
        assertThat(data.toString()).doesNotContain("$2a$", login.data("refreshToken"));
        with(login).get("/personal-data/" + bob.id()).hasError(403, "FORBIDDEN");
    }

    private List<String> alertsAbout(Person person) {
        return outbox.dataAbout(person.id(), "user.security_alert");
    }

    private ApiResult login(Person person, String userAgent, String address) {
        return api.withHeader("User-Agent", userAgent)
                .withHeader("X-Forwarded-For", address)
                .post("/auth/login", Map.of("email", person.email(), "password", AuthClient.PASSWORD))
                .hasStatus(200);
    }

    private ApiClient with(ApiResult login) {
        return api.withToken(login.data("accessToken"));
    }

    private List<JsonNode> sessionsOf(ApiResult login) {
        return StreamSupport.stream(
                        with(login).get("/auth/sessions").hasStatus(200).data().spliterator(), false)
                .toList();
    }
}
