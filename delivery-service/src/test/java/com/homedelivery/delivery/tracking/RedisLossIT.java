package com.homedelivery.delivery.tracking;

import static com.homedelivery.delivery.DeliveryScenario.north;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.delivery.DeliveryInstance;
import com.homedelivery.delivery.DeliveryScenario;
import com.homedelivery.delivery.DeliveryScenario.Ordered;
import com.homedelivery.delivery.DeliveryServiceTest;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.RealServers;
import com.homedelivery.shared.testing.RedisCluster;
import com.homedelivery.shared.testing.TcpProxy;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Deliveries go on without Redis, and what needs it works again when it is back. */
@DisabledIfSystemProperty(
        named = RedisCluster.WANTED,
        matches = RedisCluster.CLUSTER,
        disabledReason = "the servers of a cluster are reached directly: one proxy does not cut them off")
class RedisLossIT {

    private static final TcpProxy REDIS = TcpProxy.toRedis();

    private static DeliveryInstance instance;

    private final DeliveryScenario scenario = instance.scenario();
    private final int port = scenario.api().port();

    /** The service even starts without it. */
    @BeforeAll
    static void startWithoutRedis() {
        REDIS.cut();
        instance = DeliveryInstance.start(RealServers.withRedisThrough(REDIS), DeliveryServiceTest.FAST_DISPATCH);
    }

    @AfterAll
    static void stop() {
        instance.close();
        REDIS.close();
    }

    @AfterEach
    void endAll() {
        scenario.endAll();
        REDIS.mend();
    }

    @Test
    void aDeliveryIsHandedOverWithoutRedis() throws Exception {
        REDIS.cut();
        ApiClient rider = scenario.riderAt(0.5);

        Ordered order = scenario.orderPickedUpBy(rider);
        try (TrackingClient customer =
                TrackingClient.of(order.customer(), port).subscribedTo("/topic/deliveries/" + order.orderId())) {
            await().until(() -> customer.summary().contains("status PICKED_UP"));

            scenario.move(rider, order, north(1)).data();
            await().until(() -> customer.summary().contains("location " + north(1).lat()));
            assertThat(scenario.track(order, order.customer())
                            .at("/currentLocation/lat")
                            .asDouble())
                    .isEqualTo(north(1).lat());
            scenario.handOver(rider, order).data();
            await().until(() -> customer.summary().contains("status DELIVERED"));
        }
    }

    @Test
    void updatesOfOtherInstancesArriveOnceRedisIsBack() throws Exception {
        REDIS.cut();
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderPickedUpBy(rider);
        REDIS.mend();

        try (DeliveryInstance other = DeliveryInstance.start(DeliveryServiceTest.FAST_DISPATCH);
                TrackingClient customer = TrackingClient.of(order.customer(), port)
                        .subscribedTo("/topic/deliveries/" + order.orderId())) {
            DeliveryScenario elsewhere = other.scenario();
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> {
                        elsewhere.move(rider, order, north(2)).data();
                        return customer.summary().contains("location " + north(2).lat());
                    });
        }
    }

    @Test
    void aFormerRiderGetsNoUpdatesThoughTheirEndWasLost() throws Exception {
        REDIS.cut();
        ApiClient former = scenario.riderAt(0.5);
        Ordered order = scenario.orderAcceptedBy(former);
        ApiClient next = scenario.riderAt(30);
        String topic = "/topic/deliveries/" + order.orderId();

        try (DeliveryInstance other = DeliveryInstance.start(DeliveryServiceTest.FAST_DISPATCH);
                TrackingClient formerRider = TrackingClient.of(former, port).subscribedTo(topic);
                TrackingClient customer =
                        TrackingClient.of(order.customer(), port).subscribedTo(topic)) {
            DeliveryScenario elsewhere = other.scenario();
            await().until(() ->
                    !formerRider.summary().isEmpty() && !customer.summary().isEmpty());
            elsewhere.assign(order, next).data();
            elsewhere.pickUp(next, order).data();
            REDIS.mend();

            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> {
                        elsewhere.move(next, order, north(1)).data();
                        return customer.summary().size()
                                >= formerRider.summary().size() + 5;
                    });
            assertThat(formerRider.errors()).isEmpty();
        }
    }
}
