package com.homedelivery.delivery.tracking;

import static com.homedelivery.delivery.DeliveryScenario.STORE;
import static com.homedelivery.delivery.DeliveryScenario.north;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.delivery.DeliveryScenario.Ordered;
import com.homedelivery.delivery.DeliveryServiceTest;
import com.homedelivery.shared.testing.ApiClient;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is done about deliveries that make no progress. */
class SupervisionIT extends DeliveryServiceTest {

    @Test
    void aRiderWhoAcceptsAndVanishesIsAskedAndThenLosesTheDelivery() throws Exception {
        ApiClient vanished = scenario.riderAt(0.5);
        Ordered order = scenario.orderAcceptedBy(vanished);

        String topic = "/topic/deliveries/" + order.orderId();
        // A session's subscriptions are made in their order: with the second one the first stands as well.
        try (TrackingClient phone = TrackingClient.of(vanished, api.port())
                        .subscribedTo("/user/queue/reminders")
                        .subscribedTo(topic);
                TrackingClient customer =
                        TrackingClient.of(order.customer(), api.port()).subscribedTo(topic)) {
            await().until(() -> phone.summary().equals(List.of("status ASSIGNED")));
            await().until(() -> customer.summary().equals(List.of("status ASSIGNED")));
            clock.putForward(Duration.ofMinutes(15));

            await().until(() -> phone.summary().equals(List.of("status ASSIGNED", "reminder " + order.deliveryId())));
            JsonNode reminder = phone.received().getLast();
            assertThat(reminder.propertyNames()).containsExactly("type", "deliveryId", "orderId", "timestamp");
            assertThat(scenario.eventsAbout(order)).containsExactly("delivery.assigned", "delivery.pickup_overdue");

            clock.putForward(Duration.ofMinutes(10));

            await().until(() -> customer.summary().contains("status PENDING"));
        }
        assertThat(scenario.eventsAbout(order))
                .containsExactly("delivery.assigned", "delivery.pickup_overdue", "delivery.unassigned");
        assertThat(scenario.eventData(order, "delivery.unassigned").getFirst())
                .contains("not-picked-up", vanished.userId().toString());

        scenario.comeOnline(vanished, STORE).data();
        ApiClient next = scenario.riderAt(2);
        scenario.awaitOffer(next, order);
        assertThat(scenario.offerTo(vanished, order)).isNull();
        scenario.accept(next, order).data();
    }

    @Test
    void whoPicksUpAfterBeingAskedKeepsIt() {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderAcceptedBy(rider);
        clock.putForward(Duration.ofMinutes(15));
        await().until(() -> scenario.eventsAbout(order).contains("delivery.pickup_overdue"));

        scenario.pickUp(rider, order).data();
        clock.putForward(Duration.ofMinutes(9));
        scenario.move(rider, order, north(1)).data();
        clock.putForward(Duration.ofMinutes(9));

        await().during(Duration.ofMillis(500))
                .until(() -> scenario.eventsAbout(order)
                        .equals(List.of(
                                "delivery.assigned",
                                "delivery.pickup_overdue",
                                "delivery.started",
                                "delivery.in_transit")));
    }

    @Test
    void aRiderWhoIsSilentWithTheGoodsIsReportedOnceInEachSilence() {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderPickedUpBy(rider);

        clock.putForward(Duration.ofMinutes(10));
        await().until(() -> reportsOf(order) == 1);
        clock.putForward(Duration.ofMinutes(10));
        await().during(Duration.ofMillis(500)).until(() -> reportsOf(order) == 1);
        assertThat(scenario.statusOf(order)).isEqualTo("PICKED_UP");

        scenario.move(rider, order, north(1)).data();
        clock.putForward(Duration.ofMinutes(10));
        await().until(() -> reportsOf(order) == 2);
        assertThat(scenario.eventData(order, "delivery.delayed").getLast())
                .contains(rider.userId().toString(), order.customer().userId().toString());
    }

    private int reportsOf(Ordered order) {
        return Collections.frequency(scenario.eventsAbout(order), "delivery.delayed");
    }
}
