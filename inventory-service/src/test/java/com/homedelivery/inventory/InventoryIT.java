package com.homedelivery.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.inventory.support.Line;
import com.homedelivery.shared.security.Role;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class InventoryIT extends InventoryServiceTest {

    @Test
    void showsTheLevelOfAProductToAnybody() {
        UUID productId = inventory.stocked(30);

        assertThat(api.get("/inventory/" + productId).data().toString())
                .isEqualTo(
                        "{\"productId\":\"%s\",\"quantity\":30,\"reserved\":0,\"available\":30}".formatted(productId));
    }

    @ParameterizedTest
    @ValueSource(strings = {"product-uuid", "01900000-0000-7000-8000-ffffffffffff", "42"})
    void showsNoUnitsOfAnUnknownProduct(String productId) {
        var answer = api.get("/inventory/" + productId);

        answer.hasStatus(200);
        assertThat(answer.data().toString())
                .isEqualTo("{\"productId\":\"%s\",\"quantity\":0,\"reserved\":0,\"available\":0}".formatted(productId));
    }

    @Test
    void reservesAndReleasesUnitsByHand() {
        UUID productId = inventory.stocked(30);

        var reserve = api.asAdmin().post("/inventory/" + productId + "/reserve", Map.of("quantity", 4));
        reserve.hasStatus(200);
        assertThat(reserve.data().toString()).isEqualTo("{\"productId\":\"%s\",\"available\":26}".formatted(productId));
        assertThat(inventory.levelOf(productId)).isEqualTo("30/4/26");

        var release = inventory.asOrderService().post("/inventory/" + productId + "/release", Map.of("quantity", 3));
        release.hasStatus(200);
        assertThat(release.data().get("available").asInt()).isEqualTo(29);
        assertThat(inventory.levelOf(productId)).isEqualTo("30/1/29");
    }

    @Test
    void refusesToReserveMoreThanIsAvailable() {
        UUID productId = inventory.stocked(3);

        var refusal = api.asAdmin().post("/inventory/" + productId + "/reserve", Map.of("quantity", 4));

        refusal.hasError(409, "INSUFFICIENT_STOCK");
        assertThat(refusal.errorDetails().toString())
                .isEqualTo("[{\"productId\":\"%s\",\"requested\":4,\"available\":3}]".formatted(productId));
        api.asAdmin()
                .post("/inventory/" + UUID.randomUUID() + "/reserve", Map.of("quantity", 1))
                .hasStatus(409);
    }

    @Test
    void refusesToReleaseByHandWhatOrdersReserved() {
        UUID productId = inventory.stocked(30);
        inventory.reserved(new Line(productId, 5));

        api.asAdmin()
                .post("/inventory/" + productId + "/release", Map.of("quantity", 1))
                .hasError(409, "CONFLICT");
        assertThat(inventory.levelOf(productId)).isEqualTo("30/5/25");
    }

    @Test
    void reservesWholeUnitsOnly() {
        List.of(
                        Map.of("quantity", 0),
                        Map.of("quantity", -1),
                        Map.of("quantity", 1.5),
                        Map.of("quantity", "2"),
                        Map.of("quantity", 10_001),
                        Map.of())
                .forEach(request -> {
                    api.asAdmin()
                            .post("/inventory/" + UUID.randomUUID() + "/reserve", request)
                            .hasStatus(400)
                            .hasFieldError("quantity");
                });
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"USER", "RIDER"})
    void letsCustomersAndRidersChangeNothing(Role role) {
        UUID productId = inventory.stocked(30);
        String path = "/inventory/" + productId;

        api.as(role).post(path + "/reserve", Map.of("quantity", 1)).hasStatus(403);
        api.as(role).post(path + "/release", Map.of("quantity", 1)).hasStatus(403);
        api.as(role).put(path, Map.of("quantity", 1)).hasStatus(403);
        api.as(role).get("/inventory?lowStock=true").hasStatus(403);
        assertThat(inventory.levelOf(productId)).isEqualTo("30/0/30");
    }

    @Test
    void requiresSigningIn() {
        api.put("/inventory/" + UUID.randomUUID(), Map.of("quantity", 1)).hasError(401, "UNAUTHORIZED");
        api.get("/inventory").hasStatus(401);
    }

    @Test
    void recordsWhatAnAdminCounted() {
        UUID productId = inventory.stocked(30);

        JsonNode stock = inventory
                .put(productId, Map.of("quantity", 12, "lowStockThreshold", 15))
                .data();

        assertThat(stock.get("quantity").asInt()).isEqualTo(12);
        assertThat(stock.get("lowStockThreshold").asInt()).isEqualTo(15);
        assertThat(stock.get("lowStock").asBoolean()).isTrue();
        assertThat(stock.get("updatedAt").asString()).endsWith("Z");
        assertThat(eventsAbout(productId))
                .containsExactly(
                        "inventory.updated",
                        "inventory.availability_changed",
                        "inventory.updated",
                        "inventory.low_stock");
    }

    @Test
    void recordsGoodsThatCameIn() {
        UUID productId = inventory.stocked(30);

        assertThat(inventory
                        .put(productId, Map.of("adjustBy", 20))
                        .data()
                        .get("quantity")
                        .asInt())
                .isEqualTo(50);
        assertThat(inventory
                        .put(productId, Map.of("adjustBy", -45))
                        .data()
                        .get("quantity")
                        .asInt())
                .isEqualTo(5);
    }

    @Test
    void refusesAQuantityBelowWhatIsReserved() {
        UUID productId = inventory.stocked(30);
        inventory.reserved(new Line(productId, 5));

        inventory.put(productId, Map.of("quantity", 4)).hasStatus(409);
        inventory.put(productId, Map.of("adjustBy", -26)).hasStatus(409);
        inventory.put(productId, Map.of("quantity", 5)).hasStatus(200);
        assertThat(inventory.levelOf(productId)).isEqualTo("5/5/0");
    }

    @Test
    void refusesFiguresTogetherWithAChange() {
        UUID productId = inventory.stocked(30);

        List.of(
                        Map.of("quantity", 4, "adjustBy", 1),
                        Map.of("lowStockThreshold", 4, "adjustBy", 1),
                        Map.of(),
                        Map.of("quantity", -1),
                        Map.of("quantity", 1_000_001),
                        Map.of("adjustBy", 1_000_000))
                .forEach(request -> {
                    inventory.put(productId, request).hasError(400, "VALIDATION_ERROR");
                });
        api.asAdmin().put("/inventory/product-uuid", Map.of("quantity", 1)).hasStatus(404);
    }

    @Test
    void listsLowStockScarcestFirst() {
        UUID low = inventory.stocked(7);
        UUID out = inventory.stocked(0);
        UUID plenty = inventory.stocked(30);

        List<String> listed = api.asAdmin()
                .get("/inventory?lowStock=true")
                .data()
                .valueStream()
                .map(stock -> stock.get("productId").asString())
                .toList();

        assertThat(listed).containsSubsequence(out.toString(), low.toString()).doesNotContain(plenty.toString());
    }

    @Test
    void listsStockInPages() {
        inventory.stocked(1);
        inventory.stocked(2);

        JsonNode page = api.asAdmin().get("/inventory?limit=1&page=2").body();

        assertThat(page.get("data")).hasSize(1);
        assertThat(page.at("/pagination/limit").asInt()).isOne();
        assertThat(page.at("/pagination/total").asInt()).isGreaterThanOrEqualTo(2);
        api.asAdmin().get("/inventory?lowStock=maybe").hasStatus(400);
    }

    private List<String> eventsAbout(UUID productId) {
        return jdbc.sql("select type from outbox where event_key = :key order by id")
                .param("key", productId.toString())
                .query(String.class)
                .list();
    }
}
