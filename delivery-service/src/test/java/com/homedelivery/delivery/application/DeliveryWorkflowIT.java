package com.homedelivery.delivery.application;

import static com.homedelivery.delivery.DeliveryScenario.ADDRESS_WITHOUT_COORDINATES;
import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.delivery.DeliveryScenario;
import com.homedelivery.delivery.DeliveryScenario.Ordered;
import com.homedelivery.delivery.DeliveryServiceTest;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderConfirmed;
import com.homedelivery.shared.event.OrderEvent.OrderFailed;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.AtOnce;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class DeliveryWorkflowIT extends DeliveryServiceTest {

    @Autowired
    DeliveryWorkflow workflow;

    @Test
    void anOrderConfirmedTwiceIsDeliveredOnce() {
        UUID orderId = UUID.randomUUID();
        OrderConfirmed confirmed = DeliveryScenario.confirmed(orderId, UUID.randomUUID());

        workflow.on(confirmed);
        workflow.on(confirmed);

        assertThat(deliveriesOf(orderId)).isEqualTo(1);
    }

    @Test
    void anOrderConfirmedInTwoPlacesAtOnceIsDeliveredOnce() throws Exception {
        UUID orderId = UUID.randomUUID();
        OrderConfirmed confirmed = DeliveryScenario.confirmed(orderId, UUID.randomUUID());

        AtOnce.run(List.of(() -> on(confirmed), () -> on(confirmed), () -> on(confirmed)));

        assertThat(deliveriesOf(orderId)).isEqualTo(1);
    }

    @Test
    void anOrderCancelledBeforeItWasSeenConfirmedIsNotDelivered() {
        UUID orderId = UUID.randomUUID();
        workflow.on(cancelled(orderId));
        workflow.on(cancelled(orderId));

        workflow.on(DeliveryScenario.confirmed(orderId, UUID.randomUUID()));

        assertThat(unstoppedDeliveriesOf(orderId)).isZero();
    }

    @Test
    void whicheverComesFirstACancelledOrderIsNeverLookedAfter() throws Exception {
        for (int round = 0; round < 10; round++) {
            UUID orderId = UUID.randomUUID();

            AtOnce.run(List.of(
                    () -> on(DeliveryScenario.confirmed(orderId, UUID.randomUUID())), () -> on(cancelled(orderId))));

            assertThat(unstoppedDeliveriesOf(orderId)).isZero();
        }
    }

    @Test
    void cancellingBeforePickupFreesTheRider() {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderAcceptedBy(rider);
        Ordered next = scenario.order();

        scenario.cancel(order);

        assertThat(scenario.statusOf(order)).isEqualTo("FAILED");
        assertThat(api.asAdmin()
                        .get("/deliveries?status=FAILED")
                        .data()
                        .get(0)
                        .path("failureReason")
                        .asString())
                .contains("cancelled", "changed my mind");
        assertThat(scenario.eventsAbout(order)).containsExactly("delivery.assigned", "delivery.cancelled");
        scenario.pickUp(rider, order).hasError(409, "CONFLICT");
        scenario.awaitOffer(rider, next);
    }

    @Test
    void cancellingWithdrawsTheOffers() {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.order();
        scenario.awaitOffer(rider, order);

        scenario.cancel(order);

        assertThat(scenario.offerTo(rider, order)).isNull();
        scenario.accept(rider, order).hasError(409, "CONFLICT");
    }

    @Test
    void whatIsPickedUpWhileItsOrderIsBeingCancelledIsNotHandedOver() {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderPickedUpBy(rider);
        Ordered next = scenario.order();
        String otp = scenario.otpOf(order);

        scenario.cancel(order);

        assertThat(scenario.statusOf(order)).isEqualTo("FAILED");
        assertThat(scenario.eventsAbout(order))
                .containsExactly("delivery.assigned", "delivery.started", "delivery.failed");
        scenario.handOver(rider, order, otp).hasError(409, "CONFLICT");
        scenario.awaitOffer(rider, next);
    }

    @Test
    void whatIsPickedUpAndCancelledAtOnceIsNeverHandedOver() throws Exception {
        ApiClient rider = scenario.riderAt(0.5);
        for (int round = 0; round < 5; round++) {
            Ordered order = scenario.orderAcceptedBy(rider);

            AtOnce.run(List.of(() -> scenario.pickUp(rider, order), () -> on(cancelled(order.orderId()))));

            assertThat(scenario.statusOf(order)).isEqualTo("FAILED");
        }
    }

    @Test
    void anOrderThatIsOffButWasHandedOverIsCounted(@Autowired MeterRegistry meters) {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderPickedUpBy(rider);
        scenario.handOver(rider, order).data();
        double before = meters.counter("homedelivery.delivery.stopped.late").count();

        scenario.cancel(order);

        assertThat(scenario.statusOf(order)).isEqualTo("DELIVERED");
        assertThat(meters.counter("homedelivery.delivery.stopped.late").count() - before)
                .isEqualTo(1);
    }

    @Test
    void aFailedOrderIsNotDelivered() {
        Ordered order = scenario.order();

        workflow.on(new OrderFailed(order.orderId(), order.customer().userId(), "payment lost", Instant.now()));

        assertThat(scenario.statusOf(order)).isEqualTo("FAILED");
    }

    @Test
    void otherOrderEventsChangeNothing() {
        UUID orderId = UUID.randomUUID();

        workflow.on(new OrderEvent.OrderCreated(
                orderId,
                UUID.randomUUID(),
                List.of(),
                BigDecimal.ONE,
                null,
                ADDRESS_WITHOUT_COORDINATES,
                Instant.now(),
                null,
                null,
                null));
        workflow.on(new OrderEvent.OrderDelivered(orderId, UUID.randomUUID(), Instant.now(), UUID.randomUUID()));

        assertThat(deliveriesOf(orderId)).isZero();
    }

    @Test
    void anAddressWithoutCoordinatesIsTakenToBeNearTheStore() {
        UUID orderId = UUID.randomUUID();
        ApiClient customer = api.asCustomer();
        workflow.on(DeliveryScenario.confirmed(orderId, customer.userId(), ADDRESS_WITHOUT_COORDINATES));

        var tracked = customer.get("/deliveries/" + orderId + "/track").data();

        assertThat(tracked.path("deliveryLocation")).isEqualTo(tracked.path("pickupLocation"));
        assertThat(tracked.has("estimatedTime")).isFalse();
    }

    @Test
    void whatIsNoLongerNeededIsForgotten(@Autowired RetentionJob retention) {
        UUID orderId = UUID.randomUUID();
        workflow.on(cancelled(orderId));
        ApiClient rider = scenario.riderAt(0.5);
        Ordered over = scenario.orderAcceptedBy(rider);
        scenario.cancel(over);
        Ordered waiting = scenario.order();
        scenario.awaitOffer(rider, waiting);
        retention.run();
        assertThat(stopsOf(orderId)).isEqualTo(1);
        assertThat(offersOf(over)).isPositive();

        clock.putForward(Duration.ofDays(31));
        retention.run();

        assertThat(stopsOf(orderId)).isZero();
        assertThat(offersOf(over)).isZero();
        assertThat(offersOf(waiting)).isPositive();
        assertThat(deliveriesOf(over.orderId())).isEqualTo(1);
    }

    private @Nullable Void on(OrderEvent event) {
        workflow.on(event);
        return null;
    }

    private static OrderCancelled cancelled(UUID orderId) {
        return new OrderCancelled(orderId, UUID.randomUUID(), "not paid in time", Instant.now());
    }

    private long stopsOf(UUID orderId) {
        return scenario.count("select count(*) from stopped_orders where order_id = ?", orderId);
    }

    private long offersOf(Ordered order) {
        return scenario.count("select count(*) from offers where delivery_id = ?", order.deliveryId());
    }

    private long unstoppedDeliveriesOf(UUID orderId) {
        return scenario.count("select count(*) from deliveries where order_id = ? and status <> 'FAILED'", orderId);
    }

    private long deliveriesOf(UUID orderId) {
        return scenario.count("select count(*) from deliveries where order_id = ?", orderId);
    }
}
