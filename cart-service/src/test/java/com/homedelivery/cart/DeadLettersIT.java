package com.homedelivery.cart;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.event.EventJson;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.messaging.redis.RedisConnections;
import com.homedelivery.shared.testing.ApiClient;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Without a database the audit log is in Redis, and the inbox is inside the script. */
class DeadLettersIT extends CartServiceTest {

    @Autowired
    private RedisConnections connections;

    @Test
    void anAdminHasAnOrderTakenOutOfTheCartAfterAll() {
        add(customer, milk, 5);
        String letter = deadLetter(customer);
        ApiClient admin = api.asAdmin();

        assertThat(admin.get("/ops/dead-letters/" + letter).data().path("type").asString())
                .isEqualTo("order.created");
        admin.post("/ops/dead-letters/" + letter + "/retry").hasStatus(200);

        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(milk, 3));
        admin.get("/ops/dead-letters/" + letter).hasStatus(404);
        customer.get("/ops/dead-letters").hasStatus(403);
    }

    @Test
    void whatIsDiscardedStandsInTheAuditLog() {
        String letter = deadLetter(api.asCustomer());
        ApiClient admin = api.asAdmin();

        admin.delete("/ops/dead-letters/" + letter + "?reason=nonsense").hasStatus(200);

        JsonNode last = admin.get("/ops/audit?limit=1").data().get(0);
        assertThat(last.path("itemId").asString()).isEqualTo(letter);
        assertThat(last.path("userId").asString()).isEqualTo(admin.userId().toString());
        assertThat(last.path("reason").asString()).isEqualTo("nonsense");
        assertThat(admin.get("/ops/quarantined").data().size()).isZero();
    }

    private String deadLetter(ApiClient customer) {
        OrderCreated order = ordered(customer, Map.of(milk, 2), null);
        return "stream:orders:"
                + redis.opsForStream()
                        .add(
                                connections.naming().companion("stream:orders", ":dead:cart-service"),
                                Map.of(
                                        "id",
                                        UUID.randomUUID().toString(),
                                        "type",
                                        "order.created",
                                        "source",
                                        "order-service",
                                        "time",
                                        Instant.now().toString(),
                                        "subject",
                                        order.key(),
                                        "data",
                                        EventJson.write(order),
                                        "deliveries",
                                        "8",
                                        "error",
                                        "a fault that is mended"));
    }
}
