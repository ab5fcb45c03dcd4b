package com.homedelivery.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.homedelivery.inventory.application.ReservationWorkflow;
import com.homedelivery.inventory.support.EventFixtures;
import com.homedelivery.inventory.support.Line;
import com.homedelivery.shared.testing.TestServers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/** The journal of the stock adds up to the stock. */
class MovementsIT extends InventoryServiceTest {

    @Autowired
    ReservationWorkflow workflow;

    UUID bananas;

    @BeforeEach
    void connect() {
        bananas = inventory.stocked(30);
    }

    @Test
    void addsUpToTheStockWhateverHappens() {
        inventory.put(bananas, Map.of("adjustBy", 20)).hasStatus(200);
        inventory
                .put(bananas, Map.of("adjustBy", -4, "reason", "Fell off the shelf"))
                .hasStatus(200);
        handle("reserve", 3);
        handle("release", 1);
        UUID released = inventory.reserved(new Line(bananas, 2));
        inventory.release(released).hasStatus(200);
        UUID cancelled = inventory.reserved(new Line(bananas, 3));
        workflow.on(EventFixtures.confirmed(cancelled, new Line(bananas, 3)));
        workflow.on(EventFixtures.cancelled(cancelled));
        UUID returned = inventory.reserved(new Line(bananas, 4));
        workflow.on(EventFixtures.confirmed(returned, new Line(bananas, 4)));
        workflow.on(EventFixtures.failed(returned));
        workflow.on(EventFixtures.returned(returned));
        UUID delivered = inventory.reserved(new Line(bananas, 5));
        workflow.on(EventFixtures.confirmed(delivered, new Line(bananas, 5)));
        workflow.on(EventFixtures.confirmed(UUID.randomUUID(), new Line(bananas, 50)));
        inventory.put(bananas, Map.of("quantity", 60)).hasStatus(200);
        inventory.reserved(new Line(bananas, 6));
        inventory.reserve(UUID.randomUUID(), new Line(bananas, 99)).hasStatus(409);

        assertThat(inventory.levelOf(bananas)).isEqualTo("60/8/52");
        assertThat(sums(bananas)).isEqualTo("60/8");
        assertThat(kinds(bananas))
                .containsExactlyInAnyOrder("RECEIPT", "RESERVATION", "COMMIT", "RELEASE", "CORRECTION", "RETURN");
    }

    @Test
    void saysWhoMadeAMovementAndWhyAndForWhichOrder() {
        UUID orderId = inventory.reserved(new Line(bananas, 3));
        workflow.on(EventFixtures.confirmed(orderId, new Line(bananas, 3)));
        inventory.put(bananas, Map.of("adjustBy", 5, "reason", "Delivery from the wholesaler"));

        List<JsonNode> journal =
                api.asAdmin().get(path(bananas)).data().valueStream().toList();

        assertThat(journal.stream().map(MovementsIT::summary))
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
    void listsMovementsInPages() {
        inventory.put(bananas, Map.of("adjustBy", 1));
        inventory.put(bananas, Map.of("adjustBy", 2));

        JsonNode page = api.asAdmin().get(path(bananas) + "?limit=2&page=2").body();

        assertThat(page.get("data").valueStream().map(MovementsIT::summary))
                .containsExactly("CORRECTION 30 0 - counted");
        assertThat(page.at("/pagination/total").asInt()).isEqualTo(3);
        assertThat(api.asAdmin().get(path(UUID.randomUUID())).data()).isEmpty();
    }

    @Test
    void findsMovementsByKindReasonReferencePersonAndTime() {
        inventory.put(bananas, Map.of("adjustBy", 7, "reference", "note-" + bananas, "reasonCode", "FOUND"));
        inventory.reserved(new Line(bananas, 3));
        JsonNode found = api.asAdmin().get(path(bananas)).data().get(1);

        assertThat(summaries("?kind=RESERVATION")).containsExactly("RESERVATION 0 3 order-service order is placed");
        assertThat(summaries("?reasonCode=FOUND")).containsExactly("RECEIPT 7 0 - goods came in");
        assertThat(summaries("?reference=note-" + bananas)).hasSize(1);
        assertThat(summaries("?actor=" + found.get("actor").asString()))
                .doesNotContain("RESERVATION 0 3 order-service order is placed");
        assertThat(summaries("?from=2200-01-01")).isEmpty();
        assertThat(summaries("?to=2020-01-01T00:00:00Z")).isEmpty();
        assertThat(summaries("?from=2020-01-01")).hasSize(3);
        assertThat(api.asAdmin()
                        .get("/inventory/movements?reference=note-" + bananas)
                        .data()
                        .get(0)
                        .get("productId")
                        .asString())
                .isEqualTo(bananas.toString());
        assertThat(api.asAdmin()
                        .get("/inventory/movements?limit=1&productId=" + bananas)
                        .body()
                        .at("/pagination/total")
                        .asInt())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "kind=GIFT, kind",
        "reasonCode=WHIM, reasonCode",
        "actor=somebody, actor",
        "from=yesterday, from",
        "to=+999999999-12-31, to"
    })
    void refusesAFilterThatIsNone(String query, String field) {
        api.asAdmin()
                .get("/inventory/movements?" + query.replace("+", "%2B"))
                .hasStatus(400)
                .hasFieldError(field);
    }

    @Test
    void refusesAReasonThatOnlyTheServiceGives() {
        inventory
                .put(bananas, Map.of("adjustBy", 1, "reasonCode", "STOCK_TAKE"))
                .hasStatus(400)
                .hasFieldError("reasonCode");
    }

    private List<String> summaries(String query) {
        return api.asAdmin()
                .get(path(bananas) + query)
                .data()
                .valueStream()
                .map(MovementsIT::summary)
                .toList();
    }

    @Test
    void listsMovementsForAdminsOnly() {
        api.get("/inventory/movements").hasStatus(401);
        api.asCustomer().get("/inventory/movements").hasStatus(403);
        api.get(path(bananas)).hasStatus(401);
        api.asCustomer().get(path(bananas)).hasStatus(403);
        inventory.asOrderService().get(path(bananas)).hasStatus(403);
    }

    @Test
    void refusesAReasonThatIsTooLong() {
        inventory
                .put(bananas, Map.of("adjustBy", 1, "reason", "x".repeat(201)))
                .hasStatus(400)
                .hasFieldError("reason");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update stock_movements set quantity_change = 1",
                "delete from stock_movements",
                "truncate stock_movements"
            })
    void refusesToChangeMovements(String change) {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> jdbc.sql(change).update())
                .withMessageContaining("only ever added");

        assertThat(sums(bananas)).isEqualTo("30/0");
    }

    @Test
    void beginsWithTheStockThatWasThereBefore() {
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
        api.asAdmin()
                .post("/inventory/" + bananas + "/" + verb, Map.of("quantity", units))
                .hasStatus(200);
    }

    private static String path(UUID productId) {
        return "/inventory/" + productId + "/movements";
    }

    /** The actor only where it is a service: admins have ids. */
    private static String summary(JsonNode movement) {
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
