package com.homedelivery.order;

import static com.homedelivery.order.EventFixtures.amount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.order.StubServices.Delivery;
import com.homedelivery.order.application.SuperviseOrders;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderConfirmed;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.event.OrderEvent.OrderDelivered;
import com.homedelivery.shared.event.OrderEvent.OrderFailed;
import com.homedelivery.shared.event.OrderEvent.OrderStuck;
import com.homedelivery.shared.security.Role;
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

class SuperviseOrdersIT extends OrderServiceTest {

    private static final Duration JUST_OVER_THE_PAYMENT_WINDOW =
            Duration.ofMinutes(15).plusSeconds(1);
    private static final Duration LONG = Duration.ofHours(3);

    @Autowired
    SuperviseOrders supervise;

    @Autowired
    PollingWorker supervision;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MeterRegistry meters;

    /** Each test checks when it is ready, and only its own: what others have left would fill the rounds. */
    @BeforeEach
    void nothingIsCheckedByItself() {
        supervision.stop();
        jdbc.sql("update orders set check_at = now() + interval '1 day' where check_at is not null")
                .update();
    }

    @AfterEach
    void goesOn() {
        supervision.start();
    }

    @Test
    void anOrderNotPaidInTimeIsCancelled() {
        UUID order = placedBy(customer());
        standsStill(order, JUST_OVER_THE_PAYMENT_WINDOW);

        supervise.round();

        assertThat(statusOf(order)).isEqualTo("CANCELLED");
        OrderCancelled cancelled = (OrderCancelled) awaitTold(order, List.of(OrderCreated.class, OrderCancelled.class))
                .getLast();
        assertThat(cancelled.reason()).isEqualTo("Not paid in time");
    }

    /** As while newer instances are rolled out. */
    @Test
    void whatAnInstanceThatKnowsNothingOfChecksPlacesAndEndsIsLookedAfter() {
        UUID model = placedBy(customer());
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

        supervise.round();
        assertThat(secondsToNextCheckOf(placed)).isPositive();
        assertThat(isToBeChecked(ended)).isFalse();
        standsStill(placed, JUST_OVER_THE_PAYMENT_WINDOW);
        supervise.round();

        assertThat(statusOf(placed)).isEqualTo("CANCELLED");
        assertThat(statusOf(ended)).isEqualTo("CANCELLED");
        assertThat(toldAbout(ended)).isEmpty();
    }

    private boolean isToBeChecked(UUID order) {
        return jdbc.sql("select check_at is not null from orders where id = ?")
                .param(order)
                .query(Boolean.class)
                .single();
    }

    @Test
    void anOrderHasItsFullTime() {
        UUID order = placedBy(customer());
        standsStill(order, Duration.ofMinutes(14));

        supervise.round();

        assertThat(statusOf(order)).isEqualTo("PENDING");
        assertThat(neighbours.closingsAskedFor(order)).isZero();
    }

    /** The service was away for longer than the payment window, and has not read a single event of that time yet. */
    @Test
    void nothingThatWasPaidIsCancelledAfterALongOutage() {
        List<UUID> orders =
                IntStream.range(0, 5).mapToObj(_ -> placedBy(customer())).toList();
        orders.forEach(order -> {
            neighbours.paid(order, "SUCCESS", "5.98", "credit_card");
            standsStill(order, LONG);
        });

        supervise.round();

        assertThat(orders).extracting(this::statusOf).containsOnly("CONFIRMED");
        orders.forEach(order -> arrives(EventFixtures.paid(order)));
        for (UUID order : orders) {
            awaitCauses(order, "Order placed", "Paid", "Paid");
            awaitTold(order, List.of(OrderCreated.class, OrderConfirmed.class));
        }
    }

    @Test
    void cashThatWasPromisedConfirms() {
        UUID order = placedBy(customer());
        neighbours.paid(order, "PENDING", "5.98", "cod");
        standsStill(order, JUST_OVER_THE_PAYMENT_WINDOW);

        supervise.round();

        assertThat(statusOf(order)).isEqualTo("CONFIRMED");
        assertThat(causesOf(order).getLast()).isEqualTo("To be paid in cash on delivery");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PENDING", "PROCESSING"})
    void aPaymentThatIsUnderWayIsWaitedFor(String payment) {
        UUID order = placedBy(customer());
        neighbours.paid(order, payment, "5.98", "credit_card");
        standsStill(order, JUST_OVER_THE_PAYMENT_WINDOW);

        supervise.round();

        assertThat(statusOf(order)).isEqualTo("PENDING");
        assertThat(secondsToNextCheckOf(order)).isBetween(5, 16);
        assertThat(stuckReasonOf(order)).isNull();
        standsStill(order, LONG);
        supervise.round();
        assertThat(statusOf(order)).isEqualTo("PENDING");
        assertThat(stuckReasonOf(order)).isEqualTo("The payment is still under way");
    }

    @Test
    void withoutAnAnswerNothingIsCancelled() {
        UUID order = placedBy(customer());
        neighbours.takeDown("payment");
        standsStill(order, JUST_OVER_THE_PAYMENT_WINDOW);

        supervise.round();

        assertThat(statusOf(order)).isEqualTo("PENDING");
        assertThat(stuckReasonOf(order)).isNull();
        neighbours.bringUp();
        standsStill(order, JUST_OVER_THE_PAYMENT_WINDOW);
        supervise.round();
        assertThat(statusOf(order)).isEqualTo("CANCELLED");
    }

    @Test
    void aPaymentOfAnotherAmountNeedsAPerson() {
        UUID order = placedBy(customer());
        neighbours.paid(order, "SUCCESS", "0.98", "credit_card");
        standsStill(order, JUST_OVER_THE_PAYMENT_WINDOW);

        supervise.round();

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
    void whatAPaidOrderHasMissedIsMadeUpFor(String delivery, String goods, String status) {
        UUID order = confirmed();
        neighbours.delivers(order, new Delivery(delivery, goods, delivery.equals("FAILED"), "no longer wanted"));
        standsStill(order, LONG);

        supervise.round();

        assertThat(statusOf(order)).isEqualTo(status);
        assertThat(stuckReasonOf(order)).isNull();
    }

    @Test
    void aMissedDeliveryIsToldAsItHappened() {
        UUID order = confirmed();
        neighbours.delivers(order, new Delivery("DELIVERED", "WITH_CUSTOMER", false, null));
        standsStill(order, LONG);

        supervise.round();

        OrderDelivered delivered = (OrderDelivered)
                awaitTold(order, List.of(OrderCreated.class, OrderConfirmed.class, OrderDelivered.class))
                        .getLast();
        assertThat(delivered.deliveredAt()).isEqualTo(StubServices.DELIVERY_SINCE);
        assertThat(delivered.deliveryAgentId()).isEqualTo(EventFixtures.RIDER);
    }

    @Test
    void aConfirmationThatNobodyHeardIsSentAgain() {
        UUID order = confirmed();
        standsStill(order, LONG);

        supervise.round();

        List<OrderEvent> told =
                awaitTold(order, List.of(OrderCreated.class, OrderConfirmed.class, OrderConfirmed.class));
        OrderConfirmed again = (OrderConfirmed) told.getLast();
        OrderConfirmed first = (OrderConfirmed) told.get(1);
        assertThat(again.items()).isEqualTo(first.items());
        assertThat(again.totalAmount()).isEqualByComparingTo(first.totalAmount());
        assertThat(again.deliveryAddress()).isEqualTo(first.deliveryAddress());
        assertThat(stuckReasonOf(order)).isNull();
        arrives(EventFixtures.assigned(order));
        awaitStatus(order, "PROCESSING");
    }

    @Test
    void anOrderThatNobodyDeliversEvenThenIsReportedOnce() {
        UUID order = confirmed();
        standsStill(order, LONG);
        supervise.round();
        dueAgain(order);
        supervise.round();
        dueAgain(order);
        supervise.round();

        OrderStuck stuck = (OrderStuck) awaitTold(
                        order,
                        List.of(OrderCreated.class, OrderConfirmed.class, OrderConfirmed.class, OrderStuck.class))
                .getLast();
        assertThat(stuck.reason()).isEqualTo("No delivery has begun; stock: COMMITTED");
    }

    @Test
    void whatNobodyCanPutRightIsReportedOnce() {
        String reason = "No rider has been found; stock: COMMITTED";
        UUID order = confirmed();
        neighbours.delivers(order, new Delivery("PENDING", "IN_STORE", false, null));
        standsStill(order, LONG);
        supervise.round();
        dueAgain(order);
        supervise.round();

        assertThat(statusOf(order)).isEqualTo("CONFIRMED");
        OrderStuck stuck =
                (OrderStuck) awaitTold(order, List.of(OrderCreated.class, OrderConfirmed.class, OrderStuck.class))
                        .getLast();
        assertThat(stuck.status()).isEqualTo("CONFIRMED");
        assertThat(stuck.reason()).isEqualTo(reason);
        JsonNode listed = listedAsStuck(order);
        assertThat(listed.propertyNames())
                .containsExactlyInAnyOrder("id", "userId", "status", "since", "reason", "reportedAt", "updatedAt");
        assertThat(listed.get("reason").asString()).isEqualTo(reason);

        arrives(EventFixtures.assigned(order));
        awaitStatus(order, "PROCESSING");
        assertThat(listedAsStuck(order)).isNull();
    }

    @Test
    void anOrderCanBeStuckInEachStatus() {
        UUID order = confirmed();
        neighbours.delivers(order, new Delivery("PENDING", "IN_STORE", false, null));
        standsStill(order, LONG);
        supervise.round();
        arrives(EventFixtures.assigned(order));
        awaitStatus(order, "PROCESSING");
        neighbours.delivers(order, new Delivery("ASSIGNED", "IN_STORE", false, null));
        standsStill(order, LONG);
        supervise.round();
        arrives(EventFixtures.started(order));
        awaitStatus(order, "SHIPPED");
        neighbours.delivers(order, new Delivery("IN_TRANSIT", "WITH_RIDER", false, null));
        standsStill(order, LONG);
        supervise.round();

        List<OrderEvent> told = awaitTold(
                order,
                List.of(
                        OrderCreated.class,
                        OrderConfirmed.class,
                        OrderStuck.class,
                        OrderStuck.class,
                        OrderStuck.class));
        assertThat(told.subList(2, 5))
                .extracting(event -> ((OrderStuck) event).reason())
                .containsExactly(
                        "No rider has been found; stock: COMMITTED",
                        "The rider has not picked it up",
                        "The rider has not brought it");
    }

    @Test
    void whileTheDeliveryServiceIsAwayNothingIsDecided() {
        UUID order = confirmed();
        neighbours.takeDown("delivery");
        standsStill(order, Duration.ofMinutes(26));

        supervise.round();

        assertThat(statusOf(order)).isEqualTo("CONFIRMED");
        assertThat(stuckReasonOf(order)).isNull();
    }

    @Test
    void onlyAnAdministratorSeesWhatIsStuck() {
        assertThat(customer().get("/orders/stuck").errorCode()).isEqualTo("FORBIDDEN");
        assertThat(stranger().get("/orders/stuck").errorCode()).isEqualTo("UNAUTHORIZED");
        assertThat(somebody(Role.ADMIN)
                        .get("/orders/stuck?page=1&limit=1")
                        .body()
                        .at("/pagination/limit")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void aFullRefundCancelsWhatIsStillInTheStore() {
        UUID order = confirmed();
        arrives(EventFixtures.refunded(order));
        awaitCauses(order, "Order placed", "Paid", "Refunded 5.98");

        supervise.round();

        assertThat(statusOf(order)).isEqualTo("CANCELLED");
        assertThat(neighbours.stopsAskedFor(order)).containsExactly("Refunded in full, even if picked up");
        OrderCancelled cancelled = (OrderCancelled)
                awaitTold(order, List.of(OrderCreated.class, OrderConfirmed.class, OrderCancelled.class))
                        .getLast();
        assertThat(cancelled.reason()).isEqualTo("Refunded in full");
    }

    @Test
    void aFullRefundFailsWhatIsOnItsWay() {
        UUID order = confirmed();
        arrives(EventFixtures.started(order));
        awaitStatus(order, "SHIPPED");
        arrives(EventFixtures.refunded(order));
        awaitCauses(order, "Order placed", "Paid", "Picked up by the rider", "Refunded 5.98");
        neighbours.answersToStop(order, "STOPPED_ON_THE_WAY");
        neighbours.delivers(order, new Delivery("FAILED", "WITH_RIDER", true, "Refunded in full"));

        supervise.round();

        assertThat(statusOf(order)).isEqualTo("FAILED");
        awaitTold(order, List.of(OrderCreated.class, OrderConfirmed.class, OrderFailed.class));
    }

    @Test
    void aFullRefundChangesNothingForWhatHasArrived() {
        UUID order = confirmed();
        arrives(EventFixtures.refunded(order));
        awaitCauses(order, "Order placed", "Paid", "Refunded 5.98");
        neighbours.answersToStop(order, "DELIVERED");
        neighbours.delivers(order, new Delivery("DELIVERED", "WITH_CUSTOMER", false, null));

        supervise.round();

        assertThat(statusOf(order)).isEqualTo("DELIVERED");
    }

    @Test
    void aFullRefundWaitsUntilTheDeliveryServiceAnswers() {
        UUID order = confirmed();
        arrives(EventFixtures.refunded(order));
        awaitCauses(order, "Order placed", "Paid", "Refunded 5.98");
        neighbours.takeDown("delivery");
        supervise.round();
        assertThat(statusOf(order)).isEqualTo("CONFIRMED");

        neighbours.bringUp();
        dueAgain(order);
        supervise.round();

        assertThat(statusOf(order)).isEqualTo("CANCELLED");
    }

    @Test
    void whatIsToBeCancelledDoesNotWaitForPaymentsThatNobodyAnswersFor() {
        Api customer = customer();
        List<UUID> unpaid =
                IntStream.range(0, 8).mapToObj(_ -> placedBy(customer)).toList();
        unpaid.forEach(waiting -> standsStill(waiting, LONG));
        UUID order = confirmed();
        arrives(EventFixtures.refunded(order));
        awaitCauses(order, "Order placed", "Paid", "Refunded 5.98");
        neighbours.takeDown("payment");

        supervise.round();

        assertThat(statusOf(order)).isEqualTo("CANCELLED");
        neighbours.bringUp();
        unpaid.forEach(this::dueAgain);
        supervise.round();
        assertThat(unpaid).extracting(this::statusOf).containsOnly("CANCELLED");
    }

    @Test
    void aRefundThatIsReadBeforeThePaymentCancelsAllTheSame() {
        UUID order = placedBy(customer());
        arrives(EventFixtures.refunded(order));
        awaitCauses(order, "Order placed", "Refunded 5.98");
        neighbours.paid(order, "REFUNDED", "5.98", "credit_card");

        supervise.round();

        assertThat(statusOf(order)).isEqualTo("CANCELLED");
        awaitTold(order, List.of(OrderCreated.class, OrderCancelled.class));
    }

    @Test
    void supervisorsSideBySideCancelEachOrderOnce() {
        Api customer = customer();
        List<UUID> orders =
                IntStream.range(0, 12).mapToObj(_ -> placedBy(customer)).toList();
        orders.forEach(order -> standsStill(order, Duration.ofHours(1)));

        AtOnce.run(3, () -> supervise.round().isPresent());
        supervise.round();

        for (UUID order : orders) {
            assertThat(causesOf(order)).containsExactly("Order placed", "Not paid in time");
            assertThat(neighbours.closingsAskedFor(order)).isEqualTo(1);
            awaitTold(order, List.of(OrderCreated.class, OrderCancelled.class));
        }
    }

    @Test
    void anOrderThatSomebodyIsChangingHoldsUpNoOther() {
        UUID inHand = placedBy(customer());
        UUID free = placedBy(customer());
        standsStill(inHand, Duration.ofHours(1));
        standsStill(free, Duration.ofHours(1));

        transaction.executeWithoutResult(_ -> {
            jdbc.sql("select 1 from orders where id = ? for update")
                    .param(inHand)
                    .query(Integer.class)
                    .single();
            AtOnce.run(1, () -> supervise.round().isPresent());
        });

        assertThat(statusOf(free)).isEqualTo("CANCELLED");
        assertThat(statusOf(inHand)).isEqualTo("PENDING");
    }

    @Test
    void whatSomebodyElseIsChangingIsLookedForAgainInAMoment() {
        UUID inHand = placedBy(customer());
        standsStill(inHand, Duration.ofHours(1));

        Duration pause = transaction.execute(_ -> {
            jdbc.sql("select 1 from orders where id = ? for update")
                    .param(inHand)
                    .query(Integer.class)
                    .single();
            AtOnce.run(1, () -> supervise.round().isPresent());
            Instant before = Instant.now();
            Instant lookedForAgain =
                    AtOnce.run(1, () -> supervise.round().orElseThrow()).getFirst();
            return Duration.between(before, lookedForAgain);
        });

        assertThat(pause).isPositive();
    }

    @Test
    void stuckOrdersAreCounted() {
        UUID order = confirmed();
        neighbours.delivers(order, new Delivery("PENDING", "IN_STORE", false, null));
        standsStill(order, LONG);
        supervise.round();

        await().untilAsserted(() -> assertThat(
                        meters.get("homedelivery.orders.stuck").gauge().value())
                .isPositive());
    }

    @Test
    void whatIsDueIsCheckedByItself() {
        UUID order = placedBy(customer());
        standsStill(order, JUST_OVER_THE_PAYMENT_WINDOW);

        supervision.start();

        awaitStatus(order, "CANCELLED");
    }

    @Test
    void aRequestToCancelIsSeenToAtOnce() {
        supervision.start();
        UUID order = confirmed();

        arrives(EventFixtures.refunded(order));

        awaitStatus(order, "CANCELLED");
    }

    private UUID confirmed() {
        UUID order = placedBy(customer());
        arrives(EventFixtures.paid(order, amount("5.98")));
        awaitStatus(order, "CONFIRMED");
        return order;
    }

    private void standsStill(UUID order, Duration since) {
        jdbc.sql("update orders set status_since = now() - make_interval(secs => ?) where id = ?")
                .param(since.toSeconds())
                .param(order)
                .update();
        dueAgain(order);
    }

    private void dueAgain(UUID order) {
        jdbc.sql("update orders set check_at = now() - interval '1 second' where id = ? and check_at is not null")
                .param(order)
                .update();
    }

    private int secondsToNextCheckOf(UUID order) {
        return jdbc.sql("select extract(epoch from check_at - now())::int from orders where id = ?")
                .param(order)
                .query(Integer.class)
                .single();
    }

    private String stuckReasonOf(UUID order) {
        return jdbc.sql("select stuck_reason from orders where id = ?")
                .param(order)
                .query(String.class)
                .list()
                .getFirst();
    }

    private JsonNode listedAsStuck(UUID order) {
        return somebody(Role.ADMIN)
                .get("/orders/stuck")
                .data()
                .valueStream()
                .filter(listed -> listed.get("id").asString().equals(order.toString()))
                .findFirst()
                .orElse(null);
    }
}
