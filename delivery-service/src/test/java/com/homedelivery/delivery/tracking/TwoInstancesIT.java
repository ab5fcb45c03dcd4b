package com.homedelivery.delivery.tracking;

import static com.homedelivery.delivery.DeliveryScenario.north;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.delivery.DeliveryInstance;
import com.homedelivery.delivery.DeliveryScenario;
import com.homedelivery.delivery.DeliveryScenario.Ordered;
import com.homedelivery.delivery.DeliveryServiceTest;
import com.homedelivery.shared.testing.ApiClient;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The same database and Redis, two instances: it does not matter which one anybody is connected to. */
class TwoInstancesIT extends DeliveryServiceTest {

    /** Longer than anything is awaited here: what an instance learns of a delivery, it is told by the other one. */
    private static final String DELIVERIES_CACHED_FOR_LONG = "homedelivery.delivery.locations.max-staleness=50s";

    private static DeliveryInstance secondInstance;

    @Autowired
    MeterRegistry metrics;

    DeliveryScenario elsewhere = secondInstance.scenario();

    @BeforeAll
    static void startAnother() {
        secondInstance = DeliveryInstance.start(
                DeliveryServiceTest.FAST_DISPATCH, DeliveryServiceTest.LONG_REDIS_TIMEOUT, DELIVERIES_CACHED_FOR_LONG);
    }

    @AfterAll
    static void stopIt() {
        secondInstance.close();
    }

    @Test
    void theCustomerOnOneWatchesTheRiderOnTheOther() throws Exception {
        assertThat(api.port()).isNotEqualTo(elsewhere.api().port());
        ApiClient rider = scenario.riderAt(0.5);

        try (TrackingClient phone =
                TrackingClient.of(rider, elsewhere.api().port()).subscribedTo("/user/queue/offers")) {
            Ordered order = scenario.order();
            await().until(() -> phone.summary().contains("offer " + order.deliveryId()));
            try (TrackingClient customer = TrackingClient.of(order.customer(), api.port())
                    .subscribedTo("/topic/deliveries/" + order.orderId())) {
                await().until(() -> customer.summary().equals(List.of("status PENDING")));

                elsewhere.accept(rider, order).data();
                elsewhere.pickUp(rider, order).data();
                phone.send("/app/deliveries/" + order.deliveryId() + "/location", "{\"lat\": 40.72, \"lng\": -74.0}");
                await().until(() -> customer.summary().contains("location 40.72"));
                elsewhere.handOver(rider, order).data();

                await().until(() -> customer.summary().contains("status DELIVERED"));
                assertThat(customer.summary())
                        .containsSubsequence(
                                "status PENDING",
                                "status ASSIGNED",
                                "status PICKED_UP",
                                "status IN_TRANSIT",
                                "status DELIVERED");
            }
        }
    }

    @Test
    void whoWaitsOnOneBeginsWhenTheOrderIsConfirmedOnTheOther() throws Exception {
        UUID orderId = UUID.randomUUID();
        String topic = "/topic/deliveries/" + orderId;
        ApiClient customer = api.asCustomer();
        try (TrackingClient early = TrackingClient.of(customer, api.port()).subscribedTo(topic);
                TrackingClient stranger =
                        TrackingClient.of(api.asCustomer(), api.port()).subscribedTo(topic)) {
            Gauge waiting = metrics.get("homedelivery.delivery.tracking.subscriptions.pending")
                    .gauge();
            await().until(() -> waiting.value() == 2);

            Ordered order = elsewhere.confirm(orderId, customer);

            await().until(() -> early.summary().equals(List.of("status PENDING")));
            await().until(() -> !stranger.errors().isEmpty());
            assertThat(stranger.errors().getFirst().code()).isEqualTo("NOT_FOUND");
            assertThat(stranger.received()).isEmpty();
            elsewhere.stop(order.orderId(), false).data();
            await().until(() -> early.summary().equals(List.of("status PENDING", "status FAILED")));
        }
    }

    @Test
    void theLastPositionCountsWhicheverInstanceReceivedIt() {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderPickedUpBy(rider);
        scenario.move(rider, order, north(1)).data();
        scenario.move(rider, order, north(2)).data();
        elsewhere.move(rider, order, north(3)).data();

        await().until(() -> pendingOn(metrics) == 0 && pendingOn(secondInstance.bean(MeterRegistry.class)) == 0);
        assertThat(scenario.latitudeOf(rider)).isEqualTo(north(3).lat());
        await().until(() -> scenario.latitudeOf(order) == north(3).lat());
    }

    @Test
    void aDeliveryThatIsOverOnOneTakesNoPositionsOnTheOther() {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderPickedUpBy(rider);
        elsewhere.move(rider, order, north(1)).data();
        elsewhere.move(rider, order, north(2)).data();

        scenario.handOver(rider, order).data();

        await().until(() -> elsewhere.move(rider, order, north(3)).status() == 409);
        assertThat(scenario.track(order, order.customer()).has("currentLocation"))
                .isFalse();
    }

    private static double pendingOn(MeterRegistry metrics) {
        return metrics.get("homedelivery.delivery.positions.pending").gauge().value();
    }

    @Test
    void twoRidersOnTwoInstancesDoNotGetTheSameDelivery() throws Exception {
        for (int round = 0; round < 5; round++) {
            ApiClient first = scenario.riderAt(0.5);
            ApiClient other = elsewhere.riderAt(0.6);
            Ordered order = elsewhere.order();

            acceptAtOnce(order, scenario, first, elsewhere, other);

            scenario.endAll();
        }
    }

    @Test
    void bothSweepAndNobodyIsAskedTwice() {
        ApiClient rider = scenario.riderAt(24);
        List<Ordered> orders = List.of(scenario.order(), elsewhere.order(), scenario.order());

        for (Ordered order : orders) {
            elsewhere.awaitOffer(rider, order);
        }
        assertThat(scenario.offersTo(rider)).hasSize(3);
        assertThat(elsewhere.move(rider, orders.getFirst(), north(1)).status()).isEqualTo(404);
    }
}
