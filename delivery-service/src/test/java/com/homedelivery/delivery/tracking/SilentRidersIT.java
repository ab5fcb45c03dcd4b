package com.homedelivery.delivery.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.delivery.DeliveryScenario;
import com.homedelivery.delivery.DeliveryScenario.Ordered;
import com.homedelivery.delivery.DeliveryServiceTest;
import com.homedelivery.shared.testing.ApiClient;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Riders who have lost the network, on purpose. */
@TestPropertySource(properties = "DEMO_DATA=true")
class SilentRidersIT extends DeliveryServiceTest {

    private static final String SILENT = "/ops/faults/riders-silent";
    private static final Duration AN_HOUR = Duration.ofHours(1);

    @AfterEach
    void mend() {
        api.asAdmin().delete(SILENT).hasStatus(200);
    }

    @Test
    void cannotAnswerOffersUntilTheyAreHeardAgain() {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.order();
        scenario.awaitOffer(rider, order);
        fallSilent();

        scenario.accept(rider, order).hasError(503, "SERVICE_ERROR");
        scenario.reject(rider, order).hasError(503, "SERVICE_ERROR");
        scenario.move(rider, DeliveryScenario.north(1)).hasError(503, "SERVICE_ERROR");
        assertThat(scenario.offerTo(rider, order)).as("they still hear").isNotNull();
        assertThat(scenario.eventsAbout(order)).isEmpty();

        clock.putForward(AN_HOUR);

        scenario.comeOnline(rider, DeliveryScenario.north(0.5)).hasStatus(200);
    }

    @Test
    void leaveTheirPositionsBehindWhicheverWayTheySendThem() throws Exception {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderPickedUpBy(rider);
        try (TrackingClient phone = TrackingClient.of(rider, api.port())) {
            String destination = "/app/deliveries/" + order.deliveryId() + "/location";
            fallSilent();
            phone.send(destination, "{\"lat\": 40.72, \"lng\": -74.0}");
            scenario.move(rider, order, DeliveryScenario.north(2)).hasStatus(503);

            api.asAdmin().delete(SILENT).hasStatus(200);
            await().until(() -> {
                phone.send(destination, "{\"lat\": 40.73, \"lng\": -74.0}");
                return latitudeOf(order) == 40.73;
            });
        }
    }

    @Test
    void othersAreHeard() {
        fallSilent();
        Ordered order = scenario.order();
        assertThat(scenario.stop(order.orderId(), false).status()).isEqualTo(200);
    }

    @Test
    void othersAreStillToldWhatTheyMayNot() throws Exception {
        fallSilent();
        Ordered order = scenario.order();
        try (TrackingClient phone = TrackingClient.of(order.customer(), api.port())) {
            phone.send("/app/deliveries/" + order.deliveryId() + "/location", "{\"lat\": 40.72, \"lng\": -74.0}");

            await().until(() -> !phone.errors().isEmpty());
            assertThat(phone.errors().getFirst().code()).isEqualTo("FORBIDDEN");
        }
    }

    private void fallSilent() {
        api.asAdmin().put(SILENT, Map.of("seconds", 900)).hasStatus(200);
    }

    private double latitudeOf(Ordered order) {
        return scenario.track(order, order.customer())
                .at("/currentLocation/lat")
                .asDouble();
    }
}
