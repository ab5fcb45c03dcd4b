package com.homedelivery.auth.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.auth.AuthClient;
import com.homedelivery.auth.AuthClient.Person;
import com.homedelivery.auth.AuthServiceTest;
import com.homedelivery.shared.testing.ApiResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Mails that tell the owner of an account what happened: to whom, how many, in which words. */
class SecurityAlertsIT extends AuthServiceTest {

    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    @Test
    void nobodyIsToldAtAnAddressThatIsNotVerified() {
        Person stranger = auth.registered();
        login(stranger, FIREFOX);
        login(stranger, "okhttp/4.12.0");
        changePassword(stranger);

        assertThat(alertsAbout(stranger)).isEmpty();
    }

    /** They count as verified: their owners were never asked. */
    @Test
    void theOwnerOfAnAccountFromBeforeVerificationIsTold() {
        Person ann = auth.registered();
        jdbc.sql("""
            insert into accounts (id, email, password_hash, role, created_at, password_changed_at, version)
            select gen_random_uuid(), 'old-' || email, password_hash, 'USER', now(), now(), 0
            from accounts where id = ?
            """).param(ann.id()).update();
        Person old = new Person(
                jdbc.sql("select id from accounts where email = ?")
                        .param("old-" + ann.email())
                        .query(UUID.class)
                        .single(),
                "old-" + ann.email());

        login(old, FIREFOX);
        login(old, "okhttp/4.12.0");

        assertThat(alertsAbout(old)).singleElement().asString().contains("NEW_DEVICE", old.email());
    }

    @Test
    void wordsOfTheClientAreNotMailed() {
        Person ann = auth.verified();
        login(ann, FIREFOX);

        login(ann, "Confirm at shop-security.example.com");

        assertThat(alertsAbout(ann))
                .singleElement()
                .asString()
                .contains("Unknown device")
                .doesNotContain("shop-security");
    }

    @Test
    void oneKindIsMailedAFewTimesAnHourAndADay() {
        Person ann = auth.verified();

        for (int i = 0; i < 5; i++) {
            revokeOthers(ann);
        }
        assertThat(alertsAbout(ann)).hasSize(3);

        for (int i = 0; i < 9; i++) {
            clock.putForward(Duration.ofMinutes(61));
            revokeOthers(ann);
            revokeOthers(ann);
        }
        assertThat(alertsAbout(ann)).as("of one kind in a day").hasSize(10);
    }

    @Test
    void manyMailsOfOneKindHideNoneOfAnother() {
        Person ann = auth.verified();
        for (int i = 0; i < 5; i++) {
            revokeOthers(ann);
        }

        changePassword(ann);

        assertThat(alertsAbout(ann)).last().asString().contains("PASSWORD_CHANGED");
    }

    private List<String> alertsAbout(Person person) {
        return outbox.dataAbout(person.id(), "user.security_alert");
    }

    private ApiResult login(Person person, String userAgent) {
        return api.withHeader("User-Agent", userAgent)
                .withHeader("X-Forwarded-For", AuthClient.addressOf(person.email()))
                .post("/auth/login", Map.of("email", person.email(), "password", AuthClient.PASSWORD))
                .hasStatus(200);
    }

    private void revokeOthers(Person person) {
        api.withToken(login(person, FIREFOX).data("accessToken"))
                .delete("/auth/sessions")
                .hasStatus(200);
    }

    private void changePassword(Person person) {
        auth.changePassword(auth.loggedIn(person), AuthClient.PASSWORD, "battery staple")
                .hasStatus(200);
    }
}
