package com.homedelivery.notification.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.notification.support.Browser;
import com.homedelivery.notification.support.Mailbox;
import com.homedelivery.notification.support.PushServiceStub;
import com.homedelivery.notification.support.TwilioStub;
import com.homedelivery.notification.support.TwilioStub.Sms;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryAssigned;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryStarted;
import com.homedelivery.shared.event.InventoryEvent.BackInStock;
import com.homedelivery.shared.event.OrderEvent.OrderConfirmed;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.event.UserEvent.SecurityAlert;
import com.homedelivery.shared.event.UserEvent.SecurityAlertKind;
import com.homedelivery.shared.event.UserEvent.UserDeleted;
import com.homedelivery.shared.event.UserEvent.UserEmailChanged;
import com.homedelivery.shared.event.UserEvent.UserProfileUpdated;
import com.homedelivery.shared.event.UserEvent.VerificationPurpose;
import com.homedelivery.shared.event.UserEvent.VerificationRequested;
import com.homedelivery.shared.geo.GeoPoint;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.StubService.Request;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** SMS, push messages, preferences, languages, and the mails of accounts. */
class ChannelsIT extends NotificationServiceTest {

    private static final String WELCOME = "Welcome to Home Delivery";

    @Test
    void whoHasAskedForSmsGetsThem() {
        Person ada = registered(Role.USER);
        String phone = phoneOf("1234");
        profile(ada, phone, "en");
        prefer(ada, Map.of("sms", kinds(true)));
        events.publishAndAwait(created(UUID.randomUUID(), ada));

        Sms sms = awaitSms(phone).getFirst();
        assertThat(sms.body()).startsWith("Home Delivery: We have your order over 19.00 USD.");
        assertThat(sms.callback())
                .startsWith("https://shop.example.test/api/notifications/callbacks/twilio?notification=");
        await().atMost(SOON).until(() -> statusOf(ada, "sms").equals("SENT"));
        assertThat(channelsOf(ada, "order-placed")).containsExactlyInAnyOrder("email", "sms");
    }

    @Test
    void nobodyGetsSmsWhoHasNotAskedForThem() {
        Person ada = registered(Role.USER);
        String phone = phoneOf("1235");
        profile(ada, phone, "en");
        events.publishAndAwait(created(UUID.randomUUID(), ada));
        assertThat(channelsOf(ada, "order-placed")).containsExactly("email");
        assertThat(TWILIO.to(phone)).isEmpty();
    }

    @Test
    void aNumberThatIsNoneIsNotTriedAgainUntilItChanges() {
        Person ada = registered(Role.USER);
        String none = phoneOf(TwilioStub.INVALID);
        profile(ada, none, "en");
        prefer(ada, Map.of("sms", kinds(true)));
        events.publishAndAwait(created(UUID.randomUUID(), ada));
        await().atMost(SOON).until(() -> statusOf(ada, "sms").equals("FAILED"));
        assertThat(preferencesOf(ada).at("/reachable/sms").asBoolean()).isFalse();

        UUID order = UUID.randomUUID();
        events.publishAndAwait(created(order, ada));
        assertThat(channelsOf(ada, "order-placed")).containsExactlyInAnyOrder("email", "sms", "email");

        String phone = phoneOf("1236");
        profile(ada, phone, "en");
        assertThat(preferencesOf(ada).at("/reachable/sms").asBoolean()).isTrue();
        events.publishAndAwait(created(UUID.randomUUID(), ada));
        awaitSms(phone);
    }

    @Test
    void anSmsThatIsRefusedForTheMomentIsSentLater() {
        Person ada = registered(Role.USER);
        String busy = phoneOf(TwilioStub.BUSY);
        profile(ada, busy, "en");
        prefer(ada, Map.of("sms", kinds(true)));
        events.publishAndAwait(created(UUID.randomUUID(), ada));
        awaitSms(busy);
        await().atMost(SOON).until(() -> statusOf(ada, "sms").equals("SENT"));
    }

    @Test
    void whileTheProviderIsAwaySmsWaitAndMailGoesOn() {
        Person ada = registered(Role.USER);
        String phone = phoneOf("1237");
        profile(ada, phone, "en");
        prefer(ada, Map.of("sms", kinds(true)));
        TWILIO.goDown();
        try {
            events.publishAndAwait(created(UUID.randomUUID(), ada));
            await().atMost(SOON).until(() -> statusOf(ada, "email").equals("SENT"));
            assertThat(statusOf(ada, "sms")).isIn("PENDING", "SENDING");
        } finally {
            TWILIO.recover();
        }
        awaitSms(phone);
    }

    @Test
    void nobodyGetsMoreSmsThanTheLimitOfTheDay() {
        Person ada = registered(Role.USER);
        String phone = phoneOf("1238");
        profile(ada, phone, "en");
        prefer(ada, Map.of("sms", kinds(true)));
        for (int i = 0; i < 6; i++) {
            events.publishAndAwait(created(UUID.randomUUID(), ada));
        }
        await().atMost(SOON)
                .until(() -> count(
                                "select count(*) from messages where user_id = ? and channel = 'SMS' and due_at is"
                                        + " null",
                                ada.id())
                        == 6);
        assertThat(TWILIO.to(phone)).hasSize(4);
        assertThat(count(
                        "select count(*) from messages where user_id = ? and channel = 'SMS' and status = 'FAILED'",
                        ada.id()))
                .isEqualTo(2);
    }

    @Test
    void theProviderTellsWhatBecameOfAnSms() throws Exception {
        Person ada = registered(Role.USER);
        String phone = phoneOf("1239");
        profile(ada, phone, "en");
        prefer(ada, Map.of("sms", kinds(true)));
        events.publishAndAwait(created(UUID.randomUUID(), ada));
        Sms sms = awaitSms(phone).getFirst();
        await().atMost(SOON).until(() -> statusOf(ada, "sms").equals("SENT"));

        assertThat(callback(sms, "sent", 0, TwilioStub.TOKEN)).isEqualTo(200);
        assertThat(callback(sms, "undelivered", 30005, "another token")).isEqualTo(403);
        assertThat(statusOf(ada, "sms")).isEqualTo("SENT");
        assertThat(preferencesOf(ada).at("/reachable/sms").asBoolean()).isTrue();

        assertThat(callback(sms, "undelivered", 30005, TwilioStub.TOKEN)).isEqualTo(200);
        assertThat(callback(sms, "undelivered", 30005, TwilioStub.TOKEN)).isEqualTo(200);
        assertThat(callback(sms, "delivered", 0, TwilioStub.TOKEN)).isEqualTo(200);
        assertThat(statusOf(ada, "sms")).isEqualTo("FAILED");
        assertThat(preferencesOf(ada).at("/reachable/sms").asBoolean()).isFalse();
        assertThat(count(
                        "select count(*) from outbox where type = 'notification.failed' and event_key = ?",
                        ada.id().toString()))
                .isEqualTo(1);
    }

    @Test
    void anSmsThatHasArrivedDoesNotComeBack() throws Exception {
        Person ada = registered(Role.USER);
        String phone = phoneOf("1240");
        profile(ada, phone, "en");
        prefer(ada, Map.of("sms", kinds(true)));
        events.publishAndAwait(created(UUID.randomUUID(), ada));
        Sms sms = awaitSms(phone).getFirst();
        await().atMost(SOON).until(() -> statusOf(ada, "sms").equals("SENT"));
        assertThat(callback(sms, "delivered", 0, TwilioStub.TOKEN)).isEqualTo(200);
        assertThat(callback(sms, "failed", 30003, TwilioStub.TOKEN)).isEqualTo(200);
        assertThat(statusOf(ada, "sms")).isEqualTo("SENT");
    }

    @Test
    void anSmsWhoseAnswerWasLostIsNotSentAgain() {
        Person ada = withSms(phoneOf("1250"));
        TWILIO.loseResponses();
        try {
            events.publishAndAwait(created(UUID.randomUUID(), ada));
            awaitSms(phoneOf(ada));
            await().during(Duration.ofMillis(600))
                    .atMost(SOON)
                    .until(() -> List.of("PENDING", "SENDING").contains(statusOf(ada, "sms")));
        } finally {
            TWILIO.recover();
        }
        await().atMost(SOON).until(() -> statusOf(ada, "sms").equals("SENT"));
        assertThat(TWILIO.to(phoneOf(ada))).hasSize(1);
        assertThat(count("select messages_counted from recipients where user_id = ?", ada.id()))
                .as("however often Twilio was asked in vain")
                .isLessThanOrEqualTo(2);
    }

    @Test
    void aCallbackSaysThatAnSmsWasTakenWhoseAnswerWasLost() throws Exception {
        Person ada = withSms(phoneOf("1251"));
        TWILIO.loseResponses();
        try {
            events.publishAndAwait(created(UUID.randomUUID(), ada));
            Sms sms = awaitSms(phoneOf(ada)).getFirst();
            await().atMost(SOON).until(() -> {
                callback(sms, "sent", 0, TwilioStub.TOKEN);
                return statusOf(ada, "sms").equals("SENT");
            });
        } finally {
            TWILIO.recover();
        }
        assertThat(TWILIO.to(phoneOf(ada))).hasSize(1);
    }

    @Test
    void anSmsOfWhichNobodyKnowsAnythingIsSentOnceMoreAndCountsTwice() {
        Person ada = withSms(phoneOf(TwilioStub.BROKEN));
        events.publishAndAwait(created(UUID.randomUUID(), ada));
        await().atMost(SOON).until(() -> statusOf(ada, "sms").equals("FAILED"));
        assertThat(TWILIO.callsTo(phoneOf(ada))).isEqualTo(2);
        assertThat(count("select messages_counted from recipients where user_id = ?", ada.id()))
                .isEqualTo(2);
        assertThat(preferencesOf(ada).at("/reachable/sms").asBoolean()).isTrue();
    }

    @Test
    void aHandsetThatIsSwitchedOffGetsTheNextSms() throws Exception {
        Person ada = withSms(phoneOf("1252"));
        events.publishAndAwait(created(UUID.randomUUID(), ada));
        Sms sms = awaitSms(phoneOf(ada)).getFirst();
        await().atMost(SOON).until(() -> statusOf(ada, "sms").equals("SENT"));
        assertThat(callback(sms, "undelivered", 30003, TwilioStub.TOKEN)).isEqualTo(200);
        assertThat(statusOf(ada, "sms")).isEqualTo("FAILED");
        events.publishAndAwait(created(UUID.randomUUID(), ada));
        await().atMost(SOON).until(() -> TWILIO.to(phoneOf(ada)).size() == 2);
    }

    @Test
    void whatNobodyWantsInTheMorningIsNotSentThen() {
        Person ada = withSms(phoneOf("1253"));
        preferQuietNow(ada);
        UUID order = UUID.randomUUID();
        events.publishAndAwait(created(order, ada));
        events.publishAndAwait(
                new DeliveryAssigned(UUID.randomUUID(), order, ada.id(), UUID.randomUUID(), Instant.now()));
        assertThat(channelsOf(ada, "rider-assigned")).contains("sms");
        // The night is over.
        jdbc.sql("""
            update messages set due_at = now(), expires_at = expires_at - interval '4 hours'
            where user_id = ? and channel = 'SMS'
            """).param(ada.id()).update();
        await().atMost(SOON).until(() -> statusOf(ada, "sms", "rider-assigned").equals("EXPIRED"));
        await().atMost(SOON).until(() -> statusOf(ada, "sms", "order-placed").equals("SENT"));
        assertThat(TWILIO.to(phoneOf(ada)))
                .singleElement()
                .satisfies(sms -> assertThat(sms.body()).contains("We have your order"));
    }

    @Test
    void anInstanceOfBeforeSeesOnlyWhatItKnows() {
        Person ada = withSms(phoneOf("1254"));
        UUID verification = UUID.randomUUID();
        SECRETS.put(verification, "secret");
        events.publishAndAwait(created(UUID.randomUUID(), ada));
        events.publishAndAwait(new VerificationRequested(
                ada.id(), ada.email(), verification, VerificationPurpose.EMAIL_VERIFICATION, Instant.now()));
        await().atMost(SOON)
                .until(() ->
                        count("select count(*) from messages where user_id = ? and status = 'SENT'", ada.id()) == 4);

        // What it asks, in the words of the release before channels.
        assertThat(jdbc.sql("select template from notifications where user_id = ? order by created_at desc, id desc")
                        .param(ada.id())
                        .query(String.class)
                        .list())
                .containsExactly("ORDER_PLACED", "WELCOME");
        UUID own = UUID.randomUUID();
        jdbc.sql("""
            insert into notifications (id, event_id, user_id, order_id, channel, template, subject, body, status,
                refusals, deferred_since, failure_reason, due_at, created_at, sent_at, version)
            values (?, ?, ?, null, 'EMAIL', 'ORDER_CONFIRMED', 'From before', 'Text', 'PENDING', 0, null, null,
                now() + interval '1 hour', now(), null, 0)
            """).params(own, UUID.randomUUID(), ada.id()).update();
        assertThat(jdbc.sql("select id from notifications where due_at <= now() + interval '2 hours' and user_id = ?"
                                + " order by due_at limit 8 for update skip locked")
                        .param(ada.id())
                        .query(UUID.class)
                        .list())
                .containsExactly(own);
        jdbc.sql("update notifications set due_at = now(), version = 1 where id = ? and version = 0")
                .param(own)
                .update();
        await().atMost(SOON).until(() -> subjectsOf(ada).contains("From before"));
    }

    @Test
    void smsGoToNoNumberThatItsOwnerHasNotConfirmed() {
        Person ada = registered(Role.USER);
        String phone = phoneOf("1260");
        api.as(ada.id()).post("/notifications/phone/verification", Map.of()).hasStatus(409);
        unconfirmedProfile(ada, phone, "en");
        prefer(ada, Map.of("sms", kinds(true)));
        events.publishAndAwait(created(UUID.randomUUID(), ada));
        assertThat(channelsOf(ada, "order-placed")).containsExactly("email");
        assertThat(preferencesOf(ada).at("/reachable/sms").asBoolean()).isFalse();

        String code = codeFor(ada, phone);
        assertThat(jdbc.sql("select hash from phone_codes where user_id = ?")
                        .param(ada.id())
                        .query(String.class)
                        .single())
                .hasSize(64)
                .doesNotContain(code);
        confirm(ada, "abc").isInvalid("code");
        confirm(ada, otherThan(code)).isInvalid("code");
        confirm(ada, code).hasStatus(200);
        confirm(ada, code).isInvalid("code");
        assertThat(preferencesOf(ada).at("/reachable/sms").asBoolean()).isTrue();
        events.publishAndAwait(created(UUID.randomUUID(), ada));
        await().atMost(SOON).until(() -> TWILIO.to(phone).size() == 2);

        unconfirmedProfile(ada, phoneOf("1261"), "en");
        assertThat(preferencesOf(ada).at("/reachable/sms").asBoolean()).isFalse();
    }

    @Test
    void aCodeIsTriedFiveTimesAndForItsNumberAlone() {
        Person ada = registered(Role.USER);
        String phone = phoneOf("1262");
        unconfirmedProfile(ada, phone, "en");
        String code = codeFor(ada, phone);
        for (int i = 0; i < 5; i++) {
            confirm(ada, otherThan(code)).isInvalid("code");
        }
        confirm(ada, code).isInvalid("code");

        String next = codeFor(ada, phone);
        unconfirmedProfile(ada, phoneOf("1263"), "en");
        confirm(ada, next).isInvalid("code");
    }

    @Test
    void aNumberGetsFiveCodesADayWhoeverAsks() {
        String phone = phoneOf("1264");
        for (int i = 0; i < 5; i++) {
            Person someone = Person.someone();
            unconfirmedProfile(someone, phone, "en");
            codeFor(someone, phone);
        }
        Person sixth = Person.someone();
        unconfirmedProfile(sixth, phone, "en");
        api.as(sixth.id()).post("/notifications/phone/verification", Map.of()).hasStatus(429);
        assertThat(TWILIO.to(phone)).hasSize(5);
    }

    /** Asks for a code, and reads the SMS. */
    private String codeFor(Person person, String phone) {
        api.as(person.id()).post("/notifications/phone/verification", Map.of()).hasStatus(202);
        return TWILIO.to(phone).getLast().body().replaceAll("\\D", "").substring(0, 6);
    }

    private static String otherThan(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }

    private ApiResult confirm(Person person, String code) {
        return api.as(person.id()).post("/notifications/phone/verification/confirm", Map.of("code", code));
    }

    @Test
    void inQuietHoursOnlyWhatIsUrgentMakesANoise() {
        Person ada = registered(Role.USER);
        String phone = phoneOf("1241");
        profile(ada, phone, "en");
        preferQuietNow(ada);
        UUID order = UUID.randomUUID();
        OrderCreated created = created(order, ada);
        events.publishAndAwait(created);
        events.publishAndAwait(
                new OrderConfirmed(order, ada.id(), created.items(), new BigDecimal("19"), address(), Instant.now()));
        events.publishAndAwait(new DeliveryStarted(UUID.randomUUID(), order, Instant.now(), new GeoPoint(40.7, -74)));

        assertThat(awaitSms(phone))
                .singleElement()
                .satisfies(sms -> assertThat(sms.body()).contains("is on the way", "four digits"));
        assertThat(count(
                        "select count(*) from messages where user_id = ? and channel = 'SMS' and status = 'PENDING'"
                                + " and due_at > now() + interval '2 hours'",
                        ada.id()))
                .isEqualTo(2);
    }

    @Test
    void preferencesAreChosenForEachChannelAndKind() {
        Person ada = registered(Role.USER);
        assertThat(preferencesOf(ada).at("/email/order").asBoolean()).isTrue();
        assertThat(preferencesOf(ada).at("/sms/order").asBoolean()).isFalse();
        prefer(ada, Map.of("email", Map.of("order", false, "delivery", true, "payment", false, "stock", false)));
        events.publishAndAwait(created(UUID.randomUUID(), ada));
        events.publishAndAwait(new BackInStock(UUID.randomUUID(), "Oat milk", ada.id(), Instant.now(), Instant.now()));
        events.publishAndAwait(
                new SecurityAlert(ada.id(), ada.email(), SecurityAlertKind.PASSWORD_CHANGED, "Firefox", Instant.now()));
        staysWithMails(ada, WELCOME, "Your password was changed");
    }

    @Test
    void preferencesAreValidated() {
        Person ada = Person.someone();
        Map<String, Object> request = new HashMap<>(Map.of("email", kinds(true), "sms", kinds(true)));
        api.as(ada.id()).put("/notifications/preferences", request).isInvalid("push");
        request.put("push", kinds(true));
        request.put("quietHours", Map.of("from", "25:00", "until", "07:00", "timeZone", "Europe/Berlin"));
        api.as(ada.id()).put("/notifications/preferences", request).isInvalid("quietHours.from");
        request.put("quietHours", Map.of("from", "22:00", "until", "07:00", "timeZone", "Mars/Base"));
        api.as(ada.id()).put("/notifications/preferences", request).isInvalid("quietHours.timeZone");
    }

    @Test
    void peopleAreToldInTheirLanguage() throws Exception {
        Person ada = registered(Role.USER);
        profile(ada, null, "de-AT");
        UUID order = UUID.randomUUID();
        events.publishAndAwait(created(order, ada));
        awaitMails(ada, WELCOME, "Wir haben Ihre Bestellung " + numberOf(order));
    }

    @Test
    void aSubscribedBrowserIsTold() {
        Person ada = registered(Role.USER);
        Browser browser = new Browser();
        String name = "browser-" + ada.id();
        subscribe(ada, PUSH_SERVICE.endpointOf(name, browser), browser).hasStatus(201);
        events.publishAndAwait(created(UUID.randomUUID(), ada));
        await().atMost(SOON).until(() -> PUSH_SERVICE.toldTo(name).size() == 1);
        JsonNode payload =
                JsonMapper.shared().readTree(PUSH_SERVICE.toldTo(name).getFirst());
        assertThat(payload.path("body").asString()).startsWith("We have your order over 19.00 USD");
        assertThat(payload.path("template").asString()).isEqualTo("order-placed");
        await().atMost(SOON).until(() -> statusOf(ada, "push").equals("SENT"));
    }

    @Test
    void aBrowserThatIsGoneIsForgottenAndOthersAreTold() {
        Person ada = registered(Role.USER);
        Browser phone = new Browser();
        subscribe(ada, PUSH_SERVICE.endpointOf("phone-" + ada.id(), phone), phone)
                .hasStatus(201);
        subscribe(ada, PUSH_SERVICE.endpointOf("gone-" + ada.id(), new Browser()), new Browser())
                .hasStatus(201);
        PUSH_SERVICE.forget("gone-" + ada.id());
        events.publishAndAwait(created(UUID.randomUUID(), ada));
        await().atMost(SOON)
                .until(() -> PUSH_SERVICE.toldTo("phone-" + ada.id()).size() == 1);
        await().atMost(SOON).until(() -> subscriptionsOf(ada) == 1);

        PUSH_SERVICE.forget("phone-" + ada.id());
        events.publishAndAwait(created(UUID.randomUUID(), ada));
        await().atMost(SOON).until(() -> subscriptionsOf(ada) == 0);
        events.publishAndAwait(created(UUID.randomUUID(), ada));
        assertThat(preferencesOf(ada).at("/reachable/push").asBoolean()).isFalse();
        assertThat(count("select count(*) from messages where user_id = ? and channel = 'PUSH'", ada.id()))
                .isEqualTo(2);
    }

    @Test
    void aBrowserOfSomebodyElseIsNotTouched() {
        Person ada = registered(Role.USER);
        Browser browser = new Browser();
        String id = subscribe(ada, PUSH_SERVICE.endpointOf("own-" + ada.id(), browser), browser)
                .hasStatus(201)
                .data()
                .path("id")
                .asString();
        api.as(UUID.randomUUID())
                .delete("/notifications/push/subscriptions/" + id)
                .hasStatus(404);
        assertThat(subscriptionsOf(ada)).isEqualTo(1);
        api.as(ada.id()).delete("/notifications/push/subscriptions/" + id).hasStatus(200);
        assertThat(subscriptionsOf(ada)).isZero();
    }

    @Test
    void anEndpointInsideIsRefused() {
        Person ada = Person.someone();
        for (String endpoint : List.of(
                "http://updates.push.example.com/1",
                "https://127.0.0.1/1",
                "https://[::1]/1",
                "https://169.254.169.254/latest/meta-data",
                "https://2130706433/1",
                "https://[::ffff:10.0.0.1]/1",
                "file:///etc/passwd",
                "https://user:password@push.example.com/")) {
            subscribe(ada, endpoint, new Browser()).isInvalid("endpoint");
        }
    }

    @Test
    void aSecretIsMailedAndNeverKept() throws Exception {
        Person ada = registered(Role.USER);
        profile(ada, null, "de");
        UUID verification = UUID.randomUUID();
        SECRETS.put(verification, "s3cret-" + verification);
        events.publishAndAwait(new VerificationRequested(
                ada.id(), ada.email(), verification, VerificationPurpose.PASSWORD_RESET, Instant.now()));
        String text = textOf(ada, "Ein neues Passwort für Ihr Konto");
        assertThat(text).contains("https://shop.example.test/reset-password?token=s3cret-" + verification);

        JsonNode seen = notificationsOf(ada).getFirst();
        assertThat(seen.path("subject").asString()).isEqualTo("Ein neues Passwort für Ihr Konto");
        assertThat(seen.path("body").asString()).isEmpty();
        assertThat(count("select count(*) from messages where body like '%s3cret%'"))
                .isZero();
    }

    @Test
    void aSecretThatIsSentAgainGoesToTheAddressThatItIsFor() {
        Person ada = registered(Role.USER);
        Person moving = new Person(ada.id(), "moving" + ada.id() + "@example.test");
        UUID verification = UUID.randomUUID();
        SECRETS.put(verification, "secret");
        events.publishAndAwait(new VerificationRequested(
                ada.id(), moving.email(), verification, VerificationPurpose.EMAIL_CHANGE, Instant.now()));
        String subject = "Please confirm your new e-mail address";
        awaitMails(moving, subject);
        await().atMost(SOON).until(() -> statusOf(ada, "email").equals("SENT"));

        String id = notificationsOf(ada).getFirst().path("id").asString();
        api.asAdmin().post("/notifications/" + id + "/resend", Map.of()).hasStatus(200);
        awaitMails(moving, subject, subject);

        Person elsewhere = new Person(ada.id(), "elsewhere" + ada.id() + "@example.test");
        ADDRESSES.put(verification, elsewhere.email());
        await().atMost(SOON).until(() -> statusOf(ada, "email").equals("SENT"));
        api.asAdmin().post("/notifications/" + id + "/resend", Map.of()).hasStatus(200);
        awaitMails(elsewhere, subject);
        staysWithMails(ada, WELCOME);
    }

    @Test
    void slowBrowsersOfAPersonDoNotHoldUpTheOthers() {
        Person ada = registered(Role.USER);
        for (int i = 0; i < 9; i++) {
            Browser slow = new Browser();
            subscribe(ada, PUSH_SERVICE.endpointOf(PushServiceStub.SILENT + i + ada.id(), slow), slow)
                    .hasStatus(201);
        }
        Browser quick = new Browser();
        String name = "quick-" + ada.id();
        subscribe(ada, PUSH_SERVICE.endpointOf(name, quick), quick).hasStatus(201);
        try {
            events.publishAndAwait(created(UUID.randomUUID(), ada));
            await().atMost(SOON).until(() -> PUSH_SERVICE.toldTo(name).size() == 1);
            await().atMost(SOON).until(() -> PUSH_SERVICE.silent() == 9);
        } finally {
            PUSH_SERVICE.speak();
        }
        await().atMost(SOON).until(() -> statusOf(ada, "push").equals("SENT"));
        assertThat(PUSH_SERVICE.toldTo(name)).hasSize(1);
    }

    @Test
    void aMailWithASecretWaitsWhileAuthIsAwayAndIsDroppedWhenItIsVoid() {
        Person ada = registered(Role.USER);
        UUID verification = UUID.randomUUID();
        SECRETS.put(verification, "later");
        AUTH.goDown();
        try {
            events.publishAndAwait(new VerificationRequested(
                    ada.id(), ada.email(), verification, VerificationPurpose.EMAIL_VERIFICATION, Instant.now()));
            await().atMost(SOON)
                    .until(() -> AUTH.requestsTo("/auth/internal/verifications/" + verification + "/secret")
                                    .size()
                            > 1);
        } finally {
            AUTH.recover();
        }
        awaitMails(ada, WELCOME, "Please confirm your e-mail address");

        UUID used = UUID.randomUUID();
        events.publishAndAwait(new VerificationRequested(
                ada.id(), ada.email(), used, VerificationPurpose.PASSWORD_RESET, Instant.now()));
        await().atMost(SOON).until(() -> notificationsOf(ada).size() == 2);
        staysWithMails(ada, WELCOME, "Please confirm your e-mail address");
        assertThat(AUTH.requests()).allMatch(Request::isFromService);
    }

    @Test
    void mailGoesToTheNewAddressAndTheAlertToTheOldOne() {
        Person ada = registered(Role.USER);
        Person moved = new Person(ada.id(), "new" + ada.id() + "@example.test");
        Instant now = Instant.now();
        events.publishAndAwait(new UserEmailChanged(ada.id(), moved.email(), now));
        events.publishAndAwait(new UserEmailChanged(ada.id(), ada.email(), now.minusSeconds(60)));
        events.publishAndAwait(new SecurityAlert(ada.id(), ada.email(), SecurityAlertKind.EMAIL_CHANGED, null, now));
        UUID order = UUID.randomUUID();
        events.publishAndAwait(created(order, ada));
        awaitMails(moved, "We have your order " + numberOf(order));
        awaitMails(ada, WELCOME, "Your e-mail address was changed");
    }

    @Test
    void whatWaitsForAnAddressThatBouncedGoesToTheNextOne() {
        UUID id = UUID.randomUUID();
        Person ada = new Person(id, "refused@" + id + ".test");
        events.publishAndAwait(registration(ada, Role.USER));
        await().atMost(SOON).until(() -> statusOf(ada, "email").equals("FAILED"));
        assertThat(preferencesOf(ada).at("/reachable/email").asBoolean()).isFalse();

        UUID order = UUID.randomUUID();
        events.publishAndAwait(created(order, ada));
        assertThat(statusOf(ada, "email")).isEqualTo("PENDING");
        Person mended = new Person(id, "mended" + id + "@example.test");
        events.publishAndAwait(new UserEmailChanged(id, mended.email(), Instant.now()));
        awaitMails(mended, "We have your order " + numberOf(order));

        String failed = notificationsOf(ada).getLast().path("id").asString();
        api.as(id).post("/notifications/" + failed + "/resend", Map.of()).hasStatus(403);
        api.asAdmin().post("/notifications/" + failed + "/resend", Map.of()).hasStatus(200);
        awaitMails(mended, "We have your order " + numberOf(order), WELCOME);
    }

    @Test
    void aDeletedPersonIsForgottenAndStaysSo() {
        Person ada = registered(Role.USER);
        String phone = phoneOf("1242");
        profile(ada, phone, "en");
        Browser browser = new Browser();
        subscribe(ada, PUSH_SERVICE.endpointOf("deleted-" + ada.id(), browser), browser);
        prefer(ada, Map.of("sms", kinds(true)));
        events.publishAndAwait(created(UUID.randomUUID(), ada));
        awaitSms(phone);
        events.publishAndAwait(new UserDeleted(ada.id(), Instant.now()));
        events.publishAndAwait(
                new SecurityAlert(ada.id(), ada.email(), SecurityAlertKind.ACCOUNT_DELETED, null, Instant.now()));

        // All of that comes late.
        events.publishAndAwait(registration(ada, Role.USER));
        profile(ada, phone, "en");
        events.publishAndAwait(new UserEmailChanged(ada.id(), ada.email(), Instant.now()));
        events.publishAndAwait(created(UUID.randomUUID(), ada));
        await().atMost(SOON).until(() -> subjectsOf(ada).contains("Your account was deleted"));
        assertThat(TWILIO.to(phone)).hasSize(1);
        assertThat(count(
                        "select count(*) from recipients where user_id = ? and email is null and phone is null"
                                + " and first_name is null and deleted_at is not null",
                        ada.id()))
                .isEqualTo(1);
        assertThat(count("select count(*) from push_subscriptions where user_id = ?", ada.id()))
                .isZero();
        await().atMost(SOON)
                .until(() -> count(
                                "select count(*) from messages where user_id = ? and address is null and status ="
                                        + " 'SENT'",
                                ada.id())
                        == 1);
        assertThat(count("select count(*) from messages where user_id = ?", ada.id()))
                .isEqualTo(1);
    }

    @Test
    void otherServicesLearnWhatIsKeptAboutAPerson() {
        Person ada = registered(Role.USER);
        profile(ada, "+49 151 2345 6789", "de");
        api.as(ada.id()).get("/personal-data/" + ada.id()).hasStatus(403);
        JsonNode kept = api.asService("user-service")
                .get("/personal-data/" + ada.id())
                .hasStatus(200)
                .data();
        assertThat(kept.path("email").asString()).isEqualTo(ada.email());
        assertThat(kept.path("phone").asString()).isEqualTo("+4915123456789");
        assertThat(kept.at("/notifications/0/subject").asString()).isEqualTo(WELCOME);
        assertThat(api.asService("user-service")
                        .get("/personal-data/" + UUID.randomUUID())
                        .hasStatus(200)
                        .data()
                        .path("notifications")
                        .size())
                .isZero();
    }

    @Test
    void anAdminSeesWhatPeopleGet() {
        api.as(UUID.randomUUID()).get("/notifications/templates").hasStatus(403);
        assertThat(api.asAdmin()
                        .get("/notifications/templates")
                        .hasStatus(200)
                        .data()
                        .size())
                .isGreaterThan(20);
        JsonNode preview = api.asAdmin()
                .get("/notifications/templates/order-placed/preview?channel=SMS&language=de")
                .hasStatus(200)
                .data();
        assertThat(preview.path("body").asString()).startsWith("Home Delivery: Wir haben Ihre Bestellung");
        api.asAdmin()
                .get("/notifications/templates/order-stuck/preview?channel=SMS")
                .hasStatus(404);
        api.asAdmin().get("/notifications/templates/nothing/preview").hasStatus(404);
    }

    /** Somebody who wants SMS. */
    private Person withSms(String phone) {
        Person person = registered(Role.USER);
        profile(person, phone, "en");
        prefer(person, Map.of("sms", kinds(true)));
        return person;
    }

    private String phoneOf(Person person) {
        return jdbc.sql("select phone from recipients where user_id = ?")
                .param(person.id())
                .query(String.class)
                .single();
    }

    /** Some hours around now, wherever the clock stands. */
    private void preferQuietNow(Person person) {
        String from = Instant.now().minus(Duration.ofHours(3)).toString().substring(11, 16);
        String until = Instant.now().plus(Duration.ofHours(3)).toString().substring(11, 16);
        prefer(
                person,
                Map.of("sms", kinds(true), "quietHours", Map.of("from", from, "until", until, "timeZone", "Etc/UTC")));
    }

    private List<Sms> awaitSms(String phone) {
        await().atMost(SOON).until(() -> !TWILIO.to(phone).isEmpty());
        return TWILIO.to(phone);
    }

    private static String phoneOf(String end) {
        return "+49151" + ThreadLocalRandom.current().nextInt(100_000, 1_000_000) + end;
    }

    /** With a number that was confirmed. */
    private void profile(Person person, String phone, String language) {
        unconfirmedProfile(person, phone, language);
        jdbc.sql("update recipients set phone_confirmed_at = now() where user_id = ? and phone is not null")
                .param(person.id())
                .update();
    }

    private void unconfirmedProfile(Person person, String phone, String language) {
        events.publishAndAwait(new UserProfileUpdated(person.id(), "Ada", phone, true, Instant.now(), language));
    }

    private static Map<String, Boolean> kinds(boolean all) {
        return Map.of("order", all, "delivery", all, "payment", all, "stock", all);
    }

    private void prefer(Person person, Map<String, ?> some) {
        Map<String, Object> all = new HashMap<>(Map.of("email", kinds(true), "sms", kinds(false), "push", kinds(true)));
        all.putAll(some);
        api.as(person.id()).put("/notifications/preferences", all).hasStatus(200);
    }

    private JsonNode preferencesOf(Person person) {
        return api.as(person.id())
                .get("/notifications/preferences")
                .hasStatus(200)
                .data();
    }

    private ApiResult subscribe(Person person, String endpoint, Browser browser) {
        return api.as(person.id())
                .post(
                        "/notifications/push/subscriptions",
                        Map.of(
                                "endpoint",
                                endpoint,
                                "keys",
                                Map.of("p256dh", browser.p256dh(), "auth", browser.auth())));
    }

    private int subscriptionsOf(Person person) {
        return api.as(person.id())
                .get("/notifications/push/subscriptions")
                .hasStatus(200)
                .data()
                .size();
    }

    private int callback(Sms sms, String status, int errorCode, String token) throws Exception {
        String path = sms.callback().substring(sms.callback().indexOf("/notifications/"));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + api.port() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Twilio-Signature", TwilioStub.signatureOf(sms, status, errorCode, token))
                .POST(HttpRequest.BodyPublishers.ofString(TwilioStub.statusForm(sms, status, errorCode)))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    private String textOf(Person person, String subject) throws Exception {
        await().atMost(SOON).until(() -> subjectsOf(person).contains(subject));
        MimeMessage mail = Mailbox.messagesOf(person.email()).stream()
                .filter(candidate -> subjectOf(candidate).equals(subject))
                .findFirst()
                .orElseThrow();
        return ((Multipart) mail.getContent()).getBodyPart(0).getContent().toString();
    }

    private String statusOf(Person person, String channel) {
        return statusOf(person, channel, "");
    }

    private String statusOf(Person person, String channel, String template) {
        return notificationsOf(person).stream()
                .filter(notification -> notification.path("channel").asString().equals(channel))
                .filter(notification -> notification.path("template").asString().startsWith(template))
                .findFirst()
                .map(notification -> notification.path("status").asString())
                .orElse("");
    }

    private List<String> channelsOf(Person person, String template) {
        return notificationsOf(person).stream()
                .filter(notification -> notification.path("template").asString().equals(template))
                .map(notification -> notification.path("channel").asString())
                .toList();
    }
}
