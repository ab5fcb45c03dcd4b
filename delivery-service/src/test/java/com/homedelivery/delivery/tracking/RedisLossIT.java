package com.homedelivery.delivery.tracking;

import static com.homedelivery.delivery.DeliveryApi.north;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.delivery.DeliveryApi;
import com.homedelivery.delivery.DeliveryApi.Ordered;
import com.homedelivery.delivery.DeliveryApi.Person;
import com.homedelivery.delivery.DeliveryServiceApplication;
import com.homedelivery.delivery.DeliveryServiceTest;
import com.homedelivery.shared.testing.RealServers;
import com.homedelivery.shared.testing.TcpProxy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Riders ride on, whether Redis is there or not; and what needs it comes back with it. */
class RedisLossIT {

    private static final TcpProxy REDIS = TcpProxy.toRedis();

    private static ConfigurableApplicationContext instance;

    private final DeliveryApi api = instance.getBean(DeliveryApi.class);

    /** The service even starts without it. */
    @BeforeAll
    static void startWithoutRedis() {
        REDIS.cut();
        instance = new SpringApplicationBuilder(
                        DeliveryServiceApplication.class, DeliveryServiceTest.Surroundings.class)
                .initializers(RealServers.withRedisThrough(REDIS))
                .run("--server.port=0", "--" + DeliveryServiceTest.FASTER);
    }

    @AfterAll
    static void stop() {
        instance.close();
        REDIS.close();
    }

    @AfterEach
    void closingTime() {
        api.closingTime();
        REDIS.mend();
    }

    @Test
    void aDeliveryIsRiddenWithoutRedis() throws Exception {
        REDIS.cut();
        Person rider = api.riderAt(0.5);

        Ordered order = api.orderPickedUpBy(rider);
        try (Watcher customer =
                Watcher.of(order.customer(), api.port()).watching("/topic/deliveries/" + order.orderId())) {
            await().until(() -> customer.story().contains("status PICKED_UP"));

            api.move(rider, order, north(1)).data();
            await().until(() -> customer.story().contains("location " + north(1).lat()));
            assertThat(api.track(order, order.customer())
                            .at("/currentLocation/lat")
                            .asDouble())
                    .isEqualTo(north(1).lat());
            api.post("/deliveries/" + order.deliveryId() + "/deliver", rider, Map.of("otp", api.otpOf(order)))
                    .data();
            await().until(() -> customer.story().contains("status DELIVERED"));
        }
    }

    @Test
    void otherInstancesAreHeardAgainOnceItIsBack() throws Exception {
        REDIS.cut();
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderPickedUpBy(rider);
        REDIS.mend();

        try (ConfigurableApplicationContext other = another();
                Watcher customer =
                        Watcher.of(order.customer(), api.port()).watching("/topic/deliveries/" + order.orderId())) {
            DeliveryApi elsewhere = other.getBean(DeliveryApi.class);
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> {
                        elsewhere.move(rider, order, north(2)).data();
                        return customer.story().contains("location " + north(2).lat());
                    });
        }
    }

    @Test
    void aFormerRiderWatchesNoLongerThoughNobodyCouldSaySo() throws Exception {
        REDIS.cut();
        Person former = api.riderAt(0.5);
        Ordered order = api.orderTakenBy(former);
        Person next = api.riderAt(30);
        String topic = "/topic/deliveries/" + order.orderId();

        try (ConfigurableApplicationContext other = another();
                Watcher formerRider = Watcher.of(former, api.port()).watching(topic);
                Watcher customer = Watcher.of(order.customer(), api.port()).watching(topic)) {
            DeliveryApi elsewhere = other.getBean(DeliveryApi.class);
            await().until(() ->
                    !formerRider.story().isEmpty() && !customer.story().isEmpty());
            elsewhere
                    .post(
                            "/deliveries/" + order.deliveryId() + "/assign",
                            elsewhere.admin(),
                            Map.of("riderId", next.id()))
                    .data();
            elsewhere
                    .post("/deliveries/" + order.deliveryId() + "/pickup", next, null)
                    .data();
            REDIS.mend();

            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> {
                        elsewhere.move(next, order, north(1)).data();
                        return customer.story().size() >= formerRider.story().size() + 5;
                    });
            assertThat(formerRider.errors()).isEmpty();
        }
    }

    private static ConfigurableApplicationContext another() {
        return new SpringApplicationBuilder(DeliveryServiceApplication.class, DeliveryServiceTest.Surroundings.class)
                .initializers(new RealServers())
                .run("--server.port=0", "--" + DeliveryServiceTest.FASTER);
    }
}
