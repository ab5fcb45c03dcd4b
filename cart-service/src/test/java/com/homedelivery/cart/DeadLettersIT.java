package com.homedelivery.cart;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.event.EventJson;
import com.homedelivery.shared.event.OrderEvent.Address;
import com.homedelivery.shared.event.OrderEvent.Item;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Without a database the audit log is in Redis, and the inbox is inside the script. */
class DeadLettersIT extends CartServiceTest {

    private static final UUID MILK = catalogue.sells("Milk", "2.99");

    @Test
    void anAdminHasAnOrderTakenOutOfTheCartAfterAll() {
        Api customer = customer();
        add(customer, MILK, 5);
        String letter = deadLetter(customer);
        Api admin = admin();

        assertThat(admin.get("/ops/dead-letters/" + letter).data().path("type").asString())
                .isEqualTo("order.created");
        assertThat(admin.post("/ops/dead-letters/" + letter + "/retry", "").status())
                .isEqualTo(200);

        assertThat(quantitiesOf(customer)).isEqualTo(Map.of(MILK, 3));
        assertThat(admin.get("/ops/dead-letters/" + letter).status()).isEqualTo(404);
        assertThat(customer.get("/ops/dead-letters").status()).isEqualTo(403);
    }

    @Test
    void whatIsDiscardedStandsInTheAuditLog() {
        String letter = deadLetter(customer());
        Api admin = admin();

        assertThat(admin.delete("/ops/dead-letters/" + letter + "?reason=nonsense")
                        .status())
                .isEqualTo(200);

        JsonNode last = admin.get("/ops/audit?limit=1").data().get(0);
        assertThat(last.path("itemId").asString()).isEqualTo(letter);
        assertThat(last.path("userId").asString()).isEqualTo(admin.userId().toString());
        assertThat(last.path("reason").asString()).isEqualTo("nonsense");
        assertThat(admin.get("/ops/quarantined").data().size()).isZero();
    }

    private String deadLetter(Api customer) {
        OrderCreated order = new OrderCreated(
                UUID.randomUUID(),
                customer.userId(),
                List.of(new Item(MILK, "Milk", 2, new BigDecimal("2.99"))),
                new BigDecimal("5.98"),
                null,
                new Address("1 Main St", "New York", "NY", "10001", null),
                Instant.now(),
                null);
        return "stream:orders:"
                + redis.opsForStream()
                        .add(
                                "stream:orders:dead:cart-service",
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
