package com.homedelivery.order.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.order.OrderServiceTest;
import com.homedelivery.order.support.DeliveryServiceStub;
import com.homedelivery.order.support.DeliveryServiceStub.Delivery;
import com.homedelivery.order.support.EventFixtures;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderConfirmed;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.event.OrderEvent.OrderDelivered;
import com.homedelivery.shared.event.OrderEvent.OrderFailed;
import com.homedelivery.shared.event.OrderEvent.OrderStuck;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.AtOnce;
import com.homedelivery.shared.work.PollingWorker;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

class OrderSupervisionJobIT extends OrderServiceTest {

    private static final Duration JUST_OVER_THE_PAYMENT_WINDOW =
            Duration.ofMinutes(15).plusSeconds(1);
    private static final Duration LONG = Duration.ofHours(3);

    @Autowired
    OrderSupervisionJob job;

    @Autowired
    PollingWorker supervision;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MeterRegistry meters;

    /** Each test checks when it is ready, and only its own: what others have left would fill the rounds. */
    @BeforeEach
    void nothingIsCheckedUnlessATestDoes() {
        supervision.stop();
        jdbc.sql("update orders set check_at = now() + interval '1 day' where check_at is not null")
                .update();
    }

    @AfterEach
    void resumesSupervision() {
        supervision.start();
    }

    @Test
    void cancelsAnOrderThatIsNotPaidInTime() {
        UUID order = overdueOrder(JUST_OVER_THE_PAYMENT_WINDOW);

        job.round();

        assertThat(statusOf(order)).isEqualTo("CANCELLED");
        OrderCancelled cancelled = (OrderCancelled) published
                .awaitExactly(order, OrderCreated.class, OrderCancelled.class)
                .getLast();
        assertThat(cancelled.reason()).isEqualTo("Not paid in time");
    }

    /** As while newer instances are rolled out. */
    @Test
    void checksOrdersOfAnOlderVersionThatKnowsNoChecks() {
        UUID model = pendingOrder(api.asCustomer());
        UUID placed = UUID.randomUUID();
        UUID ended = UUID.randomUUID();
        for (UUID order : List.of(placed, ended)) {
            jdbc.sql("""
                insert into orders (id, version, user_id, status, total_amount, street, city, state, zip_code,
                    created_at, updated_at)
                select :id, 0, user_id, status, total_amount, street, city, state, zip_code,
                    created_at, updated_at from orders where id = :model
                """).param("id", order).param("model", model).update();
        }
        jdbc.sql("update orders set status = 'CANCELLED', version = 1 where id = ?")
                .param(ended)
                .update();

        job.round();
        assertThat(secondsToNextCheckOf(placed)).isPositive();
        assertThat(isToBeChecked(ended)).isFalse();
        overdueSince(placed, JUST_OVER_THE_PAYMENT_WINDOW);
        job.round();

        assertThat(statusOf(placed)).isEqualTo("CANCELLED");
        assertThat(statusOf(ended)).isEqualTo("CANCELLED");
        assertThat(published.about(ended)).isEmpty();
    }

    private boolean isToBeChecked(UUID order) {
        return valueOf(order, "check_at is not null", Boolean.class);
    }

    @Test
    void leavesAnOrderItsFullTimeToBePaid() {
        UUID order = overdueOrder(Duration.ofMinutes(14));

        job.round();

        assertThat(statusOf(order)).isEqualTo("PENDING");
        assertThat(payments.closeRequestsFor(order)).isZero();
    }

    /** The service was down for longer than the payment window, and has not read a single event of that time yet. */
    @Test
    void cancelsNothingThatWasPaidDuringALongOutage() {
        List<UUID> orders = IntStream.range(0, 5)
                .mapToObj(_ -> pendingOrder(api.asCustomer()))
                .toList();
        orders.forEach(order -> {
            payments.add(order, "SUCCESS", "5.98", "credit_card");
            overdueSince(order, LONG);
        });

        job.round();

        assertThat(orders).extracting(this::statusOf).containsOnly("CONFIRMED");
        orders.forEach(order -> events.publish(EventFixtures.paid(order)));
        for (UUID order : orders) {
            awaitCauses(order, "Order placed", "Paid", "Paid");
            published.awaitExactly(order, OrderCreated.class, OrderConfirmed.class);
        }
    }

    @Test
    void confirmsAnOrderToBePaidInCash() {
        UUID order = overdueOrderWithPayment("PENDING", "5.98", "cod");

        job.round();

        assertThat(statusOf(order)).isEqualTo("CONFIRMED");
        assertThat(causesOf(order).getLast()).isEqualTo("To be paid in cash on delivery");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PENDING", "PROCESSING"})
    void waitsForAPaymentInProgress(String payment) {
        UUID order = overdueOrderWithPayment(payment, "5.98", "credit_card");

        job.round();

        assertThat(statusOf(order)).isEqualTo("PENDING");
        assertThat(secondsToNextCheckOf(order)).isBetween(5, 16);
        assertThat(stuckReasonOf(order)).isNull();
        runWhenOverdue(order);
        assertThat(statusOf(order)).isEqualTo("PENDING");
        assertThat(stuckReasonOf(order)).isEqualTo("The payment is still under way");
    }

    @Test
    void cancelsNothingWithoutAnAnswer() {
        UUID order = pendingOrder(api.asCustomer());
        payments.service().goDown();
        overdueSince(order, JUST_OVER_THE_PAYMENT_WINDOW);

        job.round();

        assertThat(statusOf(order)).isEqualTo("PENDING");
        assertThat(stuckReasonOf(order)).isNull();
        payments.service().recover();
        overdueSince(order, JUST_OVER_THE_PAYMENT_WINDOW);
        job.round();
        assertThat(statusOf(order)).isEqualTo("CANCELLED");
    }

    @Test
    void reportsAPaymentOfAnotherAmount() {
        UUID order = overdueOrderWithPayment("SUCCESS", "0.98", "credit_card");

        job.round();

        assertThat(statusOf(order)).isEqualTo("PENDING");
        assertThat(stuckReasonOf(order)).contains("0.98");
        assertThat(causesOf(order)).containsExactly("Order placed");
    }

    @ParameterizedTest
    @CsvSource({
        "ASSIGNED,IN_STORE,PROCESSING",
        "PICKED_UP,WITH_RIDER,SHIPPED",
        "IN_TRANSIT,WITH_RIDER,SHIPPED",
        "DELIVERED,WITH_CUSTOMER,DELIVERED",
        "FAILED,WITH_RIDER,FAILED",
        "FAILED,RETURNED,FAILED",
        "FAILED,IN_STORE,CANCELLED"
    })
    void catchesUpWithTheDeliveryOfAPaidOrder(String delivery, String goods, String status) {
        UUID order = confirmedOrder();
        deliveries.set(order, new Delivery(delivery, goods, delivery.equals("FAILED"), "no longer wanted"));
        runWhenOverdue(order);

        assertThat(statusOf(order)).isEqualTo(status);
        assertThat(stuckReasonOf(order)).isNull();
    }

    @Test
    void publishesAMissedDeliveryAsOfWhenItHappened() {
        UUID order = confirmedOrder();
        deliveries.set(order, new Delivery("DELIVERED", "WITH_CUSTOMER"));
        runWhenOverdue(order);

        OrderDelivered delivered = (OrderDelivered) published
                .awaitExactly(order, OrderCreated.class, OrderConfirmed.class, OrderDelivered.class)
                .getLast();
        assertThat(delivered.deliveredAt()).isEqualTo(DeliveryServiceStub.SINCE);
        assertThat(delivered.deliveryAgentId()).isEqualTo(EventFixtures.RIDER);
    }

    @Test
    void publishesAConfirmationAgainThatWasLost() {
        UUID order = confirmedOrder();
        runWhenOverdue(order);

        List<OrderEvent> happened =
                published.awaitExactly(order, OrderCreated.class, OrderConfirmed.class, OrderConfirmed.class);
        OrderConfirmed again = (OrderConfirmed) happened.getLast();
        OrderConfirmed first = (OrderConfirmed) happened.get(1);
        assertThat(again.items()).isEqualTo(first.items());
        assertThat(again.totalAmount()).isEqualByComparingTo(first.totalAmount());
        assertThat(again.deliveryAddress()).isEqualTo(first.deliveryAddress());
        assertThat(stuckReasonOf(order)).isNull();
        events.publish(EventFixtures.assigned(order));
        awaitStatus(order, "PROCESSING");
    }

    @Test
    void reportsAnOrderOnceThatNobodyDeliversEvenThen() {
        UUID order = confirmedOrder();
        runWhenOverdue(order);
        runAgain(order);
        runAgain(order);

        OrderStuck stuck = (OrderStuck) published
                .awaitExactly(order, OrderCreated.class, OrderConfirmed.class, OrderConfirmed.class, OrderStuck.class)
                .getLast();
        assertThat(stuck.reason()).isEqualTo("No delivery has begun; stock: COMMITTED");
    }

    @Test
    void reportsAStuckOrderOnce() {
        String reason = "No rider has been found; stock: COMMITTED";
        UUID order = confirmedOrder();
        deliveries.set(order, new Delivery("PENDING", "IN_STORE"));
        runWhenOverdue(order);
        runAgain(order);

        assertThat(statusOf(order)).isEqualTo("CONFIRMED");
        OrderStuck stuck = (OrderStuck) published
                .awaitExactly(order, OrderCreated.class, OrderConfirmed.class, OrderStuck.class)
                .getLast();
        assertThat(stuck.status()).isEqualTo("CONFIRMED");
        assertThat(stuck.reason()).isEqualTo(reason);
        JsonNode listed = stuckEntryOf(order);
        assertThat(listed.propertyNames())
                .containsExactlyInAnyOrder("id", "userId", "status", "since", "reason", "reportedAt", "updatedAt");
        assertThat(listed.get("reason").asString()).isEqualTo(reason);

        events.publish(EventFixtures.assigned(order));
        awaitStatus(order, "PROCESSING");
        assertThat(stuckEntryOf(order)).isNull();
    }

    @Test
    void reportsAnOrderInEachStatusThatItIsStuckIn() {
        UUID order = confirmedOrder();
        deliveries.set(order, new Delivery("PENDING", "IN_STORE"));
        runWhenOverdue(order);
        events.publish(EventFixtures.assigned(order));
        awaitStatus(order, "PROCESSING");
        deliveries.set(order, new Delivery("ASSIGNED", "IN_STORE"));
        runWhenOverdue(order);
        events.publish(EventFixtures.started(order));
        awaitStatus(order, "SHIPPED");
        deliveries.set(order, new Delivery("IN_TRANSIT", "WITH_RIDER"));
        runWhenOverdue(order);

        List<OrderEvent> happened = published.awaitExactly(
                order, OrderCreated.class, OrderConfirmed.class, OrderStuck.class, OrderStuck.class, OrderStuck.class);
        assertThat(happened.subList(2, 5))
                .extracting(event -> ((OrderStuck) event).reason())
                .containsExactly(
                        "No rider has been found; stock: COMMITTED",
                        "The rider has not picked it up",
                        "The rider has not brought it");
    }

    @Test
    void decidesNothingWhileTheDeliveryServiceIsDown() {
        UUID order = confirmedOrder();
        deliveries.service().goDown();
        overdueSince(order, Duration.ofMinutes(26));

        job.round();

        assertThat(statusOf(order)).isEqualTo("CONFIRMED");
        assertThat(stuckReasonOf(order)).isNull();
    }

    @Test
    void showsStuckOrdersToAdminsOnly() {
        assertThat(api.asCustomer().get("/orders/stuck").errorCode()).isEqualTo("FORBIDDEN");
        assertThat(api.get("/orders/stuck").errorCode()).isEqualTo("UNAUTHORIZED");
        assertThat(api.asAdmin()
                        .get("/orders/stuck?page=1&limit=1")
                        .body()
                        .at("/pagination/limit")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void cancelsARefundedOrderThatIsStillInTheStore() {
        UUID order = refundedOrder();

        job.round();

        assertThat(statusOf(order)).isEqualTo("CANCELLED");
        assertThat(deliveries.stopRequestsFor(order)).containsExactly("Refunded in full, even if picked up");
        assertThat(awaitCancellation(order).reason()).isEqualTo("Refunded in full");
    }

    @Test
    void dispatchesAnOrderWhoseSlotIsNearBeforeAllThatIsOverdue() {
        ApiClient customer = api.asCustomer();
        List<UUID> unpaid =
                IntStream.range(0, 9).mapToObj(_ -> pendingOrder(customer)).toList();
        UUID order = confirmedOrderWithSlot();
        unpaid.forEach(waiting -> overdueSince(waiting, LONG));
        jdbc.sql("update orders set dispatch_at = now(), check_at = now() where id = ?")
                .param(order)
                .update();

        job.round();

        published.awaitExactly(order, OrderCreated.class, OrderConfirmed.class);
        assertThat(secondsToNextCheckOf(order)).isPositive();
    }

    @Test
    void readsWhatIsToBeDispatchedInTheOrderOfAnIndex() {
        String plan = transaction.execute(_ -> {
            jdbc.sql("set local enable_seqscan = off").update();
            return String.join("\n", jdbc.sql("""
                explain select * from orders
                where status = 'CONFIRMED' and dispatch_at <= now() and dispatched_at is null and cancel_reason is null
                order by dispatch_at limit 50 for update skip locked
                """).query(String.class).list());
        });

        assertThat(plan).contains("Index Scan using orders_to_dispatch").doesNotContain("Sort");
    }

    /** Of a slot that is far. */
    private UUID confirmedOrderWithSlot() {
        UUID waiting = pendingOrder(api.asCustomer());
        jdbc.sql("""
            update orders set slot_id = gen_random_uuid(), slot_start = now() + interval '2 days',
                slot_end = now() + interval '3 days', dispatch_at = now() + interval '1 day' where id = ?
            """).param(waiting).update();
        events.publish(EventFixtures.paid(waiting));
        awaitStatus(waiting, "CONFIRMED");
        return waiting;
    }

    @Test
    void failsARefundedOrderThatIsOnItsWay() {
        UUID order = shippedOrder(api.asCustomer());
        events.publish(EventFixtures.refunded(order));
        awaitCauses(order, "Order placed", "Paid", "Picked up by the rider", "Refunded 5.98");
        deliveries.setStopOutcome(order, "STOPPED_ON_THE_WAY");
        deliveries.set(order, new Delivery("FAILED", "WITH_RIDER", true, "Refunded in full"));

        job.round();

        assertThat(statusOf(order)).isEqualTo("FAILED");
        published.awaitExactly(order, OrderCreated.class, OrderConfirmed.class, OrderFailed.class);
    }

    @Test
    void leavesARefundedOrderDeliveredThatHasArrived() {
        UUID order = refundedOrder();
        deliveries.setStopOutcome(order, "DELIVERED");
        deliveries.set(order, new Delivery("DELIVERED", "WITH_CUSTOMER"));

        job.round();

        assertThat(statusOf(order)).isEqualTo("DELIVERED");
    }

    @Test
    void cancelsARefundedOrderOnceTheDeliveryServiceAnswers() {
        UUID order = refundedOrder();
        deliveries.service().goDown();
        job.round();
        assertThat(statusOf(order)).isEqualTo("CONFIRMED");

        deliveries.service().recover();
        runAgain(order);

        assertThat(statusOf(order)).isEqualTo("CANCELLED");
    }

    @Test
    void cancelsRefundedOrdersWhileThePaymentServiceIsDown() {
        ApiClient customer = api.asCustomer();
        List<UUID> unpaid =
                IntStream.range(0, 8).mapToObj(_ -> pendingOrder(customer)).toList();
        unpaid.forEach(waiting -> overdueSince(waiting, LONG));
        UUID order = refundedOrder();
        payments.service().goDown();

        job.round();

        assertThat(statusOf(order)).isEqualTo("CANCELLED");
        payments.service().recover();
        unpaid.forEach(this::dueAgain);
        job.round();
        assertThat(unpaid).extracting(this::statusOf).containsOnly("CANCELLED");
    }

    @Test
    void cancelsAnOrderWhoseRefundCameBeforeItsPayment() {
        UUID order = pendingOrder(api.asCustomer());
        events.publish(EventFixtures.refunded(order));
        awaitCauses(order, "Order placed", "Refunded 5.98");
        payments.add(order, "REFUNDED", "5.98", "credit_card");

        job.round();

        assertThat(statusOf(order)).isEqualTo("CANCELLED");
        published.awaitExactly(order, OrderCreated.class, OrderCancelled.class);
    }

    @Test
    void cancelsEachOrderOnceWithSeveralInstances() {
        ApiClient customer = api.asCustomer();
        List<UUID> orders =
                IntStream.range(0, 12).mapToObj(_ -> pendingOrder(customer)).toList();
        orders.forEach(order -> overdueSince(order, Duration.ofHours(1)));

        AtOnce.run(3, () -> job.round().isPresent());
        job.round();

        for (UUID order : orders) {
            assertThat(causesOf(order)).containsExactly("Order placed", "Not paid in time");
            assertThat(payments.closeRequestsFor(order)).isEqualTo(1);
            published.awaitExactly(order, OrderCreated.class, OrderCancelled.class);
        }
    }

    @Test
    void skipsAnOrderThatIsLocked() {
        UUID locked = pendingOrder(api.asCustomer());
        UUID free = pendingOrder(api.asCustomer());
        overdueSince(locked, Duration.ofHours(1));
        overdueSince(free, Duration.ofHours(1));

        transaction.executeWithoutResult(_ -> {
            lock(locked);
            AtOnce.run(1, () -> job.round().isPresent());
        });

        assertThat(statusOf(free)).isEqualTo("CANCELLED");
        assertThat(statusOf(locked)).isEqualTo("PENDING");
    }

    @Test
    void triesALockedOrderAgainAfterAPause() {
        UUID locked = overdueOrder(Duration.ofHours(1));

        Duration pause = transaction.execute(_ -> {
            lock(locked);
            AtOnce.run(1, () -> job.round().isPresent());
            Instant before = Instant.now();
            Instant nextCheck = AtOnce.run(1, () -> job.round().orElseThrow()).getFirst();
            return Duration.between(before, nextCheck);
        });

        assertThat(pause).isPositive();
    }

    @Test
    void countsStuckOrders() {
        UUID order = confirmedOrder();
        deliveries.set(order, new Delivery("PENDING", "IN_STORE"));
        runWhenOverdue(order);

        await().untilAsserted(() -> assertThat(
                        meters.get("homedelivery.order.stuck").gauge().value())
                .isPositive());
    }

    @Test
    void runsByItselfWhenAnOrderIsDue() {
        UUID order = overdueOrder(JUST_OVER_THE_PAYMENT_WINDOW);

        supervision.start();

        awaitStatus(order, "CANCELLED");
    }

    @Test
    void runsAtOnceWhenAnOrderIsToBeCancelled() {
        supervision.start();
        UUID order = confirmedOrder();

        events.publish(EventFixtures.refunded(order));

        awaitStatus(order, "CANCELLED");
    }

    private UUID confirmedOrder() {
        return confirmedOrder(api.asCustomer());
    }

    private UUID overdueOrder(Duration since) {
        UUID order = pendingOrder(api.asCustomer());
        overdueSince(order, since);
        return order;
    }

    private UUID overdueOrderWithPayment(String status, String amount, String method) {
        UUID order = pendingOrder(api.asCustomer());
        payments.add(order, status, amount, method);
        overdueSince(order, JUST_OVER_THE_PAYMENT_WINDOW);
        return order;
    }

    /** A confirmed order whose payment was refunded in full: it is to be cancelled. */
    private UUID refundedOrder() {
        UUID order = confirmedOrder();
        events.publish(EventFixtures.refunded(order));
        awaitCauses(order, "Order placed", "Paid", "Refunded 5.98");
        return order;
    }

    private void overdueSince(UUID order, Duration since) {
        jdbc.sql("update orders set status_since = now() - make_interval(secs => ?) where id = ?")
                .param(since.toSeconds())
                .param(order)
                .update();
        dueAgain(order);
    }

    private void runWhenOverdue(UUID order) {
        overdueSince(order, LONG);
        job.round();
    }

    private void runAgain(UUID order) {
        dueAgain(order);
        job.round();
    }

    /** For the time of the transaction. */
    private void lock(UUID order) {
        jdbc.sql("select 1 from orders where id = ? for update")
                .param(order)
                .query(Integer.class)
                .single();
    }

    private void dueAgain(UUID order) {
        jdbc.sql("update orders set check_at = now() - interval '1 second' where id = ? and check_at is not null")
                .param(order)
                .update();
    }

    private int secondsToNextCheckOf(UUID order) {
        return valueOf(order, "extract(epoch from check_at - now())::int", Integer.class);
    }

    private String stuckReasonOf(UUID order) {
        return valueOf(order, "stuck_reason", String.class);
    }

    private JsonNode stuckEntryOf(UUID order) {
        return api.asAdmin()
                .get("/orders/stuck")
                .data()
                .valueStream()
                .filter(listed -> listed.get("id").asString().equals(order.toString()))
                .findFirst()
                .orElse(null);
    }
}
