package com.homedelivery.delivery.tracking;

import static com.homedelivery.delivery.DeliveryApi.STORE;
import static com.homedelivery.delivery.DeliveryApi.north;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.delivery.DeliveryApi;
import com.homedelivery.delivery.DeliveryApi.Ordered;
import com.homedelivery.delivery.DeliveryApi.Person;
import com.homedelivery.delivery.DeliveryServiceTest;
import com.homedelivery.shared.testing.MovableClock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What is done about deliveries that stand still. */
@DeliveryServiceTest
class SupervisionIT {

    @Autowired
    DeliveryApi api;

    @Autowired
    MovableClock clock;

    @AfterEach
    void closingTime() {
        api.closingTime();
    }

    @Test
    void aRiderWhoAcceptsAndVanishesIsAskedAndThenLosesTheDelivery() throws Exception {
        Person vanished = api.riderAt(0.5);
        Ordered order = api.orderTakenBy(vanished);

        String topic = "/topic/deliveries/" + order.orderId();
        // A session's subscriptions are made in their order: with the second one the first stands as well.
        try (Watcher phone = Watcher.of(vanished, api.port())
                        .watching("/user/queue/reminders")
                        .watching(topic);
                Watcher customer = Watcher.of(order.customer(), api.port()).watching(topic)) {
            await().until(() -> phone.story().equals(List.of("status ASSIGNED")));
            await().until(() -> customer.story().equals(List.of("status ASSIGNED")));
            clock.putForward(Duration.ofMinutes(15));

            await().until(() -> phone.story().equals(List.of("status ASSIGNED", "reminder " + order.deliveryId())));
            JsonNode reminder = phone.heard().getLast();
            assertThat(reminder.propertyNames()).containsExactly("type", "deliveryId", "orderId", "timestamp");
            assertThat(api.eventsAbout(order)).containsExactly("delivery.assigned", "delivery.pickup_overdue");

            clock.putForward(Duration.ofMinutes(10));

            await().until(() -> customer.story().contains("status PENDING"));
        }
        assertThat(api.eventsAbout(order))
                .containsExactly("delivery.assigned", "delivery.pickup_overdue", "delivery.unassigned");
        assertThat(api.eventData(order, "delivery.unassigned").getFirst())
                .contains("not-picked-up", vanished.id().toString());

        api.comeOnline(vanished, STORE).data();
        Person next = api.riderAt(2);
        api.awaitOffer(next, order);
        assertThat(api.offerTo(vanished, order)).isNull();
        api.accept(next, order).data();
    }

    @Test
    void whoPicksUpAfterBeingAskedKeepsIt() {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderTakenBy(rider);
        clock.putForward(Duration.ofMinutes(15));
        await().until(() -> api.eventsAbout(order).contains("delivery.pickup_overdue"));

        api.post("/deliveries/" + order.deliveryId() + "/pickup", rider, null).data();
        clock.putForward(Duration.ofMinutes(9));
        api.move(rider, order, north(1)).data();
        clock.putForward(Duration.ofMinutes(9));

        await().during(Duration.ofMillis(500))
                .until(() -> api.eventsAbout(order)
                        .equals(List.of(
                                "delivery.assigned",
                                "delivery.pickup_overdue",
                                "delivery.started",
                                "delivery.in_transit")));
    }

    @Test
    void aRiderWhoIsSilentWithTheGoodsIsReportedOnceInEachSilence() {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderPickedUpBy(rider);

        clock.putForward(Duration.ofMinutes(10));
        await().until(() -> reportsOf(order) == 1);
        clock.putForward(Duration.ofMinutes(10));
        await().during(Duration.ofMillis(500)).until(() -> reportsOf(order) == 1);
        assertThat(api.track(order, order.customer()).path("status").asString()).isEqualTo("PICKED_UP");

        api.move(rider, order, north(1)).data();
        clock.putForward(Duration.ofMinutes(10));
        await().until(() -> reportsOf(order) == 2);
        assertThat(api.eventData(order, "delivery.delayed").getLast())
                .contains(rider.id().toString(), order.customer().id().toString());
    }

    private int reportsOf(Ordered order) {
        return Collections.frequency(api.eventsAbout(order), "delivery.delayed");
    }
}
