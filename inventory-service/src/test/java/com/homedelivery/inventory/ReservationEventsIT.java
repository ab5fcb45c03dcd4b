package com.homedelivery.inventory;

import static com.homedelivery.inventory.support.EventFixtures.cancelled;
import static com.homedelivery.inventory.support.EventFixtures.confirmed;
import static com.homedelivery.inventory.support.EventFixtures.failed;
import static com.homedelivery.inventory.support.EventFixtures.returned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.inventory.application.ReconcileCounters;
import com.homedelivery.inventory.application.ReservationWorkflow;
import com.homedelivery.inventory.support.EventFixtures;
import com.homedelivery.inventory.support.Line;
import com.homedelivery.shared.event.DeliveryEvent;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.messaging.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.transaction.support.TransactionTemplate;

class ReservationEventsIT extends InventoryServiceTest {

    @Autowired
    ReservationWorkflow workflow;

    @Autowired
    Outbox outbox;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    StringRedisTemplate redis;

    @Autowired
    MeterRegistry meters;

    @Autowired
    ReconcileCounters reconcile;

    UUID bananas;

    @BeforeEach
    void connect() {
        bananas = inventory.stocked(30);
    }

    @Test
    void commitsTheUnitsOfAConfirmedOrderOnce() {
        UUID orderId = reservedOrder();

        handleTwice(confirmed(orderId, new Line(bananas, 3)));

        assertThat(inventory.levelOf(bananas)).isEqualTo("27/0/27");
    }

    @Test
    void refusesToReleaseAConfirmedOrder() {
        UUID orderId = reservedOrder();
        confirm(orderId);

        inventory.release(orderId).hasError(409, "CONFLICT");
        assertThat(inventory.levelOf(bananas)).isEqualTo("27/0/27");
    }

    @Test
    void releasesTheGoodsOfACancelledOrderOnce() {
        UUID orderId = reservedOrder();

        handleTwice(cancelled(orderId));

        assertThat(inventory.levelOf(bananas)).isEqualTo("30/0/30");
    }

    @Test
    void returnsTheUnitsOfAnOrderCancelledBeforePickupOnce() {
        UUID orderId = reservedOrder();
        confirm(orderId);

        handleTwice(cancelled(orderId));

        assertThat(inventory.levelOf(bananas)).isEqualTo("30/0/30");
    }

    @Test
    void ignoresTheConfirmationOfACancelledOrder() {
        UUID orderId = reservedOrder();

        workflow.on(cancelled(orderId));
        confirm(orderId);

        assertThat(inventory.levelOf(bananas)).isEqualTo("30/0/30");
    }

    @Test
    void commitsTheUnitsOfAFailedOrderWhoseConfirmationWasLost() {
        UUID orderId = reservedOrder();

        handleTwice(failed(orderId));
        confirm(orderId);

        assertThat(inventory.levelOf(bananas)).isEqualTo("27/0/27");
    }

    static Stream<Named<Function<UUID, OrderEvent>>> endings() {
        return Stream.of(Named.of("failed", EventFixtures::failed), Named.of("cancelled", EventFixtures::cancelled));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void refusesToReserveForAnOrderThatHasEnded(Function<UUID, OrderEvent> ending) {
        UUID orderId = UUID.randomUUID();
        workflow.on(ending.apply(orderId));

        inventory.reserve(orderId, new Line(bananas, 3)).hasStatus(409);

        assertThat(inventory.levelOf(bananas)).isEqualTo("30/0/30");
    }

    @Test
    void leavesTheUnitsOfAFailedOrderCommitted() {
        UUID orderId = reservedOrder();
        confirm(orderId);

        workflow.on(failed(orderId));

        assertThat(inventory.levelOf(bananas)).isEqualTo("27/0/27");
    }

    @Test
    void commitsWhatIsAvailableForAConfirmedOrderWithoutReservation() {
        UUID apples = inventory.stocked(2);
        UUID unknown = UUID.randomUUID();
        double missingBefore =
                meters.counter("homedelivery.inventory.units.missing").count();
        UUID orderId = UUID.randomUUID();

        workflow.on(confirmed(orderId, new Line(bananas, 3), new Line(apples, 5), new Line(unknown, 1)));

        assertThat(inventory.levelOf(bananas)).isEqualTo("27/0/27");
        assertThat(inventory.levelOf(apples)).isEqualTo("0/0/0");
        assertThat(meters.counter("homedelivery.inventory.units.missing").count() - missingBefore)
                .isEqualTo(4);

        workflow.on(cancelled(orderId));
        assertThat(inventory.levelOf(apples)).isEqualTo("2/0/2");
    }

    @Test
    void publishesWhichUnitsOfAConfirmedOrderAreMissing() {
        UUID apples = inventory.stocked(2);
        UUID orderId = inventory.reserved(new Line(apples, 2), new Line(bananas, 3));
        expire(orderId);
        inventory.reserved(new Line(apples, 1));
        OrderEvent confirmed = confirmed(orderId, new Line(apples, 2), new Line(bananas, 3));

        handleTwice(confirmed);

        assertThat(shortagesOf(orderId))
                .containsExactly("[{\"quantity\": 1, \"productId\": \"%s\"}]".formatted(apples));
        assertThat(inventory.levelOf(apples)).isEqualTo("1/1/0");
        assertThat(inventory.levelOf(bananas)).isEqualTo("27/0/27");
    }

    @Test
    void returnsOnlyWhatWasCommittedWhenAnOrderIsCancelledForAShortage() {
        UUID apples = inventory.stocked(1);
        UUID orderId = UUID.randomUUID();
        workflow.on(confirmed(orderId, new Line(apples, 4), new Line(bananas, 3)));

        workflow.on(cancelled(orderId));

        assertThat(inventory.levelOf(apples)).isEqualTo("1/0/1");
        assertThat(inventory.levelOf(bananas)).isEqualTo("30/0/30");
    }

    @Test
    void publishesNoShortageWhenNothingIsMissing() {
        UUID orderId = reservedOrder();
        confirm(orderId);
        assertThat(shortagesOf(orderId)).isEmpty();
    }

    @Test
    void returnsGoodsToTheStockOnce() {
        UUID apples = inventory.stocked(1);
        UUID orderId = UUID.randomUUID();
        workflow.on(confirmed(orderId, new Line(apples, 4), new Line(bananas, 3)));
        workflow.on(failed(orderId));
        assertThat(inventory.levelOf(bananas)).isEqualTo("27/0/27");

        handleTwice(returned(orderId));

        assertThat(inventory.levelOf(bananas)).isEqualTo("30/0/30");
        assertThat(inventory.levelOf(apples)).isEqualTo("1/0/1");
    }

    @Test
    void acceptsReturnedGoodsBeforeAnyOtherEventOfTheirOrder() {
        UUID orderId = reservedOrder();

        workflow.on(returned(orderId));
        confirm(orderId);
        workflow.on(failed(orderId));

        assertThat(inventory.levelOf(bananas)).isEqualTo("30/0/30");
    }

    @Test
    void showsReservationsToServicesOnly() {
        UUID orderId = reservedOrder();

        var reservation = inventory
                .asOrderService()
                .get("/inventory/reservations/" + orderId)
                .data();

        assertThat(reservation.get("orderId").asString()).isEqualTo(orderId.toString());
        assertThat(reservation.get("status").asString()).isEqualTo("HELD");
        assertThat(reservation.get("items").get(0).get("quantity").asInt()).isEqualTo(3);
        inventory
                .asOrderService()
                .get("/inventory/reservations/" + UUID.randomUUID())
                .hasStatus(404);
        api.asAdmin().get("/inventory/reservations/" + orderId).hasStatus(403);
    }

    @Test
    void readsEventsFromTheStream() {
        UUID orderId = reservedOrder();
        UUID other = inventory.reserved(new Line(bananas, 2));

        transactions.executeWithoutResult(_ -> {
            outbox.publish(confirmed(orderId, new Line(bananas, 3)));
            outbox.publish(cancelled(other));
        });
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(inventory.levelOf(bananas)).isEqualTo("27/0/27"));

        transactions.executeWithoutResult(_ -> outbox.publish(returned(orderId)));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(inventory.levelOf(bananas)).isEqualTo("30/0/30"));
    }

    @Test
    void publishesChangesOfTheStock() {
        UUID orderId = inventory.reserved(new Line(bananas, 25));
        workflow.on(confirmed(orderId, new Line(bananas, 25)));
        inventory.reserved(new Line(bananas, 5));

        assertThat(publishedAbout(bananas))
                .containsExactly(
                        Map.entry("inventory.updated", "30 after 0"),
                        Map.entry("inventory.availability_changed", "10"),
                        Map.entry("inventory.low_stock", "5"),
                        Map.entry("inventory.availability_changed", "5"),
                        Map.entry("inventory.updated", "5 after 30"),
                        Map.entry("inventory.out_of_stock", ""),
                        Map.entry("inventory.availability_changed", "0"));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(onTheStreamAbout(bananas))
                        .containsExactly(
                                "inventory.updated",
                                "inventory.availability_changed",
                                "inventory.low_stock",
                                "inventory.availability_changed",
                                "inventory.updated",
                                "inventory.out_of_stock",
                                "inventory.availability_changed"));
    }

    /** An order of three bananas. */
    private UUID reservedOrder() {
        return inventory.reserved(new Line(bananas, 3));
    }

    private void confirm(UUID orderId) {
        workflow.on(confirmed(orderId, new Line(bananas, 3)));
    }

    private void handleTwice(OrderEvent event) {
        workflow.on(event);
        workflow.on(event);
    }

    private void handleTwice(DeliveryEvent event) {
        workflow.on(event);
        workflow.on(event);
    }

    private List<Map.Entry<String, String>> publishedAbout(UUID productId) {
        return jdbc.sql("""
                        select type, coalesce(
                            data::jsonb ->> 'currentQuantity',
                            data::jsonb ->> 'available',
                            concat_ws(' after ', data::jsonb ->> 'quantity', data::jsonb ->> 'previousQuantity')) as what
                        from outbox where event_key = :key order by id
                        """)
                .param("key", productId.toString())
                .query((row, _) -> Map.entry(row.getString("type"), row.getString("what")))
                .list();
    }

    private List<String> onTheStreamAbout(UUID productId) {
        return redis.<String, String>opsForStream().range(EventStream.INVENTORY.streamKey(), Range.unbounded()).stream()
                .map(entry -> entry.getValue())
                .filter(fields -> productId.toString().equals(fields.get("subject")))
                .map(fields -> fields.get("type"))
                .toList();
    }

    /** As when the order did not exist when its reservation expired. */
    private void expire(UUID orderId) {
        int units = jdbc.sql("update reservations set status = 'EXPIRED' where order_id = ?")
                .param(orderId)
                .update();
        assertThat(units).isOne();
        jdbc.sql("""
                        update stock set reserved = reserved - quantity_reserved
                        from (select product_id, quantity as quantity_reserved from reservation_lines where order_id = ?) line
                        where stock.product_id = line.product_id
                        """).param(orderId).update();
        reconcile.load(jdbc.sql("select product_id from reservation_lines where order_id = ?")
                .param(orderId)
                .query(UUID.class)
                .list());
    }

    private List<String> shortagesOf(UUID orderId) {
        return jdbc.sql("""
                        select data::jsonb ->> 'missing' from outbox
                        where type = 'inventory.shortage' and event_key = ?
                        """).param(orderId.toString()).query(String.class).list();
    }
}
