package com.homedelivery.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.inventory.application.ExpireReservations;
import com.homedelivery.inventory.application.ManageBatches;
import com.homedelivery.inventory.application.ReservationWorkflow;
import com.homedelivery.inventory.support.EventFixtures;
import com.homedelivery.inventory.support.Line;
import com.homedelivery.inventory.support.OrderServiceStub;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.testing.AtOnce;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

@TestPropertySource(
        properties = {
            "homedelivery.inventory.recheck-after=400ms",
            "homedelivery.inventory.sweep-every=200ms",
            "homedelivery.inventory.sweep-batch=5"
        })
class ExpiryIT extends InventoryServiceTest {

    private static final OrderServiceStub ORDER_SERVICE = new OrderServiceStub();
    private static final Duration SOON = Duration.ofSeconds(30);

    @DynamicPropertySource
    static void orderService(DynamicPropertyRegistry properties) {
        properties.add("ORDER_SERVICE_URL", ORDER_SERVICE.service()::url);
    }

    @Autowired
    ExpireReservations expire;

    @Autowired
    ManageBatches batches;

    @Autowired
    ReservationWorkflow workflow;

    @Autowired
    TransactionTemplate transactions;

    UUID bananas;

    @BeforeEach
    void connect() {
        bananas = inventory.stocked(100);
    }

    @AfterEach
    void orderServiceRecovers() {
        ORDER_SERVICE.service().recover();
    }

    @Test
    void expiresTheReservationOfAnOrderThatDoesNotExist() {
        UUID overdue = inventory.reserved(new Line(bananas, 3));
        UUID withinGrace = inventory.reserved(new Line(bananas, 2));
        UUID intact = inventory.reserved(new Line(bananas, 1));
        reservedAgo(withinGrace, Duration.ofMinutes(16));
        reservedAgo(overdue, Duration.ofMinutes(18));

        awaitStatus(overdue, "EXPIRED");

        assertThat(statusOf(withinGrace)).isEqualTo("HELD");
        assertThat(statusOf(intact)).isEqualTo("HELD");
        assertThat(inventory.levelOf(bananas)).isEqualTo("100/3/97");
        assertThat(ORDER_SERVICE.requestsAbout(withinGrace)).isZero();
        inventory.reserve(overdue, new Line(bananas, 3)).hasStatus(409);
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING,90",
        "SOMETHING_NEW,90",
        "CONFIRMED,20",
        "PROCESSING,20",
        "SHIPPED,20",
        "DELIVERED,20",
        "FAILED,20"
    })
    void keepsTheReservationUntilTheOrderIsPaidAndItsEventIsLate(String status, int minutes) {
        UUID orderId = reservedAgo(minutes, status);

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(ORDER_SERVICE.requestsAbout(orderId)).isGreaterThanOrEqualTo(2));

        assertThat(statusOf(orderId)).isEqualTo("HELD");
        assertThat(inventory.levelOf(bananas)).isEqualTo("100/3/97");
    }

    /** Each minute would be 2,880 times until then. */
    @Test
    void asksOnceAboutAnOrderThatWaitsForItsSlotUntilThatBegins() {
        UUID waiting = inventory.reserved(new Line(bananas, 3));
        ORDER_SERVICE.addWaiting(waiting, Instant.now().plus(Duration.ofHours(20)));
        UUID tomorrow = inventory.reserved(new Line(bananas, 2));
        ORDER_SERVICE.addWaiting(tomorrow, Instant.now().plus(Duration.ofHours(48)));
        UUID unpaid = reservedAgo(20, "PENDING");
        reservedAgo(waiting, Duration.ofMinutes(20));
        reservedAgo(tomorrow, Duration.ofMinutes(20));

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(ORDER_SERVICE.requestsAbout(unpaid)).isGreaterThanOrEqualTo(4);
            assertThat(minutesToNextCheckOf(waiting)).isBetween(20 * 60 + 8, 20 * 60 + 10);
        });

        assertThat(ORDER_SERVICE.requestsAbout(waiting)).isLessThanOrEqualTo(2);
        assertThat(minutesToNextCheckOf(tomorrow)).isBetween(24 * 60 - 2, 24 * 60);
        assertThat(statusOf(waiting)).isEqualTo("HELD");
        workflow.on(confirmed(waiting, 3));
        assertThat(statusOf(waiting)).isEqualTo("COMMITTED");
    }

    private int minutesToNextCheckOf(UUID orderId) {
        return jdbc.sql("select extract(epoch from check_at - now())::int / 60 from reservations where order_id = ?")
                .param(orderId)
                .query(Integer.class)
                .single();
    }

    @Test
    void commitsWhatIsStillReservedWhenTheConfirmationIsMinutesLate() {
        UUID orderId = reservedAgo(20, "CONFIRMED");
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(ORDER_SERVICE.requestsAbout(orderId)).isGreaterThanOrEqualTo(2));

        workflow.on(confirmed(orderId, 3));

        assertThat(inventory.levelOf(bananas)).isEqualTo("97/0/97");
        assertThat(statusOf(orderId)).isEqualTo("COMMITTED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONFIRMED", "PROCESSING", "SHIPPED", "DELIVERED", "FAILED"})
    void commitsTheUnitsOfAPaidOrderWhoseConfirmationIsLost(String status) {
        UUID orderId = reservedAgo(90, status);

        awaitStatus(orderId, "COMMITTED");

        assertThat(inventory.levelOf(bananas)).isEqualTo("97/0/97");
        workflow.on(confirmed(orderId, 3));
        assertThat(inventory.levelOf(bananas)).isEqualTo("97/0/97");
        assertThat(movementsFor(orderId)).startsWith("RESERVATION 0 3").contains("COMMIT -3 -3 inventory-service");
    }

    @Test
    void returnsTheUnitsOfAnOrderCancelledAfterItsConfirmationWasLost() {
        UUID orderId = reservedAgo(90, "CONFIRMED");
        awaitStatus(orderId, "COMMITTED");

        workflow.on(EventFixtures.cancelled(orderId));
        workflow.on(confirmed(orderId, 3));

        assertThat(inventory.levelOf(bananas)).isEqualTo("100/0/100");
    }

    @Test
    void releasesTheUnitsOfACancelledOrderForGood() {
        UUID orderId = reservedAgo(90, "CANCELLED");

        awaitStatus(orderId, "RELEASED");

        workflow.on(confirmed(orderId, 3));
        assertThat(inventory.levelOf(bananas)).isEqualTo("100/0/100");
    }

    @Test
    void keepsTheReservationWhileTheOrderServiceIsDown() {
        ORDER_SERVICE.service().goDown();
        UUID orderId = reservedAgo(90);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(ORDER_SERVICE.requestsAbout(orderId)).isGreaterThanOrEqualTo(2));
        assertThat(statusOf(orderId)).isEqualTo("HELD");

        ORDER_SERVICE.service().recover();

        awaitStatus(orderId, "EXPIRED");
    }

    @Test
    void commitsAnExpiredReservationIfTheGoodsAreStillAvailable() {
        UUID orderId = inventory.reserved(new Line(bananas, 3));
        reservedAgo(orderId, Duration.ofMinutes(18));
        await().atMost(SOON).untilAsserted(() -> assertThat(statusOf(orderId)).isEqualTo("EXPIRED"));

        workflow.on(confirmed(orderId, 3));

        assertThat(inventory.levelOf(bananas)).isEqualTo("97/0/97");
    }

    @Test
    void sharesTheWorkBetweenInstances() {
        List<UUID> orders = IntStream.range(0, 40)
                .mapToObj(_ -> inventory.reserved(new Line(bananas, 1)))
                .toList();
        orders.forEach(orderId -> reservedAgo(orderId, Duration.ofMinutes(18)));

        AtOnce.run(8, expire::nextBatch);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(inventory.levelOf(bananas)).isEqualTo("100/0/100"));
        assertThat(orders).allSatisfy(orderId -> assertThat(statusOf(orderId)).isEqualTo("EXPIRED"));
    }

    @Test
    void skipsAReservationThatIsLocked() {
        UUID busy = inventory.reserved(new Line(bananas, 3));

        transactions.executeWithoutResult(_ -> {
            reservedAgo(busy, Duration.ofMinutes(18));
            UUID idle = inventory.reserved(new Line(bananas, 2));
            Thread.ofVirtual().start(() -> reservedAgo(idle, Duration.ofMinutes(18)));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(inventory.levelOf(bananas)).isEqualTo("100/3/97"));
        });

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(inventory.levelOf(bananas)).isEqualTo("100/0/100"));
    }

    @Test
    void tellsWhatHasExpiredMeanwhileOfAPaidOrderWhoseConfirmationIsLost() {
        UUID milk = UUID.randomUUID();
        api.asAdmin()
                .put(
                        "/inventory/receipts/" + UUID.randomUUID(),
                        Map.of(
                                "lines",
                                List.of(Map.of(
                                        "productId", milk, "quantity", 3, "expiresOn", LocalDate.now(ZoneOffset.UTC)))))
                .hasStatus(200);
        UUID orderId = inventory.reserved(new Line(milk, 3));
        jdbc.sql("update stock_batches set expires_on = expires_on - 1 where product_id = ?")
                .param(milk)
                .update();
        while (batches.expireNextBatch(100) == 100) {}
        ORDER_SERVICE.add(orderId, "CONFIRMED");
        reservedAgo(orderId, Duration.ofMinutes(90));

        awaitStatus(orderId, "COMMITTED");

        assertThat(jdbc.sql(
                                "select data::jsonb ->> 'missing' from outbox where event_key = ? and type = 'inventory.shortage'")
                        .param(orderId.toString())
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .contains(milk.toString(), "3");
    }

    /** An order in this state that reserved three bananas a while ago. Its state is known before the job asks for it. */
    private UUID reservedAgo(int minutes, String state) {
        UUID orderId = inventory.reserved(new Line(bananas, 3));
        ORDER_SERVICE.add(orderId, state);
        reservedAgo(orderId, Duration.ofMinutes(minutes));
        return orderId;
    }

    /** An order that the order service does not know, and that reserved three bananas a while ago. */
    private UUID reservedAgo(int minutes) {
        UUID orderId = inventory.reserved(new Line(bananas, 3));
        reservedAgo(orderId, Duration.ofMinutes(minutes));
        return orderId;
    }

    private OrderEvent confirmed(UUID orderId, int units) {
        return EventFixtures.confirmed(orderId, new Line(bananas, units));
    }

    private void awaitStatus(UUID orderId, String status) {
        await().atMost(SOON).untilAsserted(() -> assertThat(statusOf(orderId)).isEqualTo(status));
    }

    private void reservedAgo(UUID orderId, Duration age) {
        jdbc.sql("""
                        update reservations set
                            created_at = now() - make_interval(secs => :age),
                            expires_at = now() - make_interval(secs => :age) + interval '15 minutes',
                            check_at = now() - make_interval(secs => :age) + interval '15 minutes'
                        where order_id = :id
                        """).param("age", age.toSeconds()).param("id", orderId).update();
    }

    private String movementsFor(UUID orderId) {
        return jdbc.sql("""
                        select string_agg(concat_ws(' ', kind, quantity_change, reserved_change, actor), ', ' order by id)
                        from stock_movements where order_id = ?
                        """).param(orderId).query(String.class).single();
    }

    private String statusOf(UUID orderId) {
        return jdbc.sql("select status from reservations where order_id = :id")
                .param("id", orderId)
                .query(String.class)
                .single();
    }
}
