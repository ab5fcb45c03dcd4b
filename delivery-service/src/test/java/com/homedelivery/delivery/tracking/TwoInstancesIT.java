package com.homedelivery.delivery.tracking;

import static com.homedelivery.delivery.DeliveryApi.north;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.delivery.DeliveryApi;
import com.homedelivery.delivery.DeliveryApi.Answer;
import com.homedelivery.delivery.DeliveryApi.Ordered;
import com.homedelivery.delivery.DeliveryApi.Person;
import com.homedelivery.delivery.DeliveryServiceApplication;
import com.homedelivery.delivery.DeliveryServiceTest;
import com.homedelivery.shared.testing.RealServers;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The same database and Redis, two instances: it does not matter which one anybody is connected to. */
@DeliveryServiceTest
class TwoInstancesIT {

    private static ConfigurableApplicationContext secondInstance;

    @Autowired
    DeliveryApi one;

    @Autowired
    MeterRegistry metrics;

    DeliveryApi two = secondInstance.getBean(DeliveryApi.class);

    @BeforeAll
    static void startAnother() {
        secondInstance = new SpringApplicationBuilder(
                        DeliveryServiceApplication.class, DeliveryServiceTest.Surroundings.class)
                .initializers(new RealServers())
                .run("--server.port=0", "--" + DeliveryServiceTest.FASTER, "--" + DeliveryServiceTest.PATIENT);
    }

    @AfterAll
    static void stopIt() {
        secondInstance.close();
    }

    @AfterEach
    void closingTime() {
        one.closingTime();
    }

    @Test
    void theCustomerOnOneWatchesTheRiderOnTheOther() throws Exception {
        assertThat(one.port()).isNotEqualTo(two.port());
        Person rider = one.riderAt(0.5);

        try (Watcher phone = Watcher.of(rider, two.port()).watching("/user/queue/offers")) {
            Ordered order = one.order();
            await().until(() -> phone.story().contains("offer " + order.deliveryId()));
            try (Watcher customer =
                    Watcher.of(order.customer(), one.port()).watching("/topic/deliveries/" + order.orderId())) {
                await().until(() -> customer.story().equals(List.of("status PENDING")));

                two.accept(rider, order).data();
                two.post("/deliveries/" + order.deliveryId() + "/pickup", rider, null)
                        .data();
                phone.send("/app/deliveries/" + order.deliveryId() + "/location", "{\"lat\": 40.72, \"lng\": -74.0}");
                await().until(() -> customer.story().contains("location 40.72"));
                two.post("/deliveries/" + order.deliveryId() + "/deliver", rider, Map.of("otp", one.otpOf(order)))
                        .data();

                await().until(() -> customer.story().contains("status DELIVERED"));
                assertThat(customer.story())
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
        Person customer = one.customer();
        try (Watcher early = Watcher.of(customer, one.port()).watching(topic);
                Watcher stranger = Watcher.of(one.customer(), one.port()).watching(topic)) {
            Gauge waiting = metrics.get("homedelivery.tracking.waiting").gauge();
            await().until(() -> waiting.value() == 2);

            Ordered order = two.confirm(orderId, customer);

            await().until(() -> early.story().equals(List.of("status PENDING")));
            await().until(() -> !stranger.errors().isEmpty());
            assertThat(stranger.errors().getFirst().code()).isEqualTo("NOT_FOUND");
            assertThat(stranger.heard()).isEmpty();
            two.stop(order.orderId(), false).data();
            await().until(() -> early.story().equals(List.of("status PENDING", "status FAILED")));
        }
    }

    @Test
    void theLastPositionCountsWhicheverInstanceHeardIt(@Autowired JdbcClient jdbc) {
        Person rider = one.riderAt(0.5);
        Ordered order = one.orderPickedUpBy(rider);
        one.move(rider, order, north(1)).data();
        one.move(rider, order, north(2)).data();
        two.move(rider, order, north(3)).data();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> pendingOn(metrics) == 0 && pendingOn(secondInstance.getBean(MeterRegistry.class)) == 0);
        assertThat(jdbc.sql("select lat from riders where id = ?")
                        .param(rider.id())
                        .query(Double.class)
                        .single())
                .isEqualTo(north(3).lat());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> jdbc.sql("select current_lat from deliveries where id = ?")
                                .param(order.deliveryId())
                                .query(Double.class)
                                .single()
                        == north(3).lat());
    }

    @Test
    void aDeliveryThatIsOverOnOneTakesNoPositionsOnTheOther() {
        Person rider = one.riderAt(0.5);
        Ordered order = one.orderPickedUpBy(rider);
        two.move(rider, order, north(1)).data();
        two.move(rider, order, north(2)).data();

        one.post("/deliveries/" + order.deliveryId() + "/deliver", rider, Map.of("otp", one.otpOf(order)))
                .data();

        // Sooner than it would forget by itself.
        await().atMost(Duration.ofSeconds(5))
                .until(() -> two.move(rider, order, north(3)).status() == 409);
        assertThat(one.track(order, order.customer()).has("currentLocation")).isFalse();
    }

    private static double pendingOn(MeterRegistry metrics) {
        return metrics.get("homedelivery.riders.positions.pending").gauge().value();
    }

    @Test
    void twoRidersOnTwoInstancesDoNotGetTheSameDelivery() throws Exception {
        for (int round = 0; round < 5; round++) {
            Person first = one.riderAt(0.5);
            Person second = two.riderAt(0.6);
            Ordered order = two.order();
            one.awaitOffer(first, order);
            two.awaitOffer(second, order);

            List<Answer> answers = DeliveryApi.atOnce(() -> one.accept(first, order), () -> two.accept(second, order));

            assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
            assertThat(one.eventsAbout(order)).containsExactly("delivery.assigned");
            one.closingTime();
        }
    }

    @Test
    void bothSweepAndNobodyIsAskedTwice() {
        Person rider = one.riderAt(24);
        List<Ordered> orders = List.of(one.order(), two.order(), one.order());

        for (Ordered order : orders) {
            two.awaitOffer(rider, order);
        }
        assertThat(one.get("/riders/me/offers", rider).data()).hasSize(3);
        assertThat(two.move(rider, orders.getFirst(), north(1)).status()).isEqualTo(404);
    }
}
