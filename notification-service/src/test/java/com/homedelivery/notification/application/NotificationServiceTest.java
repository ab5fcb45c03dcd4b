package com.homedelivery.notification.application;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.notification.support.Browser;
import com.homedelivery.notification.support.Mailbox;
import com.homedelivery.notification.support.PushServiceStub;
import com.homedelivery.notification.support.SmtpProxy;
import com.homedelivery.notification.support.TwilioStub;
import com.homedelivery.shared.event.OrderEvent.Address;
import com.homedelivery.shared.event.OrderEvent.Item;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.event.UserEvent.UserRegistered;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.EventPublisher;
import com.homedelivery.shared.testing.IntegrationTest;
import com.homedelivery.shared.testing.StubService;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.math.BigDecimal;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** The base of all tests of the running service: one context, and a mail server that can be cut off. */
@IntegrationTest
@TestPropertySource(
        properties = {
            "homedelivery.notification.backoff=200ms",
            "homedelivery.notification.first-retry=100ms",
            "homedelivery.notification.tries=3",
            "homedelivery.notification.lease=10s",
            "homedelivery.notification.storefront-url=https://shop.example.test/",
            "homedelivery.notification.outgoing-allowed-hosts=localhost",
            "homedelivery.notification.webhooks.secret-key=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
            "homedelivery.notification.sms.account-sid=" + TwilioStub.ACCOUNT,
            "homedelivery.notification.sms.auth-token=" + TwilioStub.TOKEN,
            "homedelivery.notification.sms.from=" + TwilioStub.SENDER,
            "homedelivery.notification.sms.per-day=4",
            "homedelivery.notification.sms.callback-url=https://shop.example.test/api/notifications/callbacks/twilio",
        })
abstract class NotificationServiceTest {

    /** Longer than anything takes on a slow machine. */
    static final Duration SOON = ofSeconds(60);

    static final SmtpProxy MAIL_SERVER = new SmtpProxy();

    static final TwilioStub TWILIO = new TwilioStub();

    private static final KeyPair VAPID = Browser.newKeys();
    private static final byte[] VAPID_KEY = Browser.uncompressed((ECPublicKey) VAPID.getPublic());

    static final PushServiceStub PUSH_SERVICE = new PushServiceStub(VAPID_KEY);

    /** Secrets of verifications that are not void. */
    static final Map<UUID, String> SECRETS = new ConcurrentHashMap<>();

    /** The addresses that those secrets are for; without one auth-service is of the release that does not tell. */
    static final Map<UUID, String> ADDRESSES = new ConcurrentHashMap<>();

    static final StubService AUTH = StubService.start(request -> {
        UUID verification = UUID.fromString(request.pathSegment(3));
        String secret = SECRETS.get(verification);
        String address = ADDRESSES.get(verification);
        if (secret == null) {
            return StubService.Response.error(404, "NOT_FOUND");
        }
        return StubService.Response.ok(
                address == null ? Map.of("secret", secret) : Map.of("secret", secret, "email", address));
    });

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry properties) {
        properties.add("SMTP_PORT", MAIL_SERVER::port);
        properties.add("AUTH_SERVICE_URL", AUTH::url);
        properties.add("homedelivery.notification.sms.api-url", TWILIO::url);
        properties.add("VAPID_PUBLIC_KEY", () -> Browser.base64(VAPID_KEY));
        properties.add("VAPID_PRIVATE_KEY", () -> Browser.base64(Browser.scalar((ECPrivateKey) VAPID.getPrivate())));
    }

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApiClient api;

    @Autowired
    EventPublisher events;

    @BeforeEach
    void reachMailServer() {
        MAIL_SERVER.mend();
    }

    /** Somebody with an address. */
    record Person(UUID id, String email) {

        static Person someone() {
            UUID id = UUID.randomUUID();
            return new Person(id, "p" + id + "@example.test");
        }
    }

    Person registered(Role role) {
        Person person = Person.someone();
        events.publish(registration(person, role));
        awaitMails(person, "Welcome to Home Delivery");
        return person;
    }

    static UserRegistered registration(Person person, Role role) {
        return new UserRegistered(person.id(), person.email(), role, Instant.now());
    }

    static OrderCreated created(UUID orderId, Person person) {
        return new OrderCreated(
                orderId,
                person.id(),
                List.of(new Item(UUID.randomUUID(), "Pizza <Napoli>", 2, new BigDecimal("9.5"))),
                new BigDecimal("19"),
                "upi",
                address(),
                Instant.now(),
                null,
                null,
                null);
    }

    static Address address() {
        return new Address("Main St 1", "Springfield", "IL", "62701", null, null, null);
    }

    int count(String sql, Object... values) {
        return jdbc.sql(sql).params(values).query(Integer.class).single();
    }

    /** Waits until a person has exactly these mails, in any order. */
    List<MimeMessage> awaitMails(Person person, String... subjects) {
        await().atMost(SOON).untilAsserted(() -> assertThat(subjectsOf(person)).containsExactlyInAnyOrder(subjects));
        return Mailbox.messagesOf(person.email());
    }

    /** Waits until a person has exactly these mails, and gets no more. */
    void staysWithMails(Person person, String... subjects) {
        awaitMails(person, subjects);
        await().during(ofMillis(600))
                .atMost(SOON)
                .until(() -> subjectsOf(person).size() == subjects.length);
    }

    List<String> subjectsOf(Person person) {
        return Mailbox.messagesOf(person.email()).stream()
                .map(NotificationServiceTest::subjectOf)
                .toList();
    }

    static String subjectOf(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the person sees, newest first. */
    List<JsonNode> notificationsOf(Person person) {
        return api.as(person.id())
                .get("/notifications")
                .hasStatus(200)
                .data()
                .valueStream()
                .toList();
    }

    List<String> templatesSentTo(Person person) {
        return notificationsOf(person).stream()
                .map(notification -> notification.path("template").asString())
                .toList();
    }

    static String numberOf(UUID orderId) {
        return orderId.toString().substring(28).toUpperCase(Locale.ROOT);
    }
}
