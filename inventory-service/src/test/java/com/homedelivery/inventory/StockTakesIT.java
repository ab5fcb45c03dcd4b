package com.homedelivery.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.inventory.application.ReservationWorkflow;
import com.homedelivery.inventory.application.StockTakes;
import com.homedelivery.inventory.application.StockTakes.Moment;
import com.homedelivery.inventory.support.EventFixtures;
import com.homedelivery.inventory.support.Line;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** The stock is counted while the shop goes on selling. */
class StockTakesIT extends InventoryServiceTest {

    @Autowired
    ReservationWorkflow workflow;

    @Autowired
    StockTakes takes;

    @Autowired
    TransactionTemplate transaction;

    ApiClient ann;
    UUID bananas;
    UUID apples;
    String path;

    @BeforeEach
    void open() {
        ann = api.asAdmin();
        bananas = inventory.stocked(30);
        apples = inventory.stocked(20);
        path = opened(bananas, apples);
    }

    @Test
    void correctsWhatWasCountedByTheDifference() {
        count(bananas, 27).hasStatus(200);

        JsonNode line = lines("DIFFERENT").getFirst();
        assertThat(line.get("expected").asInt()).isEqualTo(30);
        assertThat(line.get("difference").asInt()).isEqualTo(-3);
        assertThat(ann.get(path).data().get("counted").asInt()).isOne();
        assertThat(inventory.levelOf(bananas)).isEqualTo("30/0/30");

        assertThat(ann.post(path + "/approve").data().get("status").asString()).isEqualTo("APPROVED");

        assertThat(inventory.levelOf(bananas)).isEqualTo("27/0/27");
        assertThat(inventory.levelOf(apples)).isEqualTo("20/0/20");
        JsonNode movement = ann.get("/inventory/" + bananas + "/movements?reasonCode=STOCK_TAKE")
                .data()
                .get(0);
        assertThat(movement.get("kind").asString()).isEqualTo("CORRECTION");
        assertThat(path).endsWith(movement.get("reference").asString());
    }

    @Test
    void losesNothingThatIsSoldOrComesInAfterTheCount() {
        UUID sold = inventory.reserved(new Line(bananas, 4));
        count(bananas, 28).hasStatus(200);

        workflow.on(EventFixtures.confirmed(sold, new Line(bananas, 4)));
        inventory.put(bananas, Map.of("adjustBy", 10)).hasStatus(200);
        inventory.reserved(new Line(bananas, 5));
        ann.post(path + "/approve").hasStatus(200);

        assertThat(inventory.levelOf(bananas)).isEqualTo("34/5/29");
    }

    @Test
    void expectsWhatWasThereWhenItWasCountedAlsoWhenThatIsEnteredLater() {
        Instant countedAt = Instant.now();
        UUID sold = inventory.reserved(new Line(bananas, 4));
        workflow.on(EventFixtures.confirmed(sold, new Line(bananas, 4)));

        count(bananas, 30, countedAt).hasStatus(200);

        assertThat(lines("DIFFERENT")).isEmpty();
        assertThat(lines("COUNTED").getFirst().get("expected").asInt()).isEqualTo(30);
    }

    @Test
    void expectsOfEachProductWhatWasThereAtTheMomentOfItsOwnCount() {
        Instant before = Instant.now();
        inventory.put(bananas, Map.of("adjustBy", 5)).hasStatus(200);
        Instant between = Instant.now();
        inventory.put(bananas, Map.of("adjustBy", -7)).hasStatus(200);
        inventory.put(apples, Map.of("adjustBy", 1)).hasStatus(200);

        ann.put(path + "/counts", Map.of("counts", List.of(entry(bananas, 3, between), entry(apples, 2, before))))
                .hasStatus(200);

        assertThat(lines("COUNTED"))
                .extracting(line -> line.get("productId").asString() + " "
                        + line.get("expected").asInt() + " "
                        + line.get("counted").asInt())
                .containsExactlyInAnyOrder(bananas + " 35 3", apples + " 20 2");
    }

    private static Map<String, Object> entry(UUID productId, int units, Instant at) {
        return Map.of("productId", productId, "quantity", units, "countedAt", at.toString());
    }

    /** Its whole journal was read before, a hundred thousand rows, while its stock was locked. */
    @Test
    void readsOnlyWhatHasChangedTheQuantitySinceThen() {
        jdbc.sql("""
                        insert into stock_movements (product_id, kind, quantity_change, reserved_change, actor, reason, at)
                        select ?, 'CORRECTION', 1, 0, 'test', 'long ago', now() - interval '1 day'
                        from generate_series(1, 100000)
                        """).param(bananas).update();
        Instant moment = Instant.now();
        inventory.put(bananas, Map.of("adjustBy", 1)).hasStatus(200);
        inventory.reserved(new Line(bananas, 2));

        long read = transaction.execute(_ -> {
            assertThat(takes.quantitiesAt(List.of(new Moment(bananas, moment), new Moment(apples, moment))))
                    .containsExactly(30, 20);
            return jdbc.sql("""
                            select seq_tup_read + idx_tup_fetch from pg_stat_xact_user_tables where relname = 'stock_movements'
                            """).query(Long.class).single();
        });

        assertThat(read).isLessThanOrEqualTo(2);
    }

    @Test
    void neverWaitsInACircleWithGoodsThatComeInAndOrders() {
        List<UUID> products =
                IntStream.range(0, 12).mapToObj(_ -> inventory.stocked(1000)).toList();
        List<Supplier<Object>> work = new ArrayList<>();
        for (int round = 0; round < 8; round++) {
            List<UUID> order = new ArrayList<>(products);
            if (round % 2 == 1) {
                Collections.reverse(order);
            }
            work.add(() -> ann.put(
                            "/inventory/receipts/" + UUID.randomUUID(),
                            Map.of(
                                    "lines",
                                    order.stream()
                                            .map(product -> Map.of("productId", product, "quantity", 1))
                                            .toList()))
                    .hasStatus(200));
            work.add(() -> inventory.reserved(
                    order.stream().map(product -> new Line(product, 1)).toArray(Line[]::new)));
            work.add(() -> {
                UUID orderId = inventory.reserved(
                        order.stream().map(product -> new Line(product, 1)).toArray(Line[]::new));
                workflow.on(EventFixtures.cancelled(orderId));
                return orderId;
            });
        }
        String take = opened(products.reversed().toArray(UUID[]::new));
        ann.put(
                        take + "/counts",
                        Map.of(
                                "counts",
                                products.stream()
                                        .map(product -> Map.of("productId", product, "quantity", 999))
                                        .toList()))
                .hasStatus(200);
        work.add(() -> ann.post(take + "/approve").hasStatus(200));
        long deadlocks = deadlocks();

        AtOnce.run(work);

        assertThat(deadlocks()).isEqualTo(deadlocks);
        assertThat(products)
                .allSatisfy(product -> assertThat(inventory.levelOf(product)).isEqualTo("1007/8/999"));
    }

    private long deadlocks() {
        jdbc.sql("select pg_stat_force_next_flush()").query().singleValue();
        return jdbc.sql("select deadlocks from pg_stat_database where datname = current_database()")
                .query(Long.class)
                .single();
    }

    @Test
    void takesTheSameCountOfTheSamePersonForARepetition() {
        count(bananas, 28).hasStatus(200);
        UUID sold = inventory.reserved(new Line(bananas, 4));
        workflow.on(EventFixtures.confirmed(sold, new Line(bananas, 4)));

        count(bananas, 28).hasStatus(200);
        assertThat(lines("COUNTED").getFirst().get("difference").asInt()).isEqualTo(-2);

        ann = api.asAdmin();
        count(bananas, 28).hasStatus(200);
        assertThat(lines("COUNTED").getFirst().get("difference").asInt()).isEqualTo(2);
        count(bananas, 26).hasStatus(200);
        assertThat(lines("COUNTED").getFirst().get("difference").asInt()).isZero();
    }

    @Test
    void isApprovedOnceHoweverManyAskForIt() {
        count(bananas, 25).hasStatus(200);

        List<Integer> answers = AtOnce.run(IntStream.range(0, 8)
                .<Supplier<Integer>>mapToObj(
                        _ -> () -> ann.post(path + "/approve").status())
                .toList());

        assertThat(answers).containsOnly(200);
        assertThat(inventory.levelOf(bananas)).isEqualTo("25/0/25");
        ann.post(path + "/cancel").hasError(409, "CONFLICT");
        count(bananas, 3).hasError(409, "CONFLICT");
    }

    @Test
    void isCancelledWithoutAnyCorrection() {
        count(bananas, 25).hasStatus(200);

        ann.post(path + "/cancel").hasStatus(200);
        ann.post(path + "/cancel").hasStatus(200);

        assertThat(inventory.levelOf(bananas)).isEqualTo("30/0/30");
        ann.post(path + "/approve").hasError(409, "CONFLICT");
        opened(bananas);
    }

    @Test
    void countsAProductInOneOpenStockTakeOnly() {
        ann.post("/inventory/stock-takes", Map.of("productIds", List.of(bananas)))
                .hasError(409, "CONFLICT");
        inventory.put(bananas, Map.of("quantity", 31)).hasStatus(200);
        count(bananas, 31).hasStatus(200);

        inventory.put(bananas, Map.of("quantity", 29)).hasError(409, "CONFLICT");
        inventory.put(bananas, Map.of("adjustBy", 1)).hasStatus(200);
    }

    @Test
    void refusesToCorrectBelowWhatIsReserved() {
        inventory.reserved(new Line(bananas, 25));
        count(bananas, 20).hasStatus(200);

        ApiResult refusal = ann.post(path + "/approve");

        refusal.hasError(409, "CONFLICT");
        assertThat(refusal.errorDetails().toString())
                .isEqualTo("[{\"productId\":\"%s\",\"quantity\":30,\"reserved\":25,\"difference\":-10}]"
                        .formatted(bananas));
        assertThat(ann.get(path).data().get("status").asString()).isEqualTo("OPEN");
    }

    @Test
    void refusesCountsThatAreNone() {
        count(UUID.randomUUID(), 1).hasStatus(400).hasFieldError("counts[0].productId");
        count(bananas, -1).hasStatus(400).hasFieldError("counts[0].quantity");
        count(bananas, 1, Instant.now().plus(Duration.ofHours(1)))
                .hasStatus(400)
                .hasFieldError("counts[0].countedAt");
        count(bananas, 1, Instant.EPOCH).hasStatus(400).hasFieldError("counts[0].countedAt");
        Map<String, Object> line = Map.of("productId", bananas, "quantity", 1);
        ann.put(path + "/counts", Map.of("counts", List.of(line, line)))
                .hasStatus(400)
                .hasFieldError("counts");
        ann.put("/inventory/stock-takes/" + UUID.randomUUID() + "/counts", Map.of("counts", List.of(line)))
                .hasStatus(404);
    }

    @Test
    void keepsEverySaleWhileItIsCounted() {
        inventory.put(bananas, Map.of("adjustBy", 970)).hasStatus(200);
        List<Supplier<Integer>> work = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            work.add(() -> {
                UUID orderId = inventory.reserved(new Line(bananas, 2));
                workflow.on(EventFixtures.confirmed(orderId, new Line(bananas, 2)));
                return 2;
            });
        }
        work.add(() -> count(bananas, 990).status());
        work.add(() -> count(bananas, 991).status());
        Collections.shuffle(work);

        AtOnce.run(work);
        int difference = lines("COUNTED").getFirst().get("difference").asInt();
        ann.post(path + "/approve").hasStatus(200);

        assertThat(inventory.levelOf(bananas)).startsWith((1000 - 120 + difference) + "/0/");
        assertThat(jdbc.sql("select sum(quantity_change) from stock_movements where product_id = ?")
                        .param(bananas)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1000 - 120 + difference);
    }

    @Test
    void countsAllProductsThatHaveStock() {
        ann.post("/inventory/stock-takes", Map.of()).hasError(409, "CONFLICT");
        jdbc.sql("update stock_take_lines set open = false").update();

        JsonNode take = ann.post("/inventory/stock-takes", Map.of("note", "End of the year"))
                .data();

        assertThat(take.get("products").asInt())
                .isEqualTo(jdbc.sql("select count(*) from stock")
                        .query(Integer.class)
                        .single());
        assertThat(ann.get("/inventory/stock-takes?limit=1")
                        .data()
                        .get(0)
                        .get("note")
                        .asString())
                .isEqualTo("End of the year");
        ann.post("/inventory/stock-takes/" + take.get("id").asString() + "/cancel")
                .hasStatus(200);
    }

    @Test
    void isForAdmins() {
        for (String route : List.of("/inventory/stock-takes", path, path + "/lines")) {
            api.get(route).hasStatus(401);
            api.asCustomer().get(route).hasStatus(403);
        }
        api.asCustomer().post(path + "/approve").hasStatus(403);
        api.asRider().post("/inventory/stock-takes", Map.of()).hasStatus(403);
    }

    private String opened(UUID... products) {
        ApiResult answer = ann.post("/inventory/stock-takes", Map.of("productIds", List.of(products)));
        answer.hasStatus(201);
        return "/inventory/stock-takes/" + answer.data().get("id").asString();
    }

    private ApiResult count(UUID productId, int units) {
        return ann.put(path + "/counts", Map.of("counts", List.of(Map.of("productId", productId, "quantity", units))));
    }

    private ApiResult count(UUID productId, int units, Instant at) {
        return ann.put(
                path + "/counts",
                Map.of(
                        "counts",
                        List.of(Map.of("productId", productId, "quantity", units, "countedAt", at.toString()))));
    }

    private List<JsonNode> lines(String state) {
        return ann.get(path + "/lines?state=" + state).data().valueStream().toList();
    }
}
