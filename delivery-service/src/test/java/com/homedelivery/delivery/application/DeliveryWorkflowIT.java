package com.homedelivery.delivery.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.delivery.DeliveryApi;
import com.homedelivery.delivery.DeliveryApi.Answer;
import com.homedelivery.delivery.DeliveryApi.Ordered;
import com.homedelivery.delivery.DeliveryApi.Person;
import com.homedelivery.delivery.DeliveryServiceTest;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderConfirmed;
import com.homedelivery.shared.event.OrderEvent.OrderFailed;
import com.homedelivery.shared.testing.MovableClock;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@DeliveryServiceTest
class DeliveryWorkflowIT {

    @Autowired
    DeliveryApi api;

    @Autowired
    DeliveryWorkflow workflow;

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void closingTime() {
        api.closingTime();
    }

    @Test
    void anOrderConfirmedTwiceIsDeliveredOnce() {
        UUID orderId = UUID.randomUUID();
        OrderConfirmed confirmed = DeliveryApi.confirmed(orderId, UUID.randomUUID());

        workflow.on(confirmed);
        workflow.on(confirmed);

        assertThat(deliveriesOf(orderId)).isEqualTo(1);
    }

    @Test
    void anOrderConfirmedInTwoPlacesAtOnceIsDeliveredOnce() throws Exception {
        UUID orderId = UUID.randomUUID();
        OrderConfirmed confirmed = DeliveryApi.confirmed(orderId, UUID.randomUUID());

        DeliveryApi.atOnce(() -> on(confirmed), () -> on(confirmed), () -> on(confirmed));

        assertThat(deliveriesOf(orderId)).isEqualTo(1);
    }

    @Test
    void anOrderCancelledBeforeItWasSeenConfirmedIsNotDelivered() {
        UUID orderId = UUID.randomUUID();
        workflow.on(cancelled(orderId));
        workflow.on(cancelled(orderId));

        workflow.on(DeliveryApi.confirmed(orderId, UUID.randomUUID()));

        assertThat(unstoppedDeliveriesOf(orderId)).isZero();
    }

    @Test
    void whicheverComesFirstACancelledOrderIsNeverLookedAfter() throws Exception {
        for (int round = 0; round < 10; round++) {
            UUID orderId = UUID.randomUUID();

            DeliveryApi.atOnce(
                    () -> on(DeliveryApi.confirmed(orderId, UUID.randomUUID())), () -> on(cancelled(orderId)));

            assertThat(unstoppedDeliveriesOf(orderId)).isZero();
        }
    }

    @Test
    void cancellingBeforePickupFreesTheRider() {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderTakenBy(rider);
        Ordered next = api.order();

        api.cancel(order);

        assertThat(api.track(order, order.customer()).path("status").asString()).isEqualTo("FAILED");
        assertThat(api.get("/deliveries?status=FAILED", api.admin())
                        .data()
                        .get(0)
                        .path("failureReason")
                        .asString())
                .contains("cancelled", "changed my mind");
        assertThat(api.eventsAbout(order)).containsExactly("delivery.assigned", "delivery.cancelled");
        api.post("/deliveries/" + order.deliveryId() + "/pickup", rider, null).isRefused(409, "CONFLICT");
        api.awaitOffer(rider, next);
    }

    @Test
    void cancellingWithdrawsTheOffers() {
        Person rider = api.riderAt(0.5);
        Ordered order = api.order();
        api.awaitOffer(rider, order);

        api.cancel(order);

        assertThat(api.offerTo(rider, order)).isNull();
        api.accept(rider, order).isRefused(409, "CONFLICT");
    }

    @Test
    void whatIsPickedUpWhileItsOrderIsBeingCancelledIsNotHandedOver() {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderPickedUpBy(rider);
        Ordered next = api.order();
        String otp = api.otpOf(order);

        api.cancel(order);

        assertThat(api.track(order, order.customer()).path("status").asString()).isEqualTo("FAILED");
        assertThat(api.eventsAbout(order)).containsExactly("delivery.assigned", "delivery.started", "delivery.failed");
        api.post("/deliveries/" + order.deliveryId() + "/deliver", rider, Map.of("otp", otp))
                .isRefused(409, "CONFLICT");
        api.awaitOffer(rider, next);
    }

    @Test
    void whatIsPickedUpAndCancelledAtOnceIsNeverHandedOver() throws Exception {
        Person rider = api.riderAt(0.5);
        for (int round = 0; round < 5; round++) {
            Ordered order = api.orderTakenBy(rider);
            String pickup = "/deliveries/" + order.deliveryId() + "/pickup";

            DeliveryApi.atOnce(() -> api.post(pickup, rider, null), () -> on(cancelled(order.orderId())));

            assertThat(api.track(order, order.customer()).path("status").asString())
                    .isEqualTo("FAILED");
        }
    }

    @Test
    void anOrderThatIsOffButWasHandedOverIsCounted(@Autowired MeterRegistry meters) {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderPickedUpBy(rider);
        api.post("/deliveries/" + order.deliveryId() + "/deliver", rider, Map.of("otp", api.otpOf(order)))
                .data();
        double before = meters.counter("delivery.stopped.too.late").count();

        api.cancel(order);

        assertThat(api.track(order, order.customer()).path("status").asString()).isEqualTo("DELIVERED");
        assertThat(meters.counter("delivery.stopped.too.late").count() - before).isEqualTo(1);
    }

    @Test
    void aFailedOrderIsNotDelivered() {
        Ordered order = api.order();

        workflow.on(new OrderFailed(order.orderId(), order.customer().id(), "payment lost", Instant.now()));

        assertThat(api.track(order, order.customer()).path("status").asString()).isEqualTo("FAILED");
    }

    @Test
    void otherOrderEventsChangeNothing() {
        UUID orderId = UUID.randomUUID();
        var address = new OrderEvent.Address("1 Main St", "New York", "NY", "10003", null);

        workflow.on(new OrderEvent.OrderCreated(
                orderId, UUID.randomUUID(), List.of(), BigDecimal.ONE, null, address, Instant.now(), null));
        workflow.on(new OrderEvent.OrderDelivered(orderId, UUID.randomUUID(), Instant.now(), UUID.randomUUID()));

        assertThat(deliveriesOf(orderId)).isZero();
    }

    @Test
    void anAddressWithoutCoordinatesIsTakenToBeNearTheStore() {
        UUID orderId = UUID.randomUUID();
        Person customer = api.customer();
        workflow.on(new OrderConfirmed(
                orderId,
                customer.id(),
                List.of(),
                BigDecimal.ONE,
                new OrderEvent.Address("1 Main St", "New York", "NY", "10003", null),
                Instant.now()));

        var tracked = api.get("/deliveries/" + orderId + "/track", customer).data();

        assertThat(tracked.path("deliveryLocation")).isEqualTo(tracked.path("pickupLocation"));
        assertThat(tracked.has("estimatedTime")).isFalse();
    }

    @Test
    void whatIsNoLongerNeededIsForgotten(@Autowired RetentionJob retention, @Autowired MovableClock clock) {
        UUID orderId = UUID.randomUUID();
        workflow.on(cancelled(orderId));
        Person rider = api.riderAt(0.5);
        Ordered over = api.orderTakenBy(rider);
        api.cancel(over);
        Ordered waiting = api.order();
        api.awaitOffer(rider, waiting);
        retention.forget();
        assertThat(stopsOf(orderId)).isEqualTo(1);
        assertThat(offersOf(over)).isPositive();

        clock.putForward(Duration.ofDays(31));
        retention.forget();

        assertThat(stopsOf(orderId)).isZero();
        assertThat(offersOf(over)).isZero();
        assertThat(offersOf(waiting)).isPositive();
        assertThat(deliveriesOf(over.orderId())).isEqualTo(1);
    }

    private Answer on(OrderEvent event) {
        workflow.on(event);
        return new Answer(200, null);
    }

    private static OrderCancelled cancelled(UUID orderId) {
        return new OrderCancelled(orderId, UUID.randomUUID(), "not paid in time", Instant.now());
    }

    private long stopsOf(UUID orderId) {
        return jdbc.sql("select count(*) from stopped_orders where order_id = ?")
                .param(orderId)
                .query(Long.class)
                .single();
    }

    private long offersOf(Ordered order) {
        return jdbc.sql("select count(*) from offers where delivery_id = ?")
                .param(order.deliveryId())
                .query(Long.class)
                .single();
    }

    private long unstoppedDeliveriesOf(UUID orderId) {
        return jdbc.sql("select count(*) from deliveries where order_id = ? and status <> 'FAILED'")
                .param(orderId)
                .query(Long.class)
                .single();
    }

    private long deliveriesOf(UUID orderId) {
        return jdbc.sql("select count(*) from deliveries where order_id = ?")
                .param(orderId)
                .query(Long.class)
                .single();
    }
}
