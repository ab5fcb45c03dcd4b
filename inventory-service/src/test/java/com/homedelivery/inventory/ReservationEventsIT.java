package com.homedelivery.inventory;

import static com.homedelivery.inventory.EventFixtures.confirmed;
import static com.homedelivery.inventory.InventoryClient.data;
import static com.homedelivery.inventory.InventoryClient.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.inventory.InventoryClient.Line;
import com.homedelivery.inventory.application.ReconcileCounters;
import com.homedelivery.inventory.application.ReservationWorkflow;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryReturned;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderFailed;
import com.homedelivery.shared.messaging.outbox.Outbox;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.IntegrationTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@IntegrationTest
class ReservationEventsIT {

    private static final UUID CUSTOMER = UUID.randomUUID();

    @LocalServerPort
    int port;

    @Autowired
    AccessTokens tokens;

    @Autowired
    ReservationWorkflow workflow;

    @Autowired
    Outbox outbox;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    StringRedisTemplate redis;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MeterRegistry meters;

    @Autowired
    ReconcileCounters reconcile;

    InventoryClient client;
    UUID bananas;

    @BeforeEach
    void connect() {
        client = new InventoryClient(port, tokens);
        bananas = client.stocked(30);
    }

    @Test
    void aConfirmedOrderTakesItsGoodsOnce() {
        UUID orderId = client.reserved(new Line(bananas, 3));
        OrderEvent confirmed = confirmed(orderId, new Line(bananas, 3));

        workflow.on(confirmed);
        workflow.on(confirmed);

        assertThat(client.levelOf(bananas)).isEqualTo("27/0/27");
    }

    @Test
    void aConfirmedOrderCannotBeReleasedByRequest() {
        UUID orderId = client.reserved(new Line(bananas, 3));
        workflow.on(confirmed(orderId, new Line(bananas, 3)));

        var refusal = client.release(orderId);

        refusal.expectStatus().isEqualTo(409);
        assertThat(error(refusal).get("code").asString()).isEqualTo("CONFLICT");
        assertThat(client.levelOf(bananas)).isEqualTo("27/0/27");
    }

    @Test
    void aCancelledOrderGivesItsGoodsBackOnce() {
        UUID orderId = client.reserved(new Line(bananas, 3));

        workflow.on(cancelled(orderId));
        workflow.on(cancelled(orderId));

        assertThat(client.levelOf(bananas)).isEqualTo("30/0/30");
    }

    @Test
    void anOrderCancelledBeforePickupPutsItsGoodsBackOnce() {
        UUID orderId = client.reserved(new Line(bananas, 3));
        workflow.on(confirmed(orderId, new Line(bananas, 3)));

        workflow.on(cancelled(orderId));
        workflow.on(cancelled(orderId));

        assertThat(client.levelOf(bananas)).isEqualTo("30/0/30");
    }

    @Test
    void theConfirmationOfACancelledOrderComesTooLate() {
        UUID orderId = client.reserved(new Line(bananas, 3));

        workflow.on(cancelled(orderId));
        workflow.on(confirmed(orderId, new Line(bananas, 3)));

        assertThat(client.levelOf(bananas)).isEqualTo("30/0/30");
    }

    @Test
    void theGoodsOfAnOrderThatFailedAreGoneAlsoWhenItsConfirmationWasLost() {
        UUID orderId = client.reserved(new Line(bananas, 3));

        workflow.on(failed(orderId));
        workflow.on(failed(orderId));
        workflow.on(confirmed(orderId, new Line(bananas, 3)));

        assertThat(client.levelOf(bananas)).isEqualTo("27/0/27");
    }

    @Test
    void anOrderThatFailsBeforeItsReservationArrivesReservesNothing() {
        UUID orderId = UUID.randomUUID();
        workflow.on(failed(orderId));

        client.reserve(orderId, new Line(bananas, 3)).expectStatus().isEqualTo(409);

        assertThat(client.levelOf(bananas)).isEqualTo("30/0/30");
    }

    @Test
    void theGoodsOfAnOrderThatFailedOnTheWayAreNotInTheStore() {
        UUID orderId = client.reserved(new Line(bananas, 3));
        workflow.on(confirmed(orderId, new Line(bananas, 3)));

        workflow.on(failed(orderId));

        assertThat(client.levelOf(bananas)).isEqualTo("27/0/27");
    }

    @Test
    void aConfirmedOrderThatReservedNothingTakesWhatIsThere() {
        UUID apples = client.stocked(2);
        UUID unknown = UUID.randomUUID();
        double missingBefore = meters.counter("inventory.missing").count();
        UUID orderId = UUID.randomUUID();

        workflow.on(confirmed(orderId, new Line(bananas, 3), new Line(apples, 5), new Line(unknown, 1)));

        assertThat(client.levelOf(bananas)).isEqualTo("27/0/27");
        assertThat(client.levelOf(apples)).isEqualTo("0/0/0");
        assertThat(meters.counter("inventory.missing").count() - missingBefore).isEqualTo(4);

        workflow.on(cancelled(orderId));
        assertThat(client.levelOf(apples)).isEqualTo("2/0/2");
    }

    @Test
    void theWorldHearsExactlyWhichUnitsAConfirmedOrderCannotHave() {
        UUID apples = client.stocked(2);
        UUID orderId = client.reserved(new Line(apples, 2), new Line(bananas, 3));
        expired(orderId);
        client.reserved(new Line(apples, 1));
        OrderEvent confirmed = confirmed(orderId, new Line(apples, 2), new Line(bananas, 3));

        workflow.on(confirmed);
        workflow.on(confirmed);

        assertThat(shortagesOf(orderId))
                .containsExactly("[{\"quantity\": 1, \"productId\": \"%s\"}]".formatted(apples));
        assertThat(client.levelOf(apples)).isEqualTo("1/1/0");
        assertThat(client.levelOf(bananas)).isEqualTo("27/0/27");
    }

    @Test
    void anOrderThatIsCalledOffForAShortagePutsBackWhatItTookAndNoMore() {
        UUID apples = client.stocked(1);
        UUID orderId = UUID.randomUUID();
        workflow.on(confirmed(orderId, new Line(apples, 4), new Line(bananas, 3)));

        workflow.on(cancelled(orderId));

        assertThat(client.levelOf(apples)).isEqualTo("1/0/1");
        assertThat(client.levelOf(bananas)).isEqualTo("30/0/30");
    }

    @Test
    void anOrderThatHasAllItsGoodsIsNoShortage() {
        UUID orderId = client.reserved(new Line(bananas, 3));
        workflow.on(confirmed(orderId, new Line(bananas, 3)));
        assertThat(shortagesOf(orderId)).isEmpty();
    }

    @Test
    void goodsThatTheRiderBringsBackAreInTheStoreAgainOnce() {
        UUID apples = client.stocked(1);
        UUID orderId = UUID.randomUUID();
        workflow.on(confirmed(orderId, new Line(apples, 4), new Line(bananas, 3)));
        workflow.on(failed(orderId));
        assertThat(client.levelOf(bananas)).isEqualTo("27/0/27");

        workflow.on(returned(orderId));
        workflow.on(returned(orderId));

        assertThat(client.levelOf(bananas)).isEqualTo("30/0/30");
        assertThat(client.levelOf(apples)).isEqualTo("1/0/1");
    }

    @Test
    void goodsMayBeBroughtBackBeforeAnythingElseIsHeardOfTheirOrder() {
        UUID orderId = client.reserved(new Line(bananas, 3));

        workflow.on(returned(orderId));
        workflow.on(confirmed(orderId, new Line(bananas, 3)));
        workflow.on(failed(orderId));

        assertThat(client.levelOf(bananas)).isEqualTo("30/0/30");
    }

    @Test
    void otherServicesMayAskWhatIsHeldForAnOrder() {
        UUID orderId = client.reserved(new Line(bananas, 3));

        var reservation = data(client.get(Role.SERVICE, "/inventory/reservations/" + orderId));

        assertThat(reservation.get("orderId").asString()).isEqualTo(orderId.toString());
        assertThat(reservation.get("status").asString()).isEqualTo("HELD");
        assertThat(reservation.get("items").get(0).get("quantity").asInt()).isEqualTo(3);
        client.get(Role.SERVICE, "/inventory/reservations/" + UUID.randomUUID())
                .expectStatus()
                .isNotFound();
        client.get(Role.ADMIN, "/inventory/reservations/" + orderId)
                .expectStatus()
                .isForbidden();
    }

    @Test
    void anOrderCancelledBeforeItsReservationArrivesReservesNothing() {
        UUID orderId = UUID.randomUUID();
        workflow.on(cancelled(orderId));

        client.reserve(orderId, new Line(bananas, 3)).expectStatus().isEqualTo(409);

        assertThat(client.levelOf(bananas)).isEqualTo("30/0/30");
    }

    @Test
    void eventsArriveFromTheStream() {
        UUID orderId = client.reserved(new Line(bananas, 3));
        UUID other = client.reserved(new Line(bananas, 2));

        transactions.executeWithoutResult(_ -> {
            outbox.publish(confirmed(orderId, new Line(bananas, 3)));
            outbox.publish(cancelled(other));
        });
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(client.levelOf(bananas)).isEqualTo("27/0/27"));

        transactions.executeWithoutResult(_ -> outbox.publish(returned(orderId)));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(client.levelOf(bananas)).isEqualTo("30/0/30"));
    }

    @Test
    void theWorldHearsWhatHappensToTheStock() {
        UUID orderId = client.reserved(new Line(bananas, 25));
        workflow.on(confirmed(orderId, new Line(bananas, 25)));
        client.reserved(new Line(bananas, 5));

        assertThat(publishedAbout(bananas))
                .containsExactly(
                        Map.entry("inventory.updated", "30 after 0"),
                        Map.entry("inventory.low_stock", "5"),
                        Map.entry("inventory.updated", "5 after 30"),
                        Map.entry("inventory.out_of_stock", ""));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(onTheStreamAbout(bananas))
                        .containsExactly(
                                "inventory.updated",
                                "inventory.low_stock",
                                "inventory.updated",
                                "inventory.out_of_stock"));
    }

    private List<Map.Entry<String, String>> publishedAbout(UUID productId) {
        return jdbc.sql("""
                        select type, coalesce(
                            data::jsonb ->> 'currentQuantity',
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

    private static OrderCancelled cancelled(UUID orderId) {
        return new OrderCancelled(orderId, CUSTOMER, "changed my mind", Instant.now());
    }

    private static OrderFailed failed(UUID orderId) {
        return new OrderFailed(orderId, CUSTOMER, "lost on the way", Instant.now());
    }

    private static DeliveryReturned returned(UUID orderId) {
        return new DeliveryReturned(UUID.randomUUID(), orderId, Instant.now());
    }

    /** As after a confirmation that is late by a quarter of an hour, in which nobody knew of the order. */
    private void expired(UUID orderId) {
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
