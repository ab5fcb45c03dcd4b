package com.homedelivery.inventory;

import static com.homedelivery.inventory.InventoryClient.data;
import static com.homedelivery.inventory.InventoryClient.error;
import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.inventory.InventoryClient.Line;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.IntegrationTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

@IntegrationTest
class ReservationIT {

    private static final String PATH = "/inventory/reservations";

    @LocalServerPort
    int port;

    @Autowired
    AccessTokens tokens;

    InventoryClient client;

    @BeforeEach
    void connect() {
        client = new InventoryClient(port, tokens);
    }

    @Test
    void anOrderReservesAllItsLines() {
        UUID bananas = client.stocked(30);
        UUID apples = client.stocked(30);
        UUID orderId = UUID.randomUUID();

        var answer = client.reserve(orderId, new Line(bananas, 3), new Line(apples, 2));

        answer.expectStatus().isCreated();
        JsonNode reservation = data(answer);
        assertThat(reservation.get("orderId").asString()).isEqualTo(orderId.toString());
        assertThat(Instant.parse(reservation.get("expiresAt").asString()))
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(14)),
                        Instant.now().plus(Duration.ofMinutes(15)));
        assertThat(reservation.get("items").valueStream().map(JsonNode::toString))
                .containsExactlyInAnyOrder(line(bananas, 3), line(apples, 2));
        assertThat(client.levelOf(bananas)).isEqualTo("30/3/27");
        assertThat(client.levelOf(apples)).isEqualTo("30/2/28");
    }

    @Test
    void linesOfOneProductAreAddedUp() {
        UUID bananas = client.stocked(30);

        JsonNode reservation = data(client.reserve(UUID.randomUUID(), new Line(bananas, 3), new Line(bananas, 2)));

        assertThat(reservation.get("items").toString()).isEqualTo("[" + line(bananas, 5) + "]");
        assertThat(client.levelOf(bananas)).isEqualTo("30/5/25");
    }

    @Test
    void anOrderThatIsShortOfOneLineReservesNone() {
        UUID plenty = client.stocked(30);
        UUID few = client.stocked(2);
        UUID unknown = UUID.randomUUID();

        var refusal = client.reserve(UUID.randomUUID(), new Line(plenty, 3), new Line(few, 3), new Line(unknown, 1));

        refusal.expectStatus().isEqualTo(409);
        JsonNode error = error(refusal);
        assertThat(error.get("code").asString()).isEqualTo("INSUFFICIENT_STOCK");
        assertThat(error.get("details").valueStream().map(JsonNode::toString))
                .containsExactlyInAnyOrder(
                        "{\"productId\":\"%s\",\"requested\":3,\"available\":2}".formatted(few),
                        "{\"productId\":\"%s\",\"requested\":1,\"available\":0}".formatted(unknown));
        assertThat(client.levelOf(plenty)).isEqualTo("30/0/30");
        assertThat(client.levelOf(few)).isEqualTo("2/0/2");
    }

    @Test
    void aRefusedOrderCanTryAgain() {
        UUID few = client.stocked(2);
        UUID orderId = UUID.randomUUID();
        client.reserve(orderId, new Line(few, 3)).expectStatus().isEqualTo(409);

        client.reserve(orderId, new Line(few, 2)).expectStatus().isCreated();
    }

    @Test
    void theSameOrderReservesOnce() {
        UUID bananas = client.stocked(30);
        UUID orderId = UUID.randomUUID();
        JsonNode first = data(client.reserve(orderId, new Line(bananas, 3)));

        var again = client.reserve(orderId, new Line(bananas, 1), new Line(bananas, 2));

        again.expectStatus().isCreated();
        assertThat(data(again)).isEqualTo(first);
        assertThat(client.levelOf(bananas)).isEqualTo("30/3/27");
    }

    @Test
    void theSameOrderCannotReserveSomethingElse() {
        UUID bananas = client.stocked(30);
        UUID orderId = client.reserved(new Line(bananas, 3));

        assertConflict(client.reserve(orderId, new Line(bananas, 4)));
        assertConflict(client.reserve(orderId, new Line(bananas, 3), new Line(UUID.randomUUID(), 1)));
        assertThat(client.levelOf(bananas)).isEqualTo("30/3/27");
    }

    @Test
    void aReleasedReservationMakesTheGoodsAvailable() {
        UUID bananas = client.stocked(30);
        UUID orderId = client.reserved(new Line(bananas, 3));

        var released = client.release(orderId);

        released.expectStatus().isOk();
        assertThat(data(released).get("status").asString()).isEqualTo("RELEASED");
        assertThat(client.levelOf(bananas)).isEqualTo("30/0/30");
        client.release(orderId).expectStatus().isOk();
        assertThat(client.levelOf(bananas)).isEqualTo("30/0/30");
        assertConflict(client.reserve(orderId, new Line(bananas, 3)));
    }

    @Test
    void anOrderThatIsReleasedBeforeItReservesCannotReserve() {
        UUID bananas = client.stocked(30);
        UUID orderId = UUID.randomUUID();

        client.release(orderId).expectStatus().isOk();

        assertConflict(client.reserve(orderId, new Line(bananas, 3)));
        assertThat(client.levelOf(bananas)).isEqualTo("30/0/30");
    }

    static Stream<Arguments> bad() {
        Line line = new Line(UUID.randomUUID(), 1);
        return Stream.of(
                Arguments.of("orderId", Map.of("items", List.of(line))),
                Arguments.of("orderId", Map.of("orderId", "first", "items", List.of(line))),
                Arguments.of("items", Map.of("orderId", UUID.randomUUID())),
                Arguments.of("items", Map.of("orderId", UUID.randomUUID(), "items", List.of())),
                Arguments.of("items", request(Collections.nCopies(101, line).toArray(Line[]::new))),
                Arguments.of("items[0]", nullLine()),
                Arguments.of("items[0].quantity", request(new Line(UUID.randomUUID(), 0))),
                Arguments.of("items[0].quantity", request(new Line(UUID.randomUUID(), 100))),
                Arguments.of("items", request(new Line(line.productId(), 60), new Line(line.productId(), 40))));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void aReservationThatCannotBeIsRefusedByField(String field, Map<String, Object> request) {
        var refusal = client.send(Role.SERVICE, HttpMethod.POST, PATH, request);

        refusal.expectStatus().isBadRequest();
        JsonNode error = error(refusal);
        assertThat(error.get("code").asString()).isEqualTo("VALIDATION_ERROR");
        assertThat(error.at("/details/0/field").asString()).isEqualTo(field);
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "SERVICE", mode = EnumSource.Mode.EXCLUDE)
    void noPersonReservesForAnOrder(Role role) {
        UUID bananas = client.stocked(30);
        UUID orderId = client.reserved(new Line(bananas, 3));

        client.send(role, HttpMethod.POST, PATH, request(new Line(bananas, 1)))
                .expectStatus()
                .isForbidden();
        client.send(role, HttpMethod.DELETE, PATH + "/" + orderId, Map.of())
                .expectStatus()
                .isForbidden();
        client.sendUnsigned(HttpMethod.POST, PATH, request(new Line(bananas, 1)))
                .expectStatus()
                .isUnauthorized();
        assertThat(client.levelOf(bananas)).isEqualTo("30/3/27");
    }

    private static Map<String, Object> request(Line... lines) {
        return Map.of("orderId", UUID.randomUUID(), "items", List.of(lines));
    }

    private static Map<String, Object> nullLine() {
        Map<String, Object> request = new HashMap<>();
        request.put("orderId", UUID.randomUUID());
        request.put("items", Collections.singletonList(null));
        return request;
    }

    private static void assertConflict(ResponseSpec refusal) {
        refusal.expectStatus().isEqualTo(409);
        assertThat(error(refusal).get("code").asString()).isEqualTo("CONFLICT");
    }

    private static String line(UUID productId, int quantity) {
        return "{\"productId\":\"%s\",\"quantity\":%d}".formatted(productId, quantity);
    }
}
