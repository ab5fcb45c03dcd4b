package com.homedelivery.delivery.application;

import static com.homedelivery.delivery.DeliveryApi.STORE;
import static com.homedelivery.delivery.DeliveryApi.north;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.homedelivery.delivery.DeliveryApi;
import com.homedelivery.delivery.DeliveryApi.Answer;
import com.homedelivery.delivery.DeliveryApi.Ordered;
import com.homedelivery.delivery.DeliveryApi.Person;
import com.homedelivery.delivery.DeliveryServiceTest;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.MovableClock;
import com.homedelivery.shared.work.BackgroundThread;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.geo.Point;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@DeliveryServiceTest
@RecordApplicationEvents
class DispatchIT {

    @Autowired
    DeliveryApi api;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    StringRedisTemplate redis;

    @AfterEach
    void closingTime() {
        api.closingTime();
    }

    @Test
    void theThreeNearestAreAsked() {
        Person fourth = api.riderAt(2.5);
        Person third = api.riderAt(2.0);
        Person first = api.riderAt(0.5);
        Person second = api.riderAt(1.5);

        Ordered order = api.order();

        List.of(first, second, third).forEach(rider -> api.awaitOffer(rider, order));
        assertThat(api.offerTo(fourth, order)).isNull();
    }

    @Test
    void nobodyFartherAwayIsAskedWhileSomebodyIsNear() {
        Person near = api.riderAt(2);
        Person far = api.riderAt(8);

        Ordered order = api.order();

        api.awaitOffer(near, order);
        assertThat(api.offerTo(far, order)).isNull();

        api.post("/deliveries/" + order.deliveryId() + "/reject", near, null).data();
        api.awaitOffer(far, order);
    }

    @Test
    void theSearchEndsAtTheWidestCircle() {
        Person tooFar = api.riderAt(26);
        Person withinReach = api.riderAt(24.5);

        Ordered order = api.order();

        api.awaitOffer(withinReach, order);
        assertThat(api.offerTo(tooFar, order)).isNull();
    }

    @Test
    void whoComesOnDutyIsAskedAtOnce() {
        Ordered order = api.order();
        Person rider = api.riderAt(1);

        api.awaitOffer(rider, order);
    }

    @Test
    void ridersAreAskedWhileRequestsHoldEveryConnection(@Autowired DataSource dataSource) throws SQLException {
        Person rider = api.riderAt(1);
        api.riderAt(2);
        int size = dataSource.unwrap(HikariDataSource.class).getMaximumPoolSize();
        List<Connection> requests = new ArrayList<>();
        try {
            for (int i = 0; i < size; i++) {
                requests.add(dataSource.getConnection());
            }

            BackgroundThread.run(() -> {
                Ordered order = api.order();
                await().pollInSameThread().until(() -> isAsked(rider.id(), order));
            });
        } finally {
            for (Connection connection : requests) {
                connection.close();
            }
        }
    }

    private boolean isAsked(UUID rider, Ordered order) {
        return jdbc.sql("select exists (select from offers where delivery_id = ? and rider_id = ? and status = 'OPEN')")
                .params(order.deliveryId(), rider)
                .query(Boolean.class)
                .single();
    }

    @Test
    void whileThereIsNobodyToAskNoSearchIsTouchedAndNoneIsForgotten() {
        Ordered order = api.order();
        await().until(() -> lookAgainAt(order).isAfter(clock.instant()));
        Instant firstLook = lookAgainAt(order);

        clock.putForward(Duration.ofMinutes(1));

        await().during(Duration.ofSeconds(1)).until(() -> lookAgainAt(order).equals(firstLook));
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
        await().until(() -> isAsked(rider, order));
    }

    private Instant lookAgainAt(Ordered order) {
        return jdbc.sql("select look_again_at from deliveries where id = ?")
                .param(order.deliveryId())
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    @Test
    void whoSaysNothingLosesTheOfferToTheNext() {
        Person silent = api.riderAt(0.5);
        Ordered order = api.order();
        api.awaitOffer(silent, order);
        Person next = api.riderAt(5);

        clock.putForward(Duration.ofSeconds(31));

        api.awaitOffer(next, order);
        assertThat(api.offerTo(silent, order)).isNull();
        api.accept(silent, order).isRefused(409, "CONFLICT");
        api.accept(next, order).data();
    }

    @Test
    void whoGoesHomeIsNotWaitedFor() {
        Person leaving = api.riderAt(0.5);
        Ordered order = api.order();
        api.awaitOffer(leaving, order);
        Person next = api.riderAt(5);

        api.goOffline(leaving);

        api.awaitOffer(next, order);
        api.accept(leaving, order).isRefused(409, "CONFLICT");
    }

    @Test
    void aRiderWhoHasGoneSilentIsNotAsked() {
        Person silent = api.riderAt(0.5);
        clock.putForward(Duration.ofMinutes(3));
        Person awake = api.riderAt(2);

        Ordered order = api.order();

        api.awaitOffer(awake, order);
        assertThat(api.offerTo(silent, order)).isNull();

        // A sign of life is enough to be found again.
        api.put("/riders/me/location", silent, Map.of("lat", STORE.lat(), "lng", STORE.lng()))
                .data();
        api.post("/deliveries/" + order.deliveryId() + "/reject", awake, null).data();
        api.awaitOffer(silent, order);
    }

    @Test
    void aBusyRiderIsNotAsked() {
        Person busy = api.riderAt(0.5);
        api.orderTakenBy(busy);
        Person free = api.riderAt(2);

        Ordered order = api.order();

        api.awaitOffer(free, order);
        assertThat(api.offerTo(busy, order)).isNull();
    }

    @Test
    void ridersAreNotAskedToDeliverToThemselves() {
        Person rider = api.riderAt(0.5);
        Person other = api.riderAt(2);

        Ordered order = api.orderOf(rider);

        api.awaitOffer(other, order);
        assertThat(api.offerTo(rider, order)).isNull();
    }

    @Test
    void ofTwoWhoAcceptAtOnceOneWins() throws Exception {
        for (int round = 0; round < 5; round++) {
            Person one = api.riderAt(0.5);
            Person two = api.riderAt(0.6);
            Ordered order = api.order();
            api.awaitOffer(one, order);
            api.awaitOffer(two, order);

            List<Answer> answers = DeliveryApi.atOnce(() -> api.accept(one, order), () -> api.accept(two, order));

            assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
            answers.stream()
                    .filter(answer -> answer.status() == 409)
                    .forEach(answer -> answer.isRefused(409, "CONFLICT"));
            assertThat(api.eventsAbout(order)).containsExactly("delivery.assigned");
            Person loser = answers.getFirst().status() == 200 ? two : one;
            assertThat(api.get("/riders/me/offers", loser).data()).isEmpty();
            api.closingTime();
        }
    }

    @Test
    void aRiderWhoAcceptsTwoAtOnceGetsOne() throws Exception {
        for (int round = 0; round < 5; round++) {
            Person rider = api.riderAt(0.5);
            Ordered one = api.order();
            Ordered two = api.order();
            api.awaitOffer(rider, one);
            api.awaitOffer(rider, two);

            List<Answer> answers = DeliveryApi.atOnce(() -> api.accept(rider, one), () -> api.accept(rider, two));

            assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
            api.closingTime();
        }
    }

    @Test
    void whatABusyRiderWasAskedGoesToOthers() {
        Person rider = api.riderAt(0.5);
        Ordered one = api.order();
        Ordered two = api.order();
        api.awaitOffer(rider, one);
        api.awaitOffer(rider, two);
        Person other = api.riderAt(8);
        assertThat(api.offerTo(other, two)).isNull();

        api.accept(rider, one).data();

        api.awaitOffer(other, two);
        api.accept(rider, two).isRefused(409, "CONFLICT");
    }

    @Test
    void aRiderIsNotBuriedInOffers() {
        Person rider = api.riderAt(0.5);
        for (int i = 0; i < 3; i++) {
            api.awaitOffer(rider, api.order());
        }

        api.order();
        api.order();

        await().during(Duration.ofMillis(500))
                .until(() -> api.get("/riders/me/offers", rider).data().size() == 3);
    }

    @Test
    void whatIsHandedBackIsOfferedToSomebodyElse() {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderTakenBy(rider);
        Person other = api.riderAt(2);

        api.post("/deliveries/" + order.deliveryId() + "/reject", rider, null).data();

        assertThat(api.track(order, order.customer()).path("status").asString()).isEqualTo("PENDING");
        api.awaitOffer(other, order);
        assertThat(api.offerTo(rider, order)).isNull();
        api.accept(other, order).data();
        assertThat(api.track(order, order.customer()).path("deliveryAgentId").asString())
                .isEqualTo(other.id().toString());
        assertThat(api.eventsAbout(order))
                .containsExactly("delivery.assigned", "delivery.unassigned", "delivery.assigned");
        assertThat(api.eventData(order, "delivery.unassigned").getFirst())
                .contains("handed-back", rider.id().toString());
    }

    @Test
    void aRiderIsFreeAgainAfterTheDelivery() {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderPickedUpBy(rider);
        Ordered next = api.order();
        assertThat(api.offerTo(rider, next)).isNull();

        api.post("/deliveries/" + order.deliveryId() + "/deliver", rider, Map.of("otp", api.otpOf(order)))
                .data();

        api.awaitOffer(rider, next);
    }

    @Test
    void losingTheMapLosesNobody() {
        Person rider = api.riderAt(0.5);
        redis.delete(List.of("delivery:riders:free", "delivery:riders:position:" + rider.id()));

        Ordered order = api.order();

        api.awaitOffer(rider, order);
    }

    @Test
    void ridersComeOntoTheMapAndGoOffIt() {
        Person rider = api.riderAt(0.5);
        assertThat(redis.opsForGeo().position("delivery:riders:free", rider.id().toString()))
                .doesNotContainNull();

        api.goOffline(rider);

        assertThat(redis.opsForZSet().score("delivery:riders:free", rider.id().toString()))
                .isNull();
    }

    @Test
    void whoTakesADeliveryGoesOffTheMapWithoutAPosition() {
        Person rider = api.riderAt(0.5);

        api.orderTakenBy(rider);

        awaitOffTheMap(rider);
    }

    private void awaitOffTheMap(Person rider) {
        await().until(() ->
                redis.opsForZSet().score("delivery:riders:free", rider.id().toString()) == null);
    }

    @Test
    void whoIsOnTheMapByMistakeIsNotAskedAndComesOffIt() {
        Person busy = api.riderAt(0.5);
        api.orderTakenBy(busy);
        awaitOffTheMap(busy);
        Person free = api.riderAt(2);
        // As a position would that was read before the delivery was taken, and comes to Redis after it.
        redis.opsForGeo()
                .add(
                        "delivery:riders:free",
                        new Point(STORE.lng(), STORE.lat()),
                        busy.id().toString());

        Ordered order = api.order();

        api.awaitOffer(free, order);
        assertThat(api.offerTo(busy, order)).isNull();
        assertThat(redis.opsForZSet().score("delivery:riders:free", busy.id().toString()))
                .isNull();
    }

    @Test
    void whoForgetsToGoHomeIsSentHome(@Autowired RiderShift shifts) {
        Person rider = api.riderAt(0.5);
        clock.putForward(Duration.ofMinutes(31));

        shifts.endForgottenShifts();

        assertThat(jdbc.sql("select online from riders where id = ?")
                        .param(rider.id())
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    @Test
    void onlyWhoWasOffDutyBeforeIsNews(@Autowired RiderShift shifts, @Autowired ApplicationEvents events) {
        UUID rider = UUID.randomUUID();

        shifts.set(rider, true, STORE);
        shifts.set(rider, true, north(1));
        assertThat(events.stream(DispatchSignal.RiderFree.class)).hasSize(1);

        shifts.set(rider, false, null);
        shifts.set(rider, true, STORE);
        assertThat(events.stream(DispatchSignal.RiderFree.class)).hasSize(2);
    }

    @Test
    void aRiderWhoOnlySendsPositionsIsNotOnDuty() {
        Person rider = api.person(Role.RIDER);
        assertThat(api.put("/riders/me/location", rider, Map.of("lat", STORE.lat(), "lng", STORE.lng()))
                        .data()
                        .path("online")
                        .asBoolean(true))
                .isFalse();
        Person onDuty = api.riderAt(2);

        Ordered order = api.order();

        api.awaitOffer(onDuty, order);
        assertThat(api.offerTo(rider, order)).isNull();
    }

    @Test
    void manySamplesAtOnceDoNotGetInEachOthersWay() throws Exception {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderPickedUpBy(rider);

        List<Answer> answers = DeliveryApi.atOnce(
                () -> api.move(rider, order, north(1)),
                () -> api.move(rider, order, north(1.1)),
                () -> api.put("/riders/me/location", rider, Map.of("lat", STORE.lat(), "lng", STORE.lng())),
                () -> api.move(rider, order, north(1.2)),
                () -> api.comeOnline(rider, STORE));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(api.eventsAbout(order))
                .containsExactly("delivery.assigned", "delivery.started", "delivery.in_transit");
    }

    @Test
    void nobodyDeliversTwiceWhateverTheDatabaseIsAskedFor() {
        Person rider = api.riderAt(0.5);
        api.orderTakenBy(rider);
        Ordered other = api.order();

        assertThatThrownBy(() -> jdbc.sql("update deliveries set status = 'ASSIGNED', rider_id = ? where id = ?")
                        .param(rider.id())
                        .param(other.deliveryId())
                        .update())
                .hasMessageContaining("one_delivery_at_a_time");
    }
}
