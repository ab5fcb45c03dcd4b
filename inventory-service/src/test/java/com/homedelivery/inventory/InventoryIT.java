package com.homedelivery.inventory;

import static com.homedelivery.inventory.InventoryClient.body;
import static com.homedelivery.inventory.InventoryClient.data;
import static com.homedelivery.inventory.InventoryClient.error;
import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.IntegrationTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@IntegrationTest
class InventoryIT {

    @LocalServerPort
    int port;

    @Autowired
    AccessTokens tokens;

    @Autowired
    JdbcClient jdbc;

    InventoryClient client;

    @BeforeEach
    void connect() {
        client = new InventoryClient(port, tokens);
    }

    @Test
    void anybodySeesHowMuchThereIs() {
        UUID productId = client.stocked(30);

        assertThat(data(client.get("/inventory/" + productId)).toString())
                .isEqualTo(
                        "{\"productId\":\"%s\",\"quantity\":30,\"reserved\":0,\"available\":30}".formatted(productId));
    }

    @ParameterizedTest
    @ValueSource(strings = {"product-uuid", "01900000-0000-7000-8000-ffffffffffff", "42"})
    void ofWhatIsNotKnownThereIsNothing(String productId) {
        var answer = client.get("/inventory/" + productId);

        answer.expectStatus().isOk();
        assertThat(data(answer).toString())
                .isEqualTo("{\"productId\":\"%s\",\"quantity\":0,\"reserved\":0,\"available\":0}".formatted(productId));
    }

    @Test
    void unitsCanBePutAsideAndGivenBack() {
        UUID productId = client.stocked(30);

        var reserve =
                client.send(Role.ADMIN, HttpMethod.POST, "/inventory/" + productId + "/reserve", Map.of("quantity", 4));
        reserve.expectStatus().isOk();
        assertThat(data(reserve).toString()).isEqualTo("{\"productId\":\"%s\",\"available\":26}".formatted(productId));
        assertThat(client.levelOf(productId)).isEqualTo("30/4/26");

        var release = client.send(
                Role.SERVICE, HttpMethod.POST, "/inventory/" + productId + "/release", Map.of("quantity", 3));
        release.expectStatus().isOk();
        assertThat(data(release).get("available").asInt()).isEqualTo(29);
        assertThat(client.levelOf(productId)).isEqualTo("30/1/29");
    }

    @Test
    void moreThanIsAvailableCannotBePutAside() {
        UUID productId = client.stocked(3);

        var refusal =
                client.send(Role.ADMIN, HttpMethod.POST, "/inventory/" + productId + "/reserve", Map.of("quantity", 4));

        refusal.expectStatus().isEqualTo(409);
        JsonNode error = error(refusal);
        assertThat(error.get("code").asString()).isEqualTo("INSUFFICIENT_STOCK");
        assertThat(error.get("details").toString())
                .isEqualTo("[{\"productId\":\"%s\",\"requested\":4,\"available\":3}]".formatted(productId));
        client.send(Role.ADMIN, HttpMethod.POST, "/inventory/" + UUID.randomUUID() + "/reserve", Map.of("quantity", 1))
                .expectStatus()
                .isEqualTo(409);
    }

    @Test
    void whatOrdersReservedCannotBeGivenBackByHand() {
        UUID productId = client.stocked(30);
        client.reserved(new InventoryClient.Line(productId, 5));

        var refusal =
                client.send(Role.ADMIN, HttpMethod.POST, "/inventory/" + productId + "/release", Map.of("quantity", 1));

        refusal.expectStatus().isEqualTo(409);
        assertThat(error(refusal).get("code").asString()).isEqualTo("CONFLICT");
        assertThat(client.levelOf(productId)).isEqualTo("30/5/25");
    }

    @Test
    void onlyWholeUnitsCanBePutAside() {
        List.of(
                        Map.of("quantity", 0),
                        Map.of("quantity", -1),
                        Map.of("quantity", 1.5),
                        Map.of("quantity", "2"),
                        Map.of("quantity", 10_001),
                        Map.of())
                .forEach(request -> {
                    var refusal = client.send(
                            Role.ADMIN, HttpMethod.POST, "/inventory/" + UUID.randomUUID() + "/reserve", request);
                    refusal.expectStatus().isBadRequest();
                    assertThat(error(refusal).at("/details/0/field").asString()).isEqualTo("quantity");
                });
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"USER", "RIDER"})
    void customersAndRidersTouchNothing(Role role) {
        UUID productId = client.stocked(30);
        String path = "/inventory/" + productId;

        client.send(role, HttpMethod.POST, path + "/reserve", Map.of("quantity", 1))
                .expectStatus()
                .isForbidden();
        client.send(role, HttpMethod.POST, path + "/release", Map.of("quantity", 1))
                .expectStatus()
                .isForbidden();
        client.send(role, HttpMethod.PUT, path, Map.of("quantity", 1))
                .expectStatus()
                .isForbidden();
        client.get(role, "/inventory?lowStock=true").expectStatus().isForbidden();
        assertThat(client.levelOf(productId)).isEqualTo("30/0/30");
    }

    @Test
    void whoIsNotSignedInIsToldSo() {
        var refusal = client.sendUnsigned(HttpMethod.PUT, "/inventory/" + UUID.randomUUID(), Map.of("quantity", 1));

        refusal.expectStatus().isUnauthorized();
        assertThat(error(refusal).get("code").asString()).isEqualTo("UNAUTHORIZED");
        client.get("/inventory").expectStatus().isUnauthorized();
    }

    @Test
    void anAdminStatesWhatWasCounted() {
        UUID productId = client.stocked(30);

        JsonNode stock = data(client.put(productId, Map.of("quantity", 12, "lowStockThreshold", 15)));

        assertThat(stock.get("quantity").asInt()).isEqualTo(12);
        assertThat(stock.get("lowStockThreshold").asInt()).isEqualTo(15);
        assertThat(stock.get("lowStock").asBoolean()).isTrue();
        assertThat(stock.get("updatedAt").asString()).endsWith("Z");
        assertThat(eventsAbout(productId))
                .containsExactly("inventory.updated", "inventory.updated", "inventory.low_stock");
    }

    @Test
    void anAdminTakesGoodsIn() {
        UUID productId = client.stocked(30);

        assertThat(data(client.put(productId, Map.of("adjustBy", 20)))
                        .get("quantity")
                        .asInt())
                .isEqualTo(50);
        assertThat(data(client.put(productId, Map.of("adjustBy", -45)))
                        .get("quantity")
                        .asInt())
                .isEqualTo(5);
    }

    @Test
    void whatIsReservedCannotBeCountedAway() {
        UUID productId = client.stocked(30);
        client.reserved(new InventoryClient.Line(productId, 5));

        client.put(productId, Map.of("quantity", 4)).expectStatus().isEqualTo(409);
        client.put(productId, Map.of("adjustBy", -26)).expectStatus().isEqualTo(409);
        client.put(productId, Map.of("quantity", 5)).expectStatus().isOk();
        assertThat(client.levelOf(productId)).isEqualTo("5/5/0");
    }

    @Test
    void figuresAndAChangeDoNotGoTogether() {
        UUID productId = client.stocked(30);

        List.of(
                        Map.of("quantity", 4, "adjustBy", 1),
                        Map.of("lowStockThreshold", 4, "adjustBy", 1),
                        Map.of(),
                        Map.of("quantity", -1),
                        Map.of("quantity", 1_000_001),
                        Map.of("adjustBy", 1_000_000))
                .forEach(request -> {
                    var refusal = client.put(productId, request);
                    refusal.expectStatus().isBadRequest();
                    assertThat(error(refusal).get("code").asString()).isEqualTo("VALIDATION_ERROR");
                });
        client.send(Role.ADMIN, HttpMethod.PUT, "/inventory/product-uuid", Map.of("quantity", 1))
                .expectStatus()
                .isNotFound();
    }

    @Test
    void lowStockIsListedScarcestFirst() {
        UUID low = client.stocked(7);
        UUID out = client.stocked(0);
        UUID plenty = client.stocked(30);

        List<String> listed = data(client.get(Role.ADMIN, "/inventory?lowStock=true"))
                .valueStream()
                .map(stock -> stock.get("productId").asString())
                .toList();

        assertThat(listed).containsSubsequence(out.toString(), low.toString()).doesNotContain(plenty.toString());
    }

    @Test
    void theListComesInPagesWhenAsked() {
        client.stocked(1);
        client.stocked(2);

        JsonNode page = body(client.get(Role.ADMIN, "/inventory?limit=1&page=2"));

        assertThat(page.get("data")).hasSize(1);
        assertThat(page.at("/pagination/limit").asInt()).isOne();
        assertThat(page.at("/pagination/total").asInt()).isGreaterThanOrEqualTo(2);
        client.get(Role.ADMIN, "/inventory?lowStock=maybe").expectStatus().isBadRequest();
    }

    private List<String> eventsAbout(UUID productId) {
        return jdbc.sql("select type from outbox where event_key = :key order by id")
                .param("key", productId.toString())
                .query(String.class)
                .list();
    }
}
