package com.homedelivery.shared.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.event.EventJson;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.messaging.StreamSubscription;
import com.homedelivery.shared.messaging.outbox.Outbox;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.IntegrationTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What an admin can see and mend of a service's events. */
@IntegrationTest
@TestPropertySource(
        properties = {
            "spring.application.name=ops",
            "spring.flyway.locations=classpath:db/messaging",
            "spring.autoconfigure.exclude=org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration",
            "homedelivery.messaging.consumer.max-deliveries=2",
            "homedelivery.messaging.consumer.first-retry=10ms",
            "homedelivery.messaging.consumer.dead-letters-in-a-row=1000"
        })
class OpsIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final CurrentUser ADMIN = new CurrentUser(UUID.randomUUID(), "admin@example.test", Role.ADMIN);

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {

        @Bean
        Handler handler() {
            return new Handler();
        }

        @Bean
        StreamSubscription<OrderEvent> orders(Handler handler) {
            return StreamSubscription.to(EventStream.ORDERS, handler::on).only(OrderCancelled.class);
        }
    }

    /** Fails for some orders until it is mended. */
    static class Handler {

        private final Set<UUID> broken = ConcurrentHashMap.newKeySet();
        private final List<UUID> failed = new CopyOnWriteArrayList<>();
        private final List<UUID> done = new CopyOnWriteArrayList<>();

        void on(OrderEvent event) {
            if (broken.contains(event.orderId())) {
                failed.add(event.orderId());
                throw new IllegalStateException("the handler has a fault");
            }
            done.add(event.orderId());
        }
    }

    @Autowired
    ApiClient api;

    @Autowired
    Outbox outbox;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    StringRedisTemplate redis;

    @Autowired
    Handler handler;

    private ApiClient admin;
    private final UUID order = UUID.randomUUID();

    @BeforeEach
    void forget() {
        admin = api.as(ADMIN);
        jdbc.sql("truncate ops_audit, dead_letters").update();
    }

    @Test
    void nothingCanBeBrokenWithoutTheDemoData() {
        admin.get("/ops/faults").hasError(404, "NOT_FOUND");
        admin.put("/ops/faults/kafka-paused", Map.of("seconds", 1)).hasError(404, "NOT_FOUND");
    }

    @Test
    void anAdminReadsWhatTheServiceCouldNotActOn() {
        String id = deadLetterOf(order);

        JsonNode listed = get("/ops/dead-letters").get(0);
        assertThat(textsOf(listed))
                .containsEntry("id", id)
                .containsEntry("source", "stream")
                .containsEntry("stream", "stream:orders")
                .containsEntry("type", "order.cancelled")
                .containsEntry("subject", order.toString())
                .hasEntrySatisfying("eventId", eventId -> assertThat(eventId).isNotBlank())
                .hasEntrySatisfying("reason", reason -> assertThat(reason).contains("the handler has a fault"));
        assertThat(listed.path("deliveries").asInt()).isEqualTo(2);
        assertThat(Instant.parse(listed.path("failedAt").asString()))
                .isAfter(Instant.now().minusSeconds(60));
        assertThat(listed.has("data")).isFalse();
        assertThat(listed.has("trace")).isFalse();

        JsonNode whole = get("/ops/dead-letters/" + id);
        assertThat(whole.path("data").asString()).contains(order.toString());
        assertThat(whole.path("trace").asString()).contains("IllegalStateException");
    }

    @Test
    void deadLettersComeNewestFirstAndInPages() {
        String first = deadLetterOf(order);
        String second = deadLetterOf(UUID.randomUUID());
        String third = deadLetterOf(UUID.randomUUID());

        assertThat(get("/ops/dead-letters").findValuesAsString("id")).containsExactly(third, second, first);
        ApiResult page = admin.get("/ops/dead-letters?page=2&limit=2&stream=stream:orders");
        assertThat(page.data().findValuesAsString("id")).containsExactly(first);
        assertThat(page.body().at("/pagination/total").asInt()).isEqualTo(3);
        assertThat(get("/ops/dead-letters?stream=stream:users").size()).isZero();
    }

    @Test
    void aRetriedEventIsActedOnOnceAndByThisServiceAlone() {
        String id = deadLetterOf(order);
        handler.broken.clear();
        long inTheStream = redis.opsForStream().size("stream:orders");

        JsonNode done =
                admin.post("/ops/dead-letters/" + id + "/retry").hasStatus(200).data();

        assertThat(done.path("id").asString()).isEqualTo(id);
        assertThat(done.path("status").asString()).isEqualTo("handled");
        assertThat(handler.done).containsOnlyOnce(order);
        assertThat(redis.opsForStream().size("stream:orders")).isEqualTo(inTheStream);
        admin.get("/ops/dead-letters/" + id).hasStatus(404);
        admin.post("/ops/dead-letters/" + id + "/retry").hasStatus(404);
    }

    @Test
    void afterACrashBetweenActingAndRemovingTheNextRetryOnlyRemoves() {
        String id = deadLetterOf(order);
        handler.broken.clear();
        jdbc.sql("insert into inbox (event_id) values (?)")
                .param(UUID.fromString(
                        get("/ops/dead-letters/" + id).path("eventId").asString()))
                .update();

        admin.post("/ops/dead-letters/" + id + "/retry").hasStatus(200);

        assertThat(handler.done).doesNotContain(order);
        assertThat(get("/ops/dead-letters")).isEmpty();
    }

    @Test
    void deadLettersOutliveRedisAndAreNotDoubledWhenItsEventsAreSentAgain() {
        String id = deadLetterOf(order);

        redis.execute((RedisCallback<Object>) connection -> {
            connection.serverCommands().flushDb();
            return null;
        });
        UUID later = UUID.randomUUID();
        transaction.executeWithoutResult(_ -> outbox.publish(cancelled(later)));
        await().atMost(SOON).until(() -> handler.done.contains(later));
        await().atMost(SOON).untilAsserted(() -> {
            // Twice each time, and once more if it was the first to fail of those that were tried in one transaction.
            assertThat(handler.failed).filteredOn(order::equals).hasSizeBetween(4, 5);
            assertThat(pending()).isZero();
        });

        assertThat(get("/ops/dead-letters").valueStream())
                .filteredOn(letter -> letter.path("subject").asString("").equals(order.toString()))
                .extracting(letter -> letter.path("id").asString())
                .containsExactly(id);
    }

    @Test
    void whatFailsAgainStays() {
        String id = deadLetterOf(order);

        ApiResult refused = admin.post("/ops/dead-letters/" + id + "/retry").hasError(409, "RETRY_FAILED");

        assertThat(refused.body().at("/error/message").asString()).contains("the handler has a fault");
        admin.get("/ops/dead-letters/" + id).hasStatus(200);
    }

    @Test
    void allOfAKindAreRetriedTogether() {
        UUID stillBroken = UUID.randomUUID();
        deadLetterOf(order);
        String stays = deadLetterOf(stillBroken);
        handler.broken.remove(order);
        unreadable("1-1", "order.levitated");

        JsonNode done = admin.post("/ops/dead-letters/retry", "{\"type\": \"order.cancelled\"}")
                .hasStatus(200)
                .data();

        assertThat(done.path("handled").asInt()).isEqualTo(1);
        assertThat(done.path("failed").asInt()).isEqualTo(1);
        assertThat(done.path("more").asBoolean()).isFalse();
        assertThat(handler.done).contains(order);
        assertThat(get("/ops/dead-letters").findValuesAsString("id")).hasSize(2).contains(stays);
        assertThat(admin.post("/ops/dead-letters/retry", "{\"stream\": \"stream:users\"}")
                        .hasStatus(200)
                        .data()
                        .path("failed")
                        .asInt())
                .isZero();
    }

    @Test
    void manyThatFailAgainDoNotKeepLaterOnesFromBeingRetried() {
        for (int i = 0; i < 120; i++) {
            unreadable("1-" + i, "order.cancelled");
        }
        deadLetterOf(order);
        handler.broken.remove(order);

        String request = "{}";
        int failed = 0;
        boolean more = true;
        while (more) {
            JsonNode done = admin.post("/ops/dead-letters/retry", request)
                    .hasStatus(200)
                    .data();
            failed += done.path("failed").asInt();
            more = done.path("more").asBoolean();
            request = "{\"after\": \"" + done.path("last").asString() + "\"}";
            assertThat(failed).isBetween(1, 120);
        }

        assertThat(failed).isEqualTo(120);
        assertThat(handler.done).contains(order);
        admin.post("/ops/dead-letters/retry", "{\"after\": \"nothing\"}").hasStatus(404);
    }

    @Test
    void aDiscardIsKeptInTheAuditLogWithItsReason() {
        String id = deadLetterOf(order);
        admin.post("/ops/dead-letters/" + id + "/retry").hasStatus(409);

        admin.delete("/ops/dead-letters/" + id + "?reason=" + encoded("a test order"))
                .hasStatus(200);

        admin.get("/ops/dead-letters/" + id).hasStatus(404);
        JsonNode audit = get("/ops/audit");
        assertThat(audit.size()).isEqualTo(2);
        assertThat(audit.get(0).path("action").asString()).isEqualTo("DISCARD");
        assertThat(audit.get(0).path("reason").asString()).isEqualTo("a test order");
        assertThat(audit.get(0).path("userId").asString()).isEqualTo(ADMIN.id().toString());
        assertThat(audit.get(0).path("item").asString()).isEqualTo("dead-letter");
        assertThat(audit.get(0).path("itemId").asString()).isEqualTo(id);
        assertThat(audit.get(0).path("stream").asString()).isEqualTo("stream:orders");
        assertThat(audit.get(0).path("type").asString()).isEqualTo("order.cancelled");
        assertThat(audit.get(0).path("eventId").asString()).isNotBlank();
        assertThat(audit.get(1).path("action").asString()).isEqualTo("RETRY");
        assertThat(admin.get("/ops/audit?page=1&limit=1")
                        .body()
                        .at("/pagination/total")
                        .asInt())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /ops/dead-letters/stream:orders:1-1, reason",
        "DELETE, /ops/dead-letters/stream:orders:1-1?reason=, reason",
        "DELETE, /ops/quarantined/redis:1, reason",
        "GET, /ops/dead-letters?limit=101, limit",
        "GET, /ops/quarantined?page=0, page",
        "GET, /ops/audit?limit=many, limit"
    })
    void whatIsMissingOrWrongIsNamed(String method, String path, String field) {
        admin.call(HttpMethod.valueOf(method), path, null)
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dead-letters/x",
                "dead-letters/stream:orders:1-1",
                "dead-letters/stream:orders:999999999999999999999-1",
                "dead-letters/stream:users:1-1",
                "dead-letters/stream:orders:dead:ops:1-1",
                "quarantined/redis:1",
                "quarantined/mars:1",
                "quarantined/kafka:99999999999999999999"
            })
    void whatIsNotThereIsNotFound(String item) {
        admin.get("/ops/" + item).hasStatus(404);
        admin.post("/ops/" + item + "/retry").hasStatus(404);
        admin.delete("/ops/" + item + "?reason=none").hasStatus(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ops/dead-letters", "/ops/dead-letters/x", "/ops/quarantined", "/ops/audit", "/ops/else"})
    void onlyAdminsGetIn(String path) {
        for (Role role : List.of(Role.USER, Role.RIDER)) {
            api.as(role).get(path).hasStatus(403);
        }
        api.get(path).hasStatus(401);
    }

    @Test
    void anAdminSendsAQuarantinedEventAgain() {
        String id = quarantined(order);

        JsonNode listed = get("/ops/quarantined").get(0);
        Map<String, String> quarantined = Map.of(
                "id", id,
                "destination", "redis",
                "topic", "orders",
                "type", "order.cancelled",
                "subject", order.toString(),
                "reason", "WRONGTYPE");
        assertThat(textsOf(listed)).containsAllEntriesOf(quarantined).doesNotContainKey("data");
        assertThat(get("/ops/quarantined/" + id).path("data").asString()).contains(order.toString());

        assertThat(admin.post("/ops/quarantined/" + id + "/retry")
                        .hasStatus(200)
                        .data()
                        .path("status")
                        .asString())
                .isEqualTo("sending");

        await().atMost(SOON).until(() -> handler.done.contains(order));
        assertThat(get("/ops/quarantined").size()).isZero();
        assertThat(get("/ops/audit").get(0).path("item").asString()).isEqualTo("quarantined");
    }

    @Test
    void anAdminGivesUpAQuarantinedEventForAReason() {
        String id = quarantined(order);

        admin.delete("/ops/quarantined/" + id + "?reason=nonsense").hasStatus(200);

        admin.get("/ops/quarantined/" + id).hasStatus(404);
        assertThat(get("/ops/audit").get(0).path("reason").asString()).isEqualTo("nonsense");
        assertThat(handler.done).doesNotContain(order);
    }

    private long pending() {
        return redis.opsForStream().pending("stream:orders", "ops").getTotalPendingMessages();
    }

    /** An event that failed twice. */
    private String deadLetterOf(UUID broken) {
        handler.broken.add(broken);
        transaction.executeWithoutResult(_ -> outbox.publish(cancelled(broken)));
        return await().atMost(SOON)
                .until(
                        () -> get("/ops/dead-letters")
                                .valueStream()
                                .filter(letter ->
                                        letter.path("subject").asString("").equals(broken.toString()))
                                .map(letter -> letter.path("id").asString())
                                .findFirst()
                                .orElse(""),
                        id -> !id.isEmpty());
    }

    /** An event that nobody can read. */
    private void unreadable(String entry, String type) {
        jdbc.sql("insert into dead_letters (stream, entry, type, fields) values ('stream:orders', ?, ?, ?)")
                .param(entry)
                .param(type)
                .param("{\"type\": \"%s\", \"data\": \"{\", \"error\": \"unreadable\"}".formatted(type))
                .update();
    }

    /** An event that Redis is said to have refused, before the relay could try. */
    private String quarantined(UUID subject) {
        return "redis:"
                + jdbc.sql("""
                                with refused as (
                                    insert into outbox (event_id, stream, topic, event_key, type, source, occurred_at,
                                        data)
                                    values (?, 'stream:orders', 'orders', ?, 'order.cancelled', 'ops', now(), ?)
                                    returning id, topic, event_key)
                                insert into outbox_quarantine (destination, outbox_id, topic, event_key, reason)
                                select 'redis', id, topic, event_key, 'WRONGTYPE' from refused
                                returning outbox_id""")
                        .param(UUID.randomUUID())
                        .param(subject.toString())
                        .param(EventJson.write(cancelled(subject)))
                        .query(Long.class)
                        .single();
    }

    private static OrderCancelled cancelled(UUID order) {
        return new OrderCancelled(order, UUID.randomUUID(), "changed my mind", Instant.now());
    }

    private JsonNode get(String path) {
        return admin.get(path).hasStatus(200).data();
    }

    /** The fields of an object, as text. */
    private static Map<String, String> textsOf(JsonNode object) {
        return object.propertyStream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, field -> field.getValue().asString("")));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
