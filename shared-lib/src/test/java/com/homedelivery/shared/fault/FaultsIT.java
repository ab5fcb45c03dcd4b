package com.homedelivery.shared.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.messaging.outbox.Outbox;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.IntegrationTest;
import com.homedelivery.shared.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What an admin can break on purpose, and how it is mended again. The fault is that of the relay to Kafka. */
@IntegrationTest
@Import(MovableClock.class)
@TestPropertySource(
        properties = {
            "DEMO_DATA=true",
            "spring.application.name=faults",
            "spring.flyway.locations=classpath:db/messaging",
            "spring.autoconfigure.exclude=org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration"
        })
class FaultsIT {

    private static final String PAUSED = "/ops/faults/kafka-paused";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Map<String, Integer> FOR_A_MINUTE = Map.of("seconds", 60);

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {}

    @Autowired
    ApiClient api;

    @Autowired
    FaultSwitches switches;

    @Autowired
    StringRedisTemplate redis;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Outbox outbox;

    @Autowired
    TransactionTemplate transaction;

    private ApiClient admin;
    private Fault paused;

    @BeforeEach
    void forget() {
        jdbc.sql("truncate ops_audit").update();
        admin = api.asAdmin();
        paused = switches.all().getFirst();
    }

    @AfterEach
    void mend() {
        switches.switchOff(paused);
    }

    @Test
    void anAdminBreaksSomethingForAWhileAndMendsItBefore() {
        assertThat(untilOf(admin.get("/ops/faults").data().get(0))).isNull();

        Instant end = untilOf(admin.put(PAUSED, FOR_A_MINUTE).hasStatus(200).data());
        assertThat(end).isBetween(clock.instant(), clock.instant().plusSeconds(60));
        JsonNode listed = admin.get("/ops/faults").data().get(0);
        assertThat(listed.path("name").asString()).isEqualTo("kafka-paused");
        assertThat(listed.path("effect").asString()).contains("Kafka");
        assertThat(untilOf(listed)).isEqualTo(end);

        assertThat(untilOf(admin.delete(PAUSED).hasStatus(200).data())).isNull();
        assertThat(switches.isOn(paused)).isFalse();
    }

    @Test
    void isMendedWhenItsTimeIsOver() {
        admin.put(PAUSED, FOR_A_MINUTE).hasStatus(200);
        assertThat(switches.isOn(paused)).isTrue();

        clock.putForward(Duration.ofSeconds(60));

        assertThat(switches.isOn(paused)).isFalse();
        assertThat(untilOf(admin.get("/ops/faults").data().get(0))).isNull();
    }

    @Test
    void redisForgetsItByItself() {
        admin.put(PAUSED, Map.of("seconds", 1)).hasStatus(200);
        await().atMost(SOON).until(() -> !redis.hasKey("ops:{faults}:kafka-paused"));
    }

    @Test
    void everyInstanceOfEveryServiceHearsOfIt() {
        FaultSwitches elsewhere = new FaultSwitches(List.of(paused), redis, clock);
        elsewhere.start();
        try {
            admin.put(PAUSED, FOR_A_MINUTE).hasStatus(200);
            await().atMost(SOON).until(() -> elsewhere.isOn(paused));
            elsewhere.switchOff(paused);
            await().atMost(SOON).until(() -> !switches.isOn(paused));
        } finally {
            elsewhere.stop();
        }
    }

    @Test
    void eventsWaitForKafkaAndForNothingElseUntilItGoesOn() {
        admin.put(PAUSED, FOR_A_MINUTE).hasStatus(200);
        UUID order = UUID.randomUUID();
        transaction.executeWithoutResult(
                _ -> outbox.publish(new OrderCancelled(order, UUID.randomUUID(), null, Instant.now())));

        await().atMost(SOON).until(() -> isSent("redis", order));
        assertThat(isSent("kafka", order)).isFalse();

        clock.putForward(Duration.ofSeconds(60));

        await().atMost(SOON).until(() -> isSent("kafka", order));
    }

    @Test
    void leavesATraceOfWhoDidIt() {
        admin.put(PAUSED, FOR_A_MINUTE).hasStatus(200);
        admin.delete(PAUSED).hasStatus(200);

        JsonNode audit = admin.get("/ops/audit").data();
        assertThat(audit.get(0).path("action").asString()).isEqualTo("SWITCH_OFF");
        assertThat(audit.get(1).path("action").asString()).isEqualTo("SWITCH_ON");
        assertThat(audit.get(1).path("item").asString()).isEqualTo("fault");
        assertThat(audit.get(1).path("itemId").asString()).isEqualTo("kafka-paused");
        assertThat(audit.get(1).path("reason").asString()).isEqualTo("for 60 s");
        assertThat(audit.get(1).path("userId").asString())
                .isEqualTo(admin.userId().toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 901})
    void lastsBetweenASecondAndAQuarterOfAnHour(int seconds) {
        admin.put(PAUSED, Map.of("seconds", seconds)).isInvalid("seconds");
        assertThat(switches.isOn(paused)).isFalse();
    }

    @Test
    void hasToSayForHowLong() {
        admin.put(PAUSED, Map.of()).isInvalid("seconds");
    }

    @Test
    void whatCannotBeBrokenIsNotFound() {
        admin.put("/ops/faults/gravity", FOR_A_MINUTE).hasError(404, "NOT_FOUND");
        admin.delete("/ops/faults/gravity").hasError(404, "NOT_FOUND");
    }

    @Test
    void onlyAdminsBreakThings() {
        for (Role role : List.of(Role.USER, Role.RIDER)) {
            api.as(role).get("/ops/faults").hasError(403, "FORBIDDEN");
            api.as(role).put(PAUSED, FOR_A_MINUTE).hasError(403, "FORBIDDEN");
            api.as(role).delete(PAUSED).hasError(403, "FORBIDDEN");
        }
        api.put(PAUSED, FOR_A_MINUTE).hasError(401, "UNAUTHORIZED");
        assertThat(switches.isOn(paused)).isFalse();
    }

    private boolean isSent(String destination, UUID order) {
        return jdbc.sql("select count(*) from outbox where event_key = ? and %s_sent_at is not null"
                                .formatted(destination))
                        .param(order.toString())
                        .query(Integer.class)
                        .single()
                == 1;
    }

    private static Instant untilOf(JsonNode fault) {
        return fault.has("until") ? Instant.parse(fault.path("until").asString()) : null;
    }
}
