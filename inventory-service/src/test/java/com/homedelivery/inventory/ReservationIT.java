package com.homedelivery.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.inventory.support.Line;
import com.homedelivery.shared.security.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class ReservationIT extends InventoryServiceTest {

    private static final String PATH = "/inventory/reservations";

    @Test
    void reservesAllLinesOfAnOrder() {
        UUID bananas = inventory.stocked(30);
        UUID apples = inventory.stocked(30);
        UUID orderId = UUID.randomUUID();

        var answer = inventory.reserve(orderId, new Line(bananas, 3), new Line(apples, 2));

        answer.hasStatus(201);
        JsonNode reservation = answer.data();
        assertThat(reservation.get("orderId").asString()).isEqualTo(orderId.toString());
        assertThat(Instant.parse(reservation.get("expiresAt").asString()))
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(14)),
                        Instant.now().plus(Duration.ofMinutes(15)));
        assertThat(reservation.get("items").valueStream().map(JsonNode::toString))
                .containsExactlyInAnyOrder(line(bananas, 3), line(apples, 2));
        assertThat(inventory.levelOf(bananas)).isEqualTo("30/3/27");
        assertThat(inventory.levelOf(apples)).isEqualTo("30/2/28");
    }

    @Test
    void addsUpLinesOfOneProduct() {
        UUID bananas = inventory.stocked(30);

        JsonNode reservation = inventory
                .reserve(UUID.randomUUID(), new Line(bananas, 3), new Line(bananas, 2))
                .data();

        assertThat(reservation.get("items").toString()).isEqualTo("[" + line(bananas, 5) + "]");
        assertThat(inventory.levelOf(bananas)).isEqualTo("30/5/25");
    }

    @Test
    void reservesNothingWhenOneLineIsShort() {
        UUID plenty = inventory.stocked(30);
        UUID few = inventory.stocked(2);
        UUID unknown = UUID.randomUUID();

        var refusal = inventory.reserve(UUID.randomUUID(), new Line(plenty, 3), new Line(few, 3), new Line(unknown, 1));

        refusal.hasError(409, "INSUFFICIENT_STOCK");
        assertThat(refusal.errorDetails().valueStream().map(JsonNode::toString))
                .containsExactlyInAnyOrder(
                        "{\"productId\":\"%s\",\"requested\":3,\"available\":2}".formatted(few),
                        "{\"productId\":\"%s\",\"requested\":1,\"available\":0}".formatted(unknown));
        assertThat(inventory.levelOf(plenty)).isEqualTo("30/0/30");
        assertThat(inventory.levelOf(few)).isEqualTo("2/0/2");
    }

    @Test
    void letsARefusedOrderTryAgain() {
        UUID few = inventory.stocked(2);
        UUID orderId = UUID.randomUUID();
        inventory.reserve(orderId, new Line(few, 3)).hasStatus(409);

        inventory.reserve(orderId, new Line(few, 2)).hasStatus(201);
    }

    @Test
    void reservesOnceForTheSameOrder() {
        UUID bananas = inventory.stocked(30);
        UUID orderId = UUID.randomUUID();
        JsonNode first = inventory.reserve(orderId, new Line(bananas, 3)).data();

        var again = inventory.reserve(orderId, new Line(bananas, 1), new Line(bananas, 2));

        again.hasStatus(201);
        assertThat(again.data()).isEqualTo(first);
        assertThat(inventory.levelOf(bananas)).isEqualTo("30/3/27");
    }

    @Test
    void refusesToReserveSomethingElseForTheSameOrder() {
        UUID bananas = inventory.stocked(30);
        UUID orderId = inventory.reserved(new Line(bananas, 3));

        inventory.reserve(orderId, new Line(bananas, 4)).hasError(409, "CONFLICT");
        inventory
                .reserve(orderId, new Line(bananas, 3), new Line(UUID.randomUUID(), 1))
                .hasError(409, "CONFLICT");
        assertThat(inventory.levelOf(bananas)).isEqualTo("30/3/27");
    }

    @Test
    void releasesAReservationForGood() {
        UUID bananas = inventory.stocked(30);
        UUID orderId = inventory.reserved(new Line(bananas, 3));

        var released = inventory.release(orderId);

        released.hasStatus(200);
        assertThat(released.data().get("status").asString()).isEqualTo("RELEASED");
        assertThat(inventory.levelOf(bananas)).isEqualTo("30/0/30");
        inventory.release(orderId).hasStatus(200);
        assertThat(inventory.levelOf(bananas)).isEqualTo("30/0/30");
        inventory.reserve(orderId, new Line(bananas, 3)).hasError(409, "CONFLICT");
    }

    @Test
    void refusesToReserveForAnOrderThatWasReleasedBefore() {
        UUID bananas = inventory.stocked(30);
        UUID orderId = UUID.randomUUID();

        inventory.release(orderId).hasStatus(200);

        inventory.reserve(orderId, new Line(bananas, 3)).hasError(409, "CONFLICT");
        assertThat(inventory.levelOf(bananas)).isEqualTo("30/0/30");
    }

    static Stream<Arguments> invalidReservations() {
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
    @MethodSource("invalidReservations")
    void refusesAnInvalidReservationByItsField(String field, Map<String, Object> request) {
        inventory
                .asOrderService()
                .post(PATH, request)
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError(field);
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "SERVICE", mode = EnumSource.Mode.EXCLUDE)
    void letsServicesOnlyReserveForOrders(Role role) {
        UUID bananas = inventory.stocked(30);
        UUID orderId = inventory.reserved(new Line(bananas, 3));

        api.as(role).post(PATH, request(new Line(bananas, 1))).hasStatus(403);
        api.as(role).delete(PATH + "/" + orderId).hasStatus(403);
        api.post(PATH, request(new Line(bananas, 1))).hasStatus(401);
        assertThat(inventory.levelOf(bananas)).isEqualTo("30/3/27");
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

    private static String line(UUID productId, int quantity) {
        return "{\"productId\":\"%s\",\"quantity\":%d}".formatted(productId, quantity);
    }
}
