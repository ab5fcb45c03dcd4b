package com.homedelivery.delivery.application;

import static com.homedelivery.delivery.DeliveryScenario.STORE;
import static com.homedelivery.delivery.DeliveryScenario.north;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.homedelivery.delivery.DeliveryScenario.Ordered;
import com.homedelivery.delivery.DeliveryServiceTest;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import com.homedelivery.shared.work.BackgroundThread;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.geo.Point;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@RecordApplicationEvents
class DispatchIT extends DeliveryServiceTest {

    @Autowired
    StringRedisTemplate redis;

    @Test
    void theThreeNearestRidersAreAsked() {
        ApiClient fourth = scenario.riderAt(2.5);
        ApiClient third = scenario.riderAt(2.0);
        ApiClient first = scenario.riderAt(0.5);
        ApiClient second = scenario.riderAt(1.5);

        Ordered order = scenario.order();

        List.of(first, second, third).forEach(rider -> scenario.awaitOffer(rider, order));
        assertThat(scenario.offerTo(fourth, order)).isNull();
    }

    @Test
    void nobodyFartherAwayIsAskedWhileSomebodyIsNear() {
        ApiClient near = scenario.riderAt(2);
        ApiClient far = scenario.riderAt(8);

        Ordered order = scenario.order();

        scenario.awaitOffer(near, order);
        assertThat(scenario.offerTo(far, order)).isNull();

        scenario.reject(near, order).data();
        scenario.awaitOffer(far, order);
    }

    @Test
    void theSearchEndsAtTheWidestCircle() {
        ApiClient tooFar = scenario.riderAt(26);
        ApiClient withinReach = scenario.riderAt(24.5);

        Ordered order = scenario.order();

        scenario.awaitOffer(withinReach, order);
        assertThat(scenario.offerTo(tooFar, order)).isNull();
    }

    @Test
    void whoComesOnDutyIsAskedAtOnce() {
        Ordered order = scenario.order();
        ApiClient rider = scenario.riderAt(1);

        scenario.awaitOffer(rider, order);
    }

    @Test
    void ridersAreAskedWhileRequestsHoldEveryConnection(@Autowired DataSource dataSource) throws SQLException {
        ApiClient rider = scenario.riderAt(1);
        scenario.riderAt(2);
        int size = dataSource.unwrap(HikariDataSource.class).getMaximumPoolSize();
        List<Connection> requests = new ArrayList<>();
        try {
            for (int i = 0; i < size; i++) {
                requests.add(dataSource.getConnection());
            }

            BackgroundThread.run(() -> {
                Ordered order = scenario.order();
                await().pollInSameThread().until(() -> scenario.isOffered(rider.userId(), order));
            });
        } finally {
            for (Connection connection : requests) {
                connection.close();
            }
        }
    }

    @Test
    void searchesWaitWhileNobodyCanBeAsked() {
        Ordered order = scenario.order();
        await().until(() -> nextSearchAt(order).isAfter(clock.instant()));
        Instant firstSearch = nextSearchAt(order);

        clock.putForward(Duration.ofMinutes(1));

        await().during(Duration.ofSeconds(1)).until(() -> nextSearchAt(order).equals(firstSearch));
        UUID rider = UUID.randomUUID();
        jdbc.sql("""
                        insert into riders (id, online, online_since, lat, lng, located_at, version)
                        values (?, true, ?, ?, ?, ?, 0)
                        """)
                .params(
                        rider,
                        Timestamp.from(clock.instant()),
                        STORE.lat(),
                        STORE.lng(),
                        Timestamp.from(clock.instant()))
                .update();
        await().until(() -> scenario.isOffered(rider, order));
    }

    private Instant nextSearchAt(Ordered order) {
        return jdbc.sql("select look_again_at from deliveries where id = ?")
                .param(order.deliveryId())
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    @Test
    void whoSaysNothingLosesTheOfferToTheNext() {
        ApiClient silent = scenario.riderAt(0.5);
        Ordered order = scenario.order();
        scenario.awaitOffer(silent, order);
        ApiClient next = scenario.riderAt(5);

        clock.putForward(Duration.ofSeconds(31));

        scenario.awaitOffer(next, order);
        assertThat(scenario.offerTo(silent, order)).isNull();
        scenario.accept(silent, order).hasError(409, "CONFLICT");
        scenario.accept(next, order).data();
    }

    @Test
    void whoGoesOffDutyIsNotWaitedFor() {
        ApiClient leaving = scenario.riderAt(0.5);
        Ordered order = scenario.order();
        scenario.awaitOffer(leaving, order);
        ApiClient next = scenario.riderAt(5);

        scenario.goOffline(leaving);

        scenario.awaitOffer(next, order);
        scenario.accept(leaving, order).hasError(409, "CONFLICT");
    }

    @Test
    void aRiderWhoHasGoneSilentIsNotAsked() {
        ApiClient silent = scenario.riderAt(0.5);
        clock.putForward(Duration.ofMinutes(3));
        ApiClient awake = scenario.riderAt(2);

        Ordered order = scenario.order();

        scenario.awaitOffer(awake, order);
        assertThat(scenario.offerTo(silent, order)).isNull();

        // A sign of life is enough to be found again.
        scenario.move(silent, STORE).data();
        scenario.reject(awake, order).data();
        scenario.awaitOffer(silent, order);
    }

    @Test
    void aBusyRiderIsNotAsked() {
        ApiClient busy = scenario.riderAt(0.5);
        scenario.orderAcceptedBy(busy);
        ApiClient free = scenario.riderAt(2);

        Ordered order = scenario.order();

        scenario.awaitOffer(free, order);
        assertThat(scenario.offerTo(busy, order)).isNull();
    }

    @Test
    void ridersAreNotAskedToDeliverToThemselves() {
        ApiClient rider = scenario.riderAt(0.5);
        ApiClient other = scenario.riderAt(2);

        Ordered order = scenario.orderOf(rider);

        scenario.awaitOffer(other, order);
        assertThat(scenario.offerTo(rider, order)).isNull();
    }

    @Test
    void ofTwoWhoAcceptAtOnceOneWins() throws Exception {
        for (int round = 0; round < 5; round++) {
            ApiClient one = scenario.riderAt(0.5);
            ApiClient two = scenario.riderAt(0.6);
            Ordered order = scenario.order();

            ApiClient loser = acceptAtOnce(order, scenario, one, scenario, two);

            assertThat(scenario.offersTo(loser)).isEmpty();
            scenario.endAll();
        }
    }

    @Test
    void aRiderWhoAcceptsTwoAtOnceGetsOne() throws Exception {
        for (int round = 0; round < 5; round++) {
            ApiClient rider = scenario.riderAt(0.5);
            Ordered one = scenario.order();
            Ordered two = scenario.order();
            scenario.awaitOffer(rider, one);
            scenario.awaitOffer(rider, two);

            List<ApiResult> answers =
                    AtOnce.run(List.of(() -> scenario.accept(rider, one), () -> scenario.accept(rider, two)));

            assertThat(answers).extracting(ApiResult::status).containsExactlyInAnyOrder(200, 409);
            scenario.endAll();
        }
    }

    @Test
    void whatABusyRiderWasAskedGoesToOthers() {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered one = scenario.order();
        Ordered two = scenario.order();
        scenario.awaitOffer(rider, one);
        scenario.awaitOffer(rider, two);
        ApiClient other = scenario.riderAt(8);
        assertThat(scenario.offerTo(other, two)).isNull();

        scenario.accept(rider, one).data();

        scenario.awaitOffer(other, two);
        scenario.accept(rider, two).hasError(409, "CONFLICT");
    }

    @Test
    void aRiderGetsAtMostThreeOffersAtATime() {
        ApiClient rider = scenario.riderAt(0.5);
        for (int i = 0; i < 3; i++) {
            scenario.awaitOffer(rider, scenario.order());
        }

        scenario.order();
        scenario.order();

        await().during(Duration.ofMillis(500))
                .until(() -> scenario.offersTo(rider).size() == 3);
    }

    @Test
    void whatIsHandedBackIsOfferedToSomebodyElse() {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderAcceptedBy(rider);
        ApiClient other = scenario.riderAt(2);

        scenario.reject(rider, order).data();

        assertThat(scenario.statusOf(order)).isEqualTo("PENDING");
        scenario.awaitOffer(other, order);
        assertThat(scenario.offerTo(rider, order)).isNull();
        scenario.accept(other, order).data();
        assertThat(scenario.track(order, order.customer())
                        .path("deliveryAgentId")
                        .asString())
                .isEqualTo(other.userId().toString());
        assertThat(scenario.eventsAbout(order))
                .containsExactly("delivery.assigned", "delivery.unassigned", "delivery.assigned");
        assertThat(scenario.eventData(order, "delivery.unassigned").getFirst())
                .contains("handed-back", rider.userId().toString());
    }

    @Test
    void aRiderIsFreeAgainAfterTheDelivery() {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderPickedUpBy(rider);
        Ordered next = scenario.order();
        assertThat(scenario.offerTo(rider, next)).isNull();

        scenario.handOver(rider, order).data();

        scenario.awaitOffer(rider, next);
    }

    @Test
    void ridersAreFoundWhenTheIndexIsLost() {
        ApiClient rider = scenario.riderAt(0.5);
        redis.delete(List.of("delivery:riders:free", "delivery:riders:position:" + rider.userId()));

        Ordered order = scenario.order();

        scenario.awaitOffer(rider, order);
    }

    @Test
    void ridersAreInTheIndexWhileTheyAreOnDuty() {
        ApiClient rider = scenario.riderAt(0.5);
        assertThat(redis.opsForGeo()
                        .position("delivery:riders:free", rider.userId().toString()))
                .doesNotContainNull();

        scenario.goOffline(rider);

        assertThat(redis.opsForZSet()
                        .score("delivery:riders:free", rider.userId().toString()))
                .isNull();
    }

    @Test
    void whoAcceptsADeliveryIsRemovedFromTheIndex() {
        ApiClient rider = scenario.riderAt(0.5);

        scenario.orderAcceptedBy(rider);

        awaitNotInIndex(rider);
    }

    private void awaitNotInIndex(ApiClient rider) {
        await().until(() ->
                redis.opsForZSet().score("delivery:riders:free", rider.userId().toString()) == null);
    }

    @Test
    void aBusyRiderInTheIndexIsNotAskedAndIsRemoved() {
        ApiClient busy = scenario.riderAt(0.5);
        scenario.orderAcceptedBy(busy);
        awaitNotInIndex(busy);
        ApiClient free = scenario.riderAt(2);
        // As a position would that was read before the delivery was taken, and comes to Redis after it.
        redis.opsForGeo()
                .add(
                        "delivery:riders:free",
                        new Point(STORE.lng(), STORE.lat()),
                        busy.userId().toString());

        Ordered order = scenario.order();

        scenario.awaitOffer(free, order);
        assertThat(scenario.offerTo(busy, order)).isNull();
        assertThat(redis.opsForZSet()
                        .score("delivery:riders:free", busy.userId().toString()))
                .isNull();
    }

    @Test
    void theShiftOfARiderWhoForgetsItEnds(@Autowired EndSilentShiftsJob shifts) {
        ApiClient rider = scenario.riderAt(0.5);
        clock.putForward(Duration.ofMinutes(31));

        shifts.run();

        assertThat(jdbc.sql("select online from riders where id = ?")
                        .param(rider.userId())
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    @Test
    void onlyTheBeginOfAShiftStartsASearch(
            @Autowired SetAvailability availability, @Autowired ApplicationEvents events) {
        UUID rider = UUID.randomUUID();

        availability.set(rider, true, STORE);
        availability.set(rider, true, north(1));
        assertThat(events.stream(DispatchSignal.RiderAvailable.class)).hasSize(1);

        availability.set(rider, false, null);
        availability.set(rider, true, STORE);
        assertThat(events.stream(DispatchSignal.RiderAvailable.class)).hasSize(2);
    }

    @Test
    void aRiderWhoOnlySendsPositionsIsNotOnDuty() {
        ApiClient rider = api.asRider();
        assertThat(scenario.move(rider, STORE).data().path("online").asBoolean(true))
                .isFalse();
        ApiClient onDuty = scenario.riderAt(2);

        Ordered order = scenario.order();

        scenario.awaitOffer(onDuty, order);
        assertThat(scenario.offerTo(rider, order)).isNull();
    }

    @Test
    void manySamplesAtOnceDoNotGetInEachOthersWay() throws Exception {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderPickedUpBy(rider);

        List<ApiResult> answers = AtOnce.run(List.of(
                () -> scenario.move(rider, order, north(1)),
                () -> scenario.move(rider, order, north(1.1)),
                () -> scenario.move(rider, STORE),
                () -> scenario.move(rider, order, north(1.2)),
                () -> scenario.comeOnline(rider, STORE)));

        assertThat(answers).extracting(ApiResult::status).containsOnly(200);
        assertThat(scenario.eventsAbout(order))
                .containsExactly("delivery.assigned", "delivery.started", "delivery.in_transit");
    }

    @Test
    void nobodyDeliversTwiceWhateverTheDatabaseIsAskedFor() {
        ApiClient rider = scenario.riderAt(0.5);
        scenario.orderAcceptedBy(rider);
        Ordered other = scenario.order();

        assertThatThrownBy(() -> jdbc.sql("update deliveries set status = 'ASSIGNED', rider_id = ? where id = ?")
                        .param(rider.userId())
                        .param(other.deliveryId())
                        .update())
                .hasMessageContaining("one_delivery_at_a_time");
    }
}
