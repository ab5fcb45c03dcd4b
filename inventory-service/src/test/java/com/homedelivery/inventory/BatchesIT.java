package com.homedelivery.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.inventory.application.ManageBatches;
import com.homedelivery.inventory.application.ReservationWorkflow;
import com.homedelivery.inventory.support.EventFixtures;
import com.homedelivery.inventory.support.Line;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Goods come in as batches, leave by expiry, come back to where they were, and are not sold when they have expired. */
class BatchesIT extends InventoryServiceTest {

    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

    @Autowired
    ReservationWorkflow workflow;

    @Autowired
    ManageBatches batches;

    UUID milk = UUID.randomUUID();

    @AfterEach
    void batchesAddUpToTheQuantity() {
        assertThat(jdbc.sql("""
                        select product_id from stock
                        where product_id = :milk and quantity <> (select coalesce(sum(quantity), 0) from stock_batches b where b.product_id = stock.product_id)
                        union all
                        select product_id from stock_batches
                        where product_id = :milk and quantity <> (
                            select coalesce(sum(quantity_change), 0) from batch_movements m
                            where m.batch_id = stock_batches.id)
                        union all
                        select product_id from stock where product_id = :milk and expired <> (
                            select coalesce(sum(quantity), 0) from stock_batches b
                            where b.product_id = stock.product_id and b.expired)
                        """).param("milk", milk).query(UUID.class).list()).isEmpty();
    }

    @Test
    void receivesGoodsOnce() {
        String number = number();
        List<Map<String, Object>> lines = List.of(line(milk, 5, 10), line(milk, 7, null));

        ApiResult first = receive(number, lines);
        receive(number, lines).hasStatus(200);

        first.hasStatus(200);
        assertThat(first.data().get("lines")).hasSize(2);
        assertThat(inventory.levelOf(milk)).isEqualTo("12/0/12");
        assertThat(levels(milk)).containsExactly("5 in 10", "7");
        JsonNode movement = api.asAdmin()
                .get("/inventory/" + milk + "/movements?reference=" + number)
                .data()
                .get(0);
        assertThat(movement.get("reasonCode").asString()).isEqualTo("RECEIVED");
        assertThat(api.asAdmin()
                        .get("/inventory/receipts?limit=5")
                        .data()
                        .valueStream()
                        .map(receipt -> receipt.get("number").asString()))
                .contains(number);
    }

    @Test
    void receivesGoodsOnceWhoeverAsksAtTheSameTime() {
        String number = number();

        List<Integer> answers = AtOnce.run(IntStream.range(0, 10)
                .<Supplier<Integer>>mapToObj(_ ->
                        () -> receive(number, List.of(line(milk, 5, 10))).status())
                .toList());

        assertThat(answers).containsOnly(200);
        assertThat(inventory.levelOf(milk)).isEqualTo("5/0/5");
    }

    @Test
    void refusesOtherGoodsUnderTheSameNumber() {
        String number = number();
        receive(number, List.of(line(milk, 5, 10))).hasStatus(200);

        receive(number, List.of(line(milk, 6, 10))).hasError(409, "CONFLICT");

        assertThat(inventory.levelOf(milk)).isEqualTo("5/0/5");
    }

    @Test
    void refusesGoodsThatHaveExpired() {
        receive(number(), List.of(line(milk, 5, 10), line(milk, 5, -1)))
                .hasStatus(400)
                .hasFieldError("lines[1].expiresOn");

        assertThat(inventory.levelOf(milk)).isEqualTo("0/0/0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"with+plus", "x%2Fy", "123456789012345678901234567890123456789012345678901"})
    void refusesANumberThatIsNone(String number) {
        assertThat(receive(number, List.of(line(milk, 5, 10))).status()).isIn(400, 404);
    }

    @Test
    void sellsWhatExpiresFirst() {
        receive(number(), List.of(line(milk, 5, 20), line(milk, 5, 10), line(milk, 5, null)));

        UUID orderId = confirmed(7);

        assertThat(levels(milk)).containsExactly("3 in 20", "5");
        assertThat(inventory.levelOf(milk)).isEqualTo("8/0/8");
        workflow.on(EventFixtures.cancelled(orderId));
        assertThat(levels(milk)).containsExactly("5 in 10", "5 in 20", "5");
    }

    @Test
    void putsGoodsThatComeBackIntoTheirBatchesOnce() {
        receive(number(), List.of(line(milk, 5, 20), line(milk, 5, 10)));
        UUID first = confirmed(4);
        UUID second = confirmed(4);

        workflow.on(EventFixtures.failed(second));
        workflow.on(EventFixtures.returned(second));
        workflow.on(EventFixtures.returned(second));

        assertThat(levels(milk)).containsExactly("1 in 10", "5 in 20");
        workflow.on(EventFixtures.cancelled(first));
        assertThat(levels(milk)).containsExactly("5 in 10", "5 in 20");
    }

    @Test
    void doesNotSellWhatHasExpired() {
        receive(number(), List.of(line(milk, 5, 10), line(milk, 4, 20)));
        passExpiry(10);

        assertThat(inventory.levelOf(milk)).isEqualTo("9/0/4");
        inventory.reserve(UUID.randomUUID(), new Line(milk, 5)).hasError(409, "INSUFFICIENT_STOCK");
        confirmed(4);
        assertThat(levels(milk)).containsExactly("5 expired");
        assertThat(inventory.levelOf(milk)).isEqualTo("5/0/0");
    }

    @Test
    void isShortOfReservedUnitsThatHaveExpired() {
        receive(number(), List.of(line(milk, 5, 10), line(milk, 4, 20)));
        UUID orderId = inventory.reserved(new Line(milk, 6));
        passExpiry(10);
        assertThat(inventory.levelOf(milk)).isEqualTo("9/6/0");

        workflow.on(EventFixtures.confirmed(orderId, new Line(milk, 6)));

        assertThat(inventory.levelOf(milk)).isEqualTo("5/0/0");
        assertThat(jdbc.sql("select data from outbox where event_key = ? and type = 'inventory.shortage'")
                        .param(orderId.toString())
                        .query(String.class)
                        .single())
                .contains("\"quantity\":2");
    }

    @Test
    void writesOffWhatHasExpiredOnceForAKey() {
        receive(number(), List.of(line(milk, 5, 10), line(milk, 4, 20)));
        passExpiry(10);
        String path =
                "/inventory/batches/" + listed(milk).getFirst().get("batchId").asString() + "/write-off";
        Map<String, Object> two = Map.of("quantity", 2, "reason", "Mould");

        String key = UUID.randomUUID().toString();
        var admin = api.asAdmin();
        admin.withHeader("Idempotency-Key", key).post(path, two).hasStatus(200);
        admin.withHeader("Idempotency-Key", key).post(path, two).hasStatus(200);

        assertThat(inventory.levelOf(milk)).isEqualTo("7/0/4");
        assertThat(admin.post(path, Map.of("quantity", 4)).errorCode()).isEqualTo("CONFLICT");
        assertThat(admin.post(path, Map.of("reasonCode", "ORDER_PLACED")).status())
                .isEqualTo(400);
        assertThat(admin.post(path, Map.of()).data().get("quantity").asInt()).isZero();
        assertThat(inventory.levelOf(milk)).isEqualTo("4/0/4");
        admin.post("/inventory/batches/" + UUID.randomUUID() + "/write-off", Map.of())
                .hasStatus(404);
    }

    @Test
    void listsWhatExpiresSoon() {
        receive(number(), List.of(line(milk, 5, 3), line(milk, 4, 20), line(milk, 4, null)));

        assertThat(expiring(3)).containsExactly("5 in 3");
        assertThat(expiring(2)).isEmpty();
        assertThat(expiring(30)).containsExactly("5 in 3", "4 in 20");
        api.asAdmin().get("/inventory/expiring?days=-1").hasStatus(400).hasFieldError("days");
        api.asAdmin().get("/inventory/expiring?days=366").hasStatus(400);
    }

    @Test
    void takesLossesFromWhatExpiresFirst() {
        receive(number(), List.of(line(milk, 5, 10), line(milk, 4, 20)));

        inventory.put(milk, Map.of("adjustBy", -6)).hasStatus(200);
        inventory.put(milk, Map.of("adjustBy", 2)).hasStatus(200);

        assertThat(levels(milk)).containsExactly("3 in 20", "2");
    }

    @Test
    void goesOnAfterAnInstanceOfTheVersionBeforeHasChangedTheQuantityAlone() {
        receive(number(), List.of(line(milk, 5, 10), line(milk, 4, 20)));
        jdbc.sql("update stock set quantity = 3, version = version + 1 where product_id = ?")
                .param(milk)
                .update();
        inventory.put(milk, Map.of("adjustBy", 1)).hasStatus(200);
        assertThat(levels(milk)).containsExactly("3 in 20", "1");

        jdbc.sql("update stock set quantity = 30, version = version + 1 where product_id = ?")
                .param(milk)
                .update();
        confirmed(4);

        assertThat(levels(milk)).containsExactly("26");
    }

    @Test
    void keepsBatchesForAdmins() {
        for (String path : List.of(
                "/inventory/expiring",
                "/inventory/receipts",
                "/inventory/receipts/1",
                "/inventory/" + milk + "/batches")) {
            api.get(path).hasStatus(401);
            api.asCustomer().get(path).hasStatus(403);
        }
        api.asCustomer()
                .put("/inventory/receipts/1", Map.of("lines", List.of(line(milk, 1, 1))))
                .hasStatus(403);
        api.asCustomer()
                .post("/inventory/batches/" + milk + "/write-off", Map.of())
                .hasStatus(403);
    }

    private UUID confirmed(int units) {
        UUID orderId = inventory.reserved(new Line(milk, units));
        workflow.on(EventFixtures.confirmed(orderId, new Line(milk, units)));
        return orderId;
    }

    /** As if so many days had passed for this product, and one more. */
    private void passExpiry(int days) {
        jdbc.sql("update stock_batches set expires_on = expires_on - ? where product_id = ?")
                .params(days + 1, milk)
                .update();
        while (batches.expireNextBatch(100) == 100) {}
    }

    private ApiResult receive(String number, List<Map<String, Object>> lines) {
        return api.asAdmin().put("/inventory/receipts/" + number, Map.of("lines", lines, "reference", "DN 7"));
    }

    private static Map<String, Object> line(UUID productId, int quantity, Integer days) {
        Map<String, Object> line = new HashMap<>(Map.of("productId", productId, "quantity", quantity));
        if (days != null) {
            line.put("expiresOn", TODAY.plusDays(days).toString());
        }
        return line;
    }

    private List<JsonNode> listed(UUID productId) {
        return api.asAdmin()
                .get("/inventory/" + productId + "/batches")
                .data()
                .valueStream()
                .toList();
    }

    private List<String> levels(UUID productId) {
        return listed(productId).stream().map(BatchesIT::level).toList();
    }

    private List<String> expiring(int days) {
        List<JsonNode> all = new ArrayList<>();
        int page = 1;
        JsonNode found;
        do {
            found = api.asAdmin()
                    .get("/inventory/expiring?days=%d&limit=100&page=%d".formatted(days, page++))
                    .data();
            found.valueStream().forEach(all::add);
        } while (found.size() == 100);
        return all.stream()
                .filter(batch -> batch.get("productId").asString().equals(milk.toString()))
                .map(BatchesIT::level)
                .toList();
    }

    private static String level(JsonNode batch) {
        String days = batch.has("expiresOn")
                ? " in " + (LocalDate.parse(batch.get("expiresOn").asString()).toEpochDay() - TODAY.toEpochDay())
                : "";
        return batch.get("quantity") + (batch.get("expired").asBoolean() ? " expired" : days);
    }

    private static String number() {
        return "GR-" + UUID.randomUUID();
    }
}
