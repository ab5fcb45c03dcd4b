package com.homedelivery.inventory;

import static com.homedelivery.inventory.InventoryClient.body;
import static com.homedelivery.inventory.InventoryClient.data;
import static com.homedelivery.inventory.InventoryClient.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.homedelivery.inventory.InventoryClient.Line;
import com.homedelivery.inventory.application.ReservationWorkflow;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryReturned;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderFailed;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.IntegrationTest;
import com.homedelivery.shared.testing.TestServers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/** The journal of the stock adds up to the stock. */
@IntegrationTest
class MovementsIT {

    private static final UUID CUSTOMER = UUID.randomUUID();

    @LocalServerPort
    int port;

    @Autowired
    AccessTokens tokens;

    @Autowired
    ReservationWorkflow workflow;

    @Autowired
    JdbcClient jdbc;

    InventoryClient client;
    UUID bananas;

    @BeforeEach
    void connect() {
        client = new InventoryClient(port, tokens);
        bananas = client.stocked(30);
    }

    @Test
    void everythingThatHappensToAProductAddsUpToItsStock() {
        client.put(bananas, Map.of("adjustBy", 20)).expectStatus().isOk();
        client.put(bananas, Map.of("adjustBy", -4, "reason", "Fell off the shelf"))
                .expectStatus()
                .isOk();
        handle("reserve", 3);
        handle("release", 1);
        UUID released = client.reserved(new Line(bananas, 2));
        client.release(released).expectStatus().isOk();
        UUID cancelled = client.reserved(new Line(bananas, 3));
        workflow.on(EventFixtures.confirmed(cancelled, new Line(bananas, 3)));
        workflow.on(new OrderCancelled(cancelled, CUSTOMER, "Changed my mind", Instant.now()));
        UUID broughtBack = client.reserved(new Line(bananas, 4));
        workflow.on(EventFixtures.confirmed(broughtBack, new Line(bananas, 4)));
        workflow.on(new OrderFailed(broughtBack, CUSTOMER, "Nobody at home", Instant.now()));
        workflow.on(new DeliveryReturned(UUID.randomUUID(), broughtBack, Instant.now()));
        UUID delivered = client.reserved(new Line(bananas, 5));
        workflow.on(EventFixtures.confirmed(delivered, new Line(bananas, 5)));
        workflow.on(EventFixtures.confirmed(UUID.randomUUID(), new Line(bananas, 50)));
        client.put(bananas, Map.of("quantity", 60)).expectStatus().isOk();
        client.reserved(new Line(bananas, 6));
        client.reserve(UUID.randomUUID(), new Line(bananas, 99)).expectStatus().isEqualTo(409);

        assertThat(client.levelOf(bananas)).isEqualTo("60/8/52");
        assertThat(sums(bananas)).isEqualTo("60/8");
        assertThat(kinds(bananas))
                .containsExactlyInAnyOrder("RECEIPT", "RESERVATION", "COMMIT", "RELEASE", "CORRECTION", "RETURN");
    }

    @Test
    void eachMovementSaysWhoDidItAndWhyAndForWhichOrder() {
        UUID orderId = client.reserved(new Line(bananas, 3));
        workflow.on(EventFixtures.confirmed(orderId, new Line(bananas, 3)));
        client.put(bananas, Map.of("adjustBy", 5, "reason", "Delivery from the wholesaler"));

        List<JsonNode> journal =
                data(client.get(Role.ADMIN, path(bananas))).valueStream().toList();

        assertThat(journal.stream().map(MovementsIT::brief))
                .containsExactly(
                        "RECEIPT 5 0 - Delivery from the wholesaler",
                        "COMMIT -3 -3 order-service order.confirmed",
                        "RESERVATION 0 3 order-service order is placed",
                        "CORRECTION 30 0 - counted");
        assertThat(journal.get(1).get("orderId").asString()).isEqualTo(orderId.toString());
        assertThat(journal.get(2).get("orderId").asString()).isEqualTo(orderId.toString());
        assertThat(journal.get(3).has("orderId")).isFalse();
        UUID.fromString(journal.getFirst().get("actor").asString());
        assertThat(journal.getFirst().get("at").asString()).endsWith("Z");
    }

    @Test
    void theJournalComesInPages() {
        client.put(bananas, Map.of("adjustBy", 1));
        client.put(bananas, Map.of("adjustBy", 2));

        JsonNode page = body(client.get(Role.ADMIN, path(bananas) + "?limit=2&page=2"));

        assertThat(page.get("data").valueStream().map(MovementsIT::brief)).containsExactly("CORRECTION 30 0 - counted");
        assertThat(page.at("/pagination/total").asInt()).isEqualTo(3);
        assertThat(data(client.get(Role.ADMIN, path(UUID.randomUUID())))).isEmpty();
    }

    @Test
    void onlyAdminsReadIt() {
        client.get(path(bananas)).expectStatus().isUnauthorized();
        client.get(Role.USER, path(bananas)).expectStatus().isForbidden();
        client.get(Role.SERVICE, path(bananas)).expectStatus().isForbidden();
    }

    @Test
    void aReasonIsNoStory() {
        var refusal = client.put(bananas, Map.of("adjustBy", 1, "reason", "x".repeat(201)));

        refusal.expectStatus().isBadRequest();
        assertThat(error(refusal).at("/details/0/field").asString()).isEqualTo("reason");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update stock_movements set quantity_change = 1",
                "delete from stock_movements",
                "truncate stock_movements"
            })
    void whatIsWrittenThereStays(String change) {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> jdbc.sql(change).update())
                .withMessageContaining("only ever added");

        assertThat(sums(bananas)).isEqualTo("30/0");
    }

    @Test
    void whatWasThereBeforeTheJournalOpensIt() {
        TestServers.Database database = TestServers.current().postgresDatabase("before_the_journal");
        DriverManagerDataSource source =
                new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password());
        JdbcClient before = JdbcClient.create(source);
        migrations(source).target("2").load().migrate();
        before.sql("""
                        insert into stock
                            (product_id, quantity, reserved, put_aside, low_stock_threshold, updated_at, version)
                        values (gen_random_uuid(), 12, 5, 1, 10, now(), 7), (gen_random_uuid(), 0, 0, 0, 10, now(), 0)
                        """).update();

        migrations(source).load().migrate();

        assertThat(before.sql("""
                                select kind || ' ' || quantity_change || ' ' || reserved_change || ' ' || reason
                                from stock_movements
                                """).query(String.class).list()).containsExactly("CORRECTION 12 5 opening balance");
    }

    private static FluentConfiguration migrations(DriverManagerDataSource source) {
        return Flyway.configure().dataSource(source).locations("classpath:db/migration");
    }

    private void handle(String verb, int units) {
        client.send(Role.ADMIN, HttpMethod.POST, "/inventory/" + bananas + "/" + verb, Map.of("quantity", units))
                .expectStatus()
                .isOk();
    }

    private static String path(UUID productId) {
        return "/inventory/" + productId + "/movements";
    }

    /** The actor only where it is a service: admins have ids. */
    private static String brief(JsonNode movement) {
        String actor = movement.get("actor").asString();
        return String.join(
                " ",
                movement.get("kind").asString(),
                movement.get("quantityChange").toString(),
                movement.get("reservedChange").toString(),
                actor.endsWith("-service") ? actor : "-",
                movement.get("reason").asString());
    }

    private String sums(UUID productId) {
        return jdbc.sql("""
                        select sum(quantity_change) || '/' || sum(reserved_change)
                        from stock_movements where product_id = ?
                        """).param(productId).query(String.class).single();
    }

    private List<String> kinds(UUID productId) {
        return jdbc.sql("select distinct kind from stock_movements where product_id = ?")
                .param(productId)
                .query(String.class)
                .list();
    }
}
