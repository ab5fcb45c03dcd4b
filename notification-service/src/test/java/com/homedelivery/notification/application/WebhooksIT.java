package com.homedelivery.notification.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.notification.support.WebhookReceiver;
import com.homedelivery.notification.support.WebhookReceiver.Message;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryCompleted;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryInTransit;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.event.UserEvent.SecurityAlert;
import com.homedelivery.shared.event.UserEvent.SecurityAlertKind;
import com.homedelivery.shared.event.UserEvent.UserDeleted;
import com.homedelivery.shared.geo.GeoPoint;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.ApiResult;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WebhooksIT extends NotificationServiceTest {

    private static final WebhookReceiver RECEIVER = new WebhookReceiver();

    private static final Instant NOW = Instant.now();
    private static final GeoPoint DOOR = new GeoPoint(41.23456, -74.56789);

    private final String name = "/" + UUID.randomUUID();

    @Autowired
    private EncryptWebhookSecrets encryptSecrets;

    @AfterEach
    void deleteWebhooks() {
        jdbc.sql("delete from webhooks").update();
    }

    @Test
    void aReceiverIsToldOfItsEventsSigned() {
        JsonNode made = make("/200" + name, "order.created", "user.registered");
        Person ada = registered(Role.USER);
        UUID order = UUID.randomUUID();
        UUID event = UUID.randomUUID();
        events.publish(created(order, ada), event);
        events.publishAndAwait(created(order, ada), event);

        List<Message> messages = awaitMessages("/200" + name, 2);
        Message placed = messages.stream()
                .filter(message -> message.id().equals(event.toString()))
                .findFirst()
                .orElseThrow();
        JsonNode body = JsonMapper.shared().readTree(placed.body());
        assertThat(body.path("type").asString()).isEqualTo("order.created");
        assertThat(body.path("timestamp").asString()).isNotEmpty();
        assertThat(body.at("/data/orderId").asString()).isEqualTo(order.toString());
        assertThat(Instant.ofEpochSecond(Long.parseLong(placed.timestamp())))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
        assertThat(signatures(placed))
                .containsExactly(sign(placed, made.path("secret").asString()));

        JsonNode log = deliveries(made);
        assertThat(log.size()).isEqualTo(2);
        await().atMost(SOON).until(() -> statuses(made).equals(List.of("DELIVERED", "DELIVERED")));
        assertThat(deliveries(made).path(0).path("lastStatus").asInt()).isEqualTo(200);
    }

    @Test
    void theSecretIsShownOnceAndBothSignAfterAChange() {
        JsonNode made = make("/200" + name, "order.created");
        String first = made.path("secret").asString();
        assertThat(first).startsWith("whsec_");
        String id = idOf(made);
        assertThat(api.asAdmin()
                        .get("/notifications/webhooks/" + id)
                        .hasStatus(200)
                        .text())
                .doesNotContain("whsec_");
        assertThat(api.asAdmin().get("/notifications/webhooks").hasStatus(200).text())
                .doesNotContain("whsec_");
        String second = api.asAdmin()
                .post("/notifications/webhooks/" + id + "/secret")
                .hasStatus(200)
                .data("secret");
        events.publishAndAwait(created(UUID.randomUUID(), Person.someone()));
        Message message = awaitMessages("/200" + name, 1).getFirst();
        assertThat(signatures(message)).containsExactly(sign(message, second), sign(message, first));
    }

    @Test
    void secretsAreEncryptedInTheDatabase() {
        JsonNode made = make("/200" + name, "order.created");
        api.asAdmin().post("/notifications/webhooks/" + idOf(made) + "/secret").hasStatus(200);
        assertThat(storedSecrets())
                .hasSize(2)
                .allSatisfy(stored -> assertThat(stored).doesNotContain("whsec_"))
                .noneMatch(stored -> stored.contains(made.path("secret").asString()));
    }

    @Test
    void aSecretFromBeforeIsEncryptedAtTheNextStartAndGoesOnSigning() {
        JsonNode made = make("/200" + name, "order.created");
        String secret = made.path("secret").asString();
        jdbc.sql("update webhooks set secret = ?").param(secret).update();
        events.publishAndAwait(created(UUID.randomUUID(), Person.someone()));
        awaitMessages("/200" + name, 1);

        encryptSecrets.run(new DefaultApplicationArguments());
        encryptSecrets.run(new DefaultApplicationArguments());

        assertThat(storedSecrets()).singleElement().asString().doesNotContain("whsec_");
        events.publishAndAwait(created(UUID.randomUUID(), Person.someone()));
        assertThat(awaitMessages("/200" + name, 2))
                .allSatisfy(message -> assertThat(signatures(message)).containsExactly(sign(message, secret)));
    }

    @Test
    void aSecretThatCannotBeReadIsToldInTheLogAndMendedByAnotherOne() {
        JsonNode made = make("/200" + name, "order.created");
        jdbc.sql("update webhooks set secret = ?")
                .param("A".repeat(120).substring(32))
                .update();
        events.publishAndAwait(created(UUID.randomUUID(), Person.someone()));
        await().atMost(SOON)
                .until(() -> deliveries(made)
                        .path(0)
                        .path("lastError")
                        .asString("")
                        .contains("homedelivery.notification.webhooks.secret-key"));

        String next = api.asAdmin()
                .post("/notifications/webhooks/" + idOf(made) + "/secret")
                .hasStatus(200)
                .data("secret");
        Message message = awaitMessages("/200" + name, 1).getFirst();
        assertThat(signatures(message)).containsExactly(sign(message, next));
    }

    @Test
    void whatIsNotTakenIsTriedAgainUnderTheSameId() {
        JsonNode made = make("/500" + name, "order.created");
        events.publishAndAwait(created(UUID.randomUUID(), Person.someone()));
        awaitMessages("/500" + name, 1);
        await().atMost(SOON)
                .until(() -> deliveries(made).path(0).path("attempts").asInt() == 1);
        assertThat(deliveries(made).path(0).path("lastStatus").asInt()).isEqualTo(500);
        assertThat(Instant.parse(deliveries(made).path(0).path("dueAt").asString()))
                .isAfter(Instant.now());
        RECEIVER.mend("/500" + name);
        List<Message> messages = awaitMessages("/500" + name, 2);
        assertThat(messages.get(0).id()).isEqualTo(messages.get(1).id());
        assertThat(messages.get(0).body()).isEqualTo(messages.get(1).body());
        await().atMost(SOON).until(() -> statuses(made).equals(List.of("DELIVERED")));
    }

    @Test
    void aReceiverThatIsGoneIsSwitchedOffAndAnAdminToldAndWhatWaitedIsSentLater() {
        Person boss = registered(Role.ADMIN);
        JsonNode made = make("/410" + name, "order.created");
        events.publishAndAwait(created(UUID.randomUUID(), Person.someone()));
        await().atMost(SOON).until(() -> !webhook(made).path("enabled").asBoolean());
        assertThat(webhook(made).path("disabledReason").asString()).contains("410");
        await().atMost(SOON).until(() -> subjectsOf(boss).contains("The webhook to localhost was switched off"));
        assertThat(statuses(made)).containsExactly("FAILED");

        events.publishAndAwait(created(UUID.randomUUID(), Person.someone()));
        assertThat(statuses(made)).containsExactly("FAILED");
        String delivery = deliveries(made).path(0).path("id").asString();
        String resend = "/notifications/webhooks/" + idOf(made) + "/deliveries/" + delivery + "/resend";
        api.asAdmin().post(resend).hasError(409, "CONFLICT");
        RECEIVER.mend("/410" + name);
        switchTo(made, "/410" + name, true);
        api.asAdmin().post(resend).hasStatus(200);
        await().atMost(SOON).until(() -> statuses(made).equals(List.of("DELIVERED")));
    }

    @Test
    void aReceiverThatFailsForDaysIsSwitchedOffAndWhatWaitsIsSentWhenItIsSwitchedOn() {
        JsonNode made = make("/503" + name, "order.created");
        jdbc.sql("update webhooks set failing_since = ?::timestamptz")
                .param(Instant.now().minus(Duration.ofDays(6)).toString())
                .update();
        events.publishAndAwait(created(UUID.randomUUID(), Person.someone()));
        await().atMost(SOON).until(() -> !webhook(made).path("enabled").asBoolean());
        assertThat(statuses(made)).containsExactly("PENDING");
        assertThat(count("select count(*) from webhook_deliveries where due_at is null"))
                .isEqualTo(1);
        RECEIVER.mend("/503" + name);
        switchTo(made, "/503" + name, true);
        await().atMost(SOON).until(() -> statuses(made).equals(List.of("DELIVERED")));
    }

    @Test
    void aDeliveryIsGivenUpAtTheEndOfTheSchedule() {
        JsonNode made = make("/500" + name, "order.created");
        events.publishAndAwait(created(UUID.randomUUID(), Person.someone()));
        awaitMessages("/500" + name, 1);
        await().atMost(SOON)
                .until(() -> deliveries(made).path(0).path("attempts").asInt() == 1);
        jdbc.sql("update webhook_deliveries set attempts = 9, due_at = now()").update();
        jdbc.sql("update webhooks set paused_until = null").update();
        await().atMost(SOON).until(() -> statuses(made).equals(List.of("FAILED")));
    }

    @Test
    void redirectsAreNotFollowed() {
        JsonNode made = make("/302" + name, "order.created");
        events.publishAndAwait(created(UUID.randomUUID(), Person.someone()));
        await().atMost(SOON)
                .until(() -> deliveries(made).path(0).path("lastStatus").asInt() == 302);
        assertThat(RECEIVER.at("/200/redirected")).isEmpty();
    }

    @Test
    void anAnswerWithoutEndIsCutOff() {
        JsonNode made = make("/endless" + name, "order.created");
        events.publishAndAwait(created(UUID.randomUUID(), Person.someone()));
        await().atMost(SOON)
                .until(() -> deliveries(made).path(0).path("lastStatus").asInt() == 500);
        assertThat(deliveries(made).path(0).path("lastError").asString()).hasSizeLessThanOrEqualTo(512);
    }

    @Test
    void oneReceiverThatFailsDoesNotKeepOthersWaiting() {
        JsonNode bad = make("/500" + name, "order.created");
        make("/200" + name, "order.created");
        for (int i = 0; i < 20; i++) {
            events.publishAndAwait(created(UUID.randomUUID(), Person.someone()));
        }
        awaitMessages("/200" + name, 20);
        assertThat(RECEIVER.at("/500" + name)).hasSizeLessThan(20);
        assertThat(deliveries(bad).size()).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/hook",
                "https://[::1]/hook",
                "https://169.254.169.254/latest/meta-data",
                "https://[::ffff:127.0.0.1]/hook",
                "https://2130706433/hook",
                "https://127.1/hook",
                "https://10.0.0.8:5432/",
                "https://nobody.invalid/hook",
                "http://shop.example.com/hook",
                "ftp://shop.example.com/hook",
                "https://ada:secret@8.8.8.8/hook",
                "javascript:alert(1)",
                "no url at all"
            })
    void aReceiverInsideIsRefused(String url) {
        create(url, "order.created").isInvalid("url");
    }

    @Test
    void aReceiverThatMovesInsideAfterItsRegistrationIsNotCalled() {
        JsonNode made = make("/200" + name, "order.created");
        jdbc.sql("update webhooks set url = ?")
                .param("http://127.0.0.1:" + RECEIVER.port() + "/200" + name)
                .update();
        events.publishAndAwait(created(UUID.randomUUID(), Person.someone()));
        await().atMost(SOON)
                .until(() -> deliveries(made).path(0).path("attempts").asInt() == 1);
        assertThat(deliveries(made).path(0).has("lastStatus")).isFalse();
        jdbc.sql("update webhooks set paused_until = null, url = ?")
                .param("https://127.0.0.1:" + RECEIVER.port() + "/200" + name)
                .update();
        jdbc.sql("update webhook_deliveries set due_at = now()").update();
        await().atMost(SOON)
                .until(() -> deliveries(made).path(0).path("attempts").asInt() == 2);
        assertThat(deliveries(made).path(0).path("lastError").asString()).contains("not public");
        assertThat(RECEIVER.at("/200" + name)).isEmpty();
    }

    @Test
    void onlyAdminsHaveWebhooks() {
        for (Role role : List.of(Role.USER, Role.RIDER)) {
            api.as(role).get("/notifications/webhooks").hasStatus(403);
            api.as(role).post("/notifications/webhooks", Map.of()).hasStatus(403);
        }
        api.anonymous().get("/notifications/webhooks").hasStatus(401);
        create(RECEIVER.url("/200"), "user.security_alert").isInvalid("eventTypes");
        create(RECEIVER.url("/200")).isInvalid("eventTypes");
        assertThat(api.asAdmin()
                        .get("/notifications/webhooks/event-types")
                        .hasStatus(200)
                        .text())
                .contains(
                        "order.created",
                        "payment.success",
                        "delivery.completed",
                        "inventory.back_in_stock",
                        "user.deleted")
                .doesNotContain("security_alert", "verification");
        api.asAdmin().get("/notifications/webhooks/" + UUID.randomUUID()).hasStatus(404);
    }

    @Test
    void whatWasToldAboutAPersonIsForgottenWithThem() {
        JsonNode made = make("/200" + name, "order.created", "user.registered");
        Person ada = registered(Role.USER);
        OrderCreated order = created(UUID.randomUUID(), ada);
        events.publishAndAwait(order);
        events.publishAndAwait(
                new SecurityAlert(ada.id(), ada.email(), SecurityAlertKind.NEW_DEVICE, null, Instant.now()));
        await().atMost(SOON).until(() -> statuses(made).equals(List.of("DELIVERED", "DELIVERED")));
        events.publishAndAwait(new UserDeleted(ada.id(), Instant.now()));
        assertThat(deliveries(made).size()).isZero();
    }

    @Test
    void whatWaitsIsToldWithoutAPersonWhoIsGone() {
        JsonNode made = make(
                "/503" + name,
                "user.registered",
                "order.created",
                "order.cancelled",
                "delivery.in_transit",
                "delivery.completed",
                "user.deleted");
        Person ada = registered(Role.USER);
        UUID order = UUID.randomUUID();
        UUID delivery = UUID.randomUUID();
        events.publishAndAwait(created(order, ada));
        events.publishAndAwait(new OrderCancelled(order, ada.id(), "Cancelled by the customer: Ada moves", NOW));
        events.publishAndAwait(new DeliveryInTransit(delivery, order, DOOR, NOW));
        events.publishAndAwait(completed(delivery, order));
        assertThat(payloads()).anyMatch(payload -> payload.contains("41.2345"));

        events.publishAndAwait(new UserDeleted(ada.id(), NOW));

        assertThat(payloads())
                .hasSize(4)
                .noneMatch(payload -> payload.contains(ada.email())
                        || payload.contains("Main St")
                        || payload.contains("moves")
                        || payload.contains("41.2345"));
        RECEIVER.mend("/503" + name);
        jdbc.sql("update webhooks set paused_until = null").update();
        jdbc.sql("update webhook_deliveries set due_at = now()").update();
        await().atMost(SOON).until(() -> statuses(made).stream().allMatch("DELIVERED"::equals));
        JsonNode placed = lastMessageOf("order.created");
        assertThat(placed.at("/data/orderId").asString()).isEqualTo(order.toString());
        assertThat(placed.at("/data/items/0/name").asString()).isEqualTo("Pizza <Napoli>");
        assertThat(placed.at("/data/deliveryAddress/street").asString()).isEqualTo("-");
        assertThat(placed.at("/data/deliveryAddress/city").asString()).isEqualTo("Springfield");
        assertThat(placed.path("timestamp").asString()).isNotEmpty();
        assertThat(lastMessageOf("delivery.completed")
                        .at("/data/deliveryLocation/lat")
                        .asDouble())
                .isEqualTo(41.2);
        assertThat(lastMessageOf("user.deleted").at("/data/userId").asString())
                .isEqualTo(ada.id().toString());
    }

    @Test
    void whatWasToldOfTheDeliveryOfAPersonIsForgottenWithThem() {
        JsonNode made = make("/200" + name, "delivery.completed");
        Person ada = Person.someone();
        UUID order = UUID.randomUUID();
        // It comes before it is known whose the order is.
        events.publishAndAwait(completed(UUID.randomUUID(), order));
        events.publishAndAwait(created(order, ada));
        await().atMost(SOON).until(() -> statuses(made).equals(List.of("DELIVERED")));
        JsonNode told = api.asService("user-service")
                .get("/personal-data/" + ada.id())
                .hasStatus(200)
                .data()
                .at("/merchantsTold/0");
        assertThat(told.path("host").asString()).isEqualTo("localhost");
        assertThat(told.path("type").asString()).isEqualTo("delivery.completed");
        events.publishAndAwait(new UserDeleted(ada.id(), NOW));
        assertThat(deliveries(made).size()).isZero();
    }

    @Test
    void anEventThatComesLateIsToldWithoutAPersonWhoIsGone() {
        make("/200" + name, "user.registered", "order.created", "delivery.completed");
        Person ada = Person.someone();
        UUID order = UUID.randomUUID();
        events.publishAndAwait(new UserDeleted(ada.id(), NOW));
        events.publishAndAwait(registration(ada, Role.USER));
        events.publishAndAwait(created(order, ada));
        events.publishAndAwait(completed(UUID.randomUUID(), order));

        awaitMessages("/200" + name, 2);
        assertThat(RECEIVER.at("/200" + name))
                .extracting(Message::body)
                .hasSize(2)
                .noneMatch(body -> body.contains("Main St") || body.contains("41.2345") || body.contains(ada.email()));
        assertThat(count("select count(*) from webhook_deliveries where user_id is not null or order_id is not null"))
                .isZero();
    }

    private static DeliveryCompleted completed(UUID delivery, UUID order) {
        return new DeliveryCompleted(delivery, order, UUID.randomUUID(), NOW, DOOR, 12, 3.4);
    }

    private List<String> payloads() {
        return jdbc.sql("select payload from webhook_deliveries")
                .query(String.class)
                .list();
    }

    private List<String> storedSecrets() {
        return jdbc.sql("""
            select stored from webhooks, lateral unnest(array[secret, old_secret]) stored
            where stored is not null
            """).query(String.class).list();
    }

    private JsonNode lastMessageOf(String type) {
        return RECEIVER.at("/503" + name).stream()
                .map(message -> JsonMapper.shared().readTree(message.body()))
                .filter(body -> body.path("type").asString().equals(type))
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    private JsonNode make(String path, String... types) {
        return create(RECEIVER.url(path), types).hasStatus(201).data();
    }

    private ApiResult create(String url, String... types) {
        return api.asAdmin().post("/notifications/webhooks", Map.of("url", url, "eventTypes", types));
    }

    private void switchTo(JsonNode made, String path, boolean enabled) {
        api.asAdmin()
                .put(
                        "/notifications/webhooks/" + idOf(made),
                        Map.of("url", RECEIVER.url(path), "eventTypes", List.of("order.created"), "enabled", enabled))
                .hasStatus(200);
    }

    private static String idOf(JsonNode made) {
        return made.at("/webhook/id").asString();
    }

    private JsonNode webhook(JsonNode made) {
        return api.asAdmin()
                .get("/notifications/webhooks/" + idOf(made))
                .hasStatus(200)
                .data();
    }

    private JsonNode deliveries(JsonNode made) {
        return api.asAdmin()
                .get("/notifications/webhooks/" + idOf(made) + "/deliveries?limit=50")
                .hasStatus(200)
                .data();
    }

    private List<String> statuses(JsonNode made) {
        return deliveries(made)
                .valueStream()
                .map(delivery -> delivery.path("status").asString())
                .toList();
    }

    private static List<Message> awaitMessages(String path, int number) {
        await().atMost(SOON).until(() -> RECEIVER.at(path).size() >= number);
        return RECEIVER.at(path);
    }

    private static List<String> signatures(Message message) {
        return Arrays.asList(message.signature().split(" "));
    }

    /** As a receiver computes it that was written by the specification. */
    private static String sign(Message message, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
            String signed = message.id() + "." + message.timestamp() + "." + message.body();
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
