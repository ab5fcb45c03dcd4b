package com.homedelivery.delivery.application;

import static com.homedelivery.delivery.DeliveryApi.DOOR;
import static com.homedelivery.delivery.DeliveryApi.STORE;
import static com.homedelivery.delivery.DeliveryApi.north;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.delivery.DeliveryApi;
import com.homedelivery.delivery.DeliveryApi.Ordered;
import com.homedelivery.delivery.DeliveryApi.Person;
import com.homedelivery.delivery.DeliveryServiceApplication;
import com.homedelivery.delivery.DeliveryServiceTest;
import com.homedelivery.delivery.application.RiderPositions.Written;
import com.homedelivery.delivery.domain.DeliveryStatus;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.RiderLocationEvent.RiderLocationSampled;
import com.homedelivery.shared.geo.GeoPoint;
import com.homedelivery.shared.messaging.kafka.EventRecord;
import com.homedelivery.shared.messaging.kafka.KafkaEvents;
import com.homedelivery.shared.messaging.kafka.Topics;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.MovableClock;
import com.homedelivery.shared.testing.RealServers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of a position in the database and in Kafka. */
@DeliveryServiceTest
class PositionsIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String HARDLY_EVER = "--homedelivery.delivery.locations.keep-every=50s";

    @Autowired
    DeliveryApi api;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PositionJob job;

    @Autowired
    RiderPositions positions;

    @Autowired
    MoveDelivery moves;

    @Autowired
    ConsumerFactory<String, String> consumers;

    @Autowired
    Topics topics;

    @AfterEach
    void closingTime() {
        api.closingTime();
    }

    @Test
    void aSampleGoesToKafkaAsTheContractHasItAndNotThroughTheOutbox() {
        Person rider = api.riderAt(0.5);
        Instant before = clock.instant();

        // What Kafka does not take is lost: then the next one gets there.
        EventRecord sample = await().until(
                        () -> {
                            move(api, rider, north(1));
                            job.run();
                            return samplesOf(rider);
                        },
                        found -> !found.isEmpty())
                .getFirst();

        assertThat(sample.metadata().type()).isEqualTo("rider.location_sampled");
        assertThat(sample.metadata().source()).isEqualTo("delivery-service");
        assertThat(sample.metadata().subject()).isEqualTo(rider.id().toString());
        assertThat(sample.event()).isInstanceOfSatisfying(RiderLocationSampled.class, event -> {
            assertThat(event.riderId()).isEqualTo(rider.id());
            assertThat(event.location()).isEqualTo(north(1));
            assertThat(event.sampledAt()).isBetween(before.minusMillis(1), clock.instant());
        });
        assertThat(jdbc.sql("select count(*) from outbox where topic = 'rider-locations'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void atMostOneSampleOfARiderIsTakenInAnInterval() {
        Person rider = api.riderAt(0.5);
        Instant seenAt = clock.instant().plusSeconds(60);

        assertThat(write(rider, north(1), seenAt, seenAt).sampled()).containsExactly(rider.id());
        assertThat(write(rider, north(2), seenAt.plusSeconds(1), seenAt.plusMillis(4_999))
                        .sampled())
                .isEmpty();
        assertThat(latitudeOf(rider)).isEqualTo(north(2).lat());
        assertThat(write(rider, north(3), seenAt.plusSeconds(2), seenAt.plusSeconds(5))
                        .sampled())
                .containsExactly(rider.id());
    }

    @Test
    void theDatabaseCatchesUpByItself() {
        Person idle = api.riderAt(0.5);
        Person busy = api.riderAt(0.6);
        Ordered order = api.orderPickedUpBy(busy);
        api.move(busy, order, north(1)).data();

        move(api, idle, north(3));
        api.move(busy, order, north(2)).data();

        await().atMost(SOON).until(() -> latitudeOf(idle).equals(north(3).lat()));
        await().atMost(SOON).until(() -> north(2).lat() == latitudeOf(order));
        await().atMost(SOON).until(() -> latitudeOf(busy).equals(north(2).lat()));
        assertThat(jdbc.sql("select travelled_km from deliveries where id = ?")
                        .param(order.deliveryId())
                        .query(Double.class)
                        .single())
                .isBetween(1.9, 2.1);
    }

    @Test
    void aPositionThatComesLateDoesNotTakeARiderBack() {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderPickedUpBy(rider);
        api.move(rider, order, north(1)).data();
        // Or it would lock the rider's row just when the next position is to be written.
        job.run();
        Instant seenAt = clock.instant().plusSeconds(60);
        write(rider, north(3), seenAt, seenAt);
        moves.together(List.of(activeDeliveryCache(rider, order, north(3), seenAt)));

        Written late = write(rider, north(2), seenAt.minusMillis(1), seenAt.plusSeconds(9));
        DeliveryPosition lateOnTheWay = activeDeliveryCache(rider, order, north(2), seenAt.minusMillis(1));

        assertThat(late.settled()).containsExactly(rider.id());
        assertThat(late.sampled()).isEmpty();
        assertThat(moves.together(List.of(lateOnTheWay))).containsExactly(lateOnTheWay);
        assertThat(latitudeOf(rider)).isEqualTo(north(3).lat());
        assertThat(latitudeOf(order)).isEqualTo(north(3).lat());
    }

    @Test
    void aRiderWhomSomebodyElseIsChangingWaitsForTheNextTime(@Autowired TransactionTemplate transaction) {
        Person locked = api.riderAt(0.5);
        Person free = api.riderAt(0.6);
        transaction.executeWithoutResult(_ -> {
            jdbc.sql("select id from riders where id = ? for update")
                    .param(locked.id())
                    .query(UUID.class)
                    .single();
            CompletableFuture.runAsync(() -> {
                        move(api, locked, north(1));
                        move(api, free, north(1));
                        job.run();
                    })
                    .join();
            assertThat(latitudeOf(free)).isEqualTo(north(1).lat());
            assertThat(latitudeOf(locked)).isEqualTo(north(0.5).lat());
        });

        job.run();

        assertThat(latitudeOf(locked)).isEqualTo(north(1).lat());
    }

    @Test
    void whatWaitsIsWrittenDownAtOnceAfterASilenceAndWhenTheServiceStops() {
        Person rider;
        try (ConfigurableApplicationContext instance = another(HARDLY_EVER)) {
            DeliveryApi there = instance.getBean(DeliveryApi.class);
            rider = there.riderAt(0.5);
            move(there, rider, north(1));
            assertThat(latitudeOf(rider)).isEqualTo(north(0.5).lat());

            clock.putForward(Duration.ofMinutes(3));
            move(there, rider, north(2));
            assertThat(latitudeOf(rider)).isEqualTo(north(2).lat());

            move(there, rider, north(3));
            assertThat(latitudeOf(rider)).isEqualTo(north(2).lat());
        }
        assertThat(latitudeOf(rider)).isEqualTo(north(3).lat());
    }

    @Test
    void theSampleThatIsTakenAsTheServiceStopsArrives() {
        Person rider;
        try (ConfigurableApplicationContext instance = another(HARDLY_EVER)) {
            DeliveryApi there = instance.getBean(DeliveryApi.class);
            Person newcomer = there.person(Role.RIDER);
            move(there, newcomer, STORE);
            // From now on this instance knows Kafka's topics, and hands over in the time that there is.
            await().until(() -> samplesOf(newcomer).size() == 1);
            rider = there.riderAt(0.5);
            move(there, rider, north(1));
        }
        await().until(() -> samplesOf(rider).size() == 1);
    }

    @Test
    void aKafkaThatIsAwayCostsNothingButTheSamples() {
        try (ConfigurableApplicationContext instance =
                another("--homedelivery.delivery.locations.keep-every=200ms", Nowhere::new)) {
            DeliveryApi there = instance.getBean(DeliveryApi.class);
            Counter lost = instance.getBean(MeterRegistry.class)
                    .get("homedelivery.messaging.events.lost")
                    .counter();
            Person rider = there.riderAt(0.5);
            Ordered order = there.orderPickedUpBy(rider);
            AtomicInteger answered = new AtomicInteger();

            await().atMost(SOON).until(() -> {
                there.move(rider, order, north(1)).data();
                move(there, rider, north(2));
                answered.addAndGet(2);
                return lost.count() > 0;
            });

            assertThat(answered)
                    .as("positions that were answered while the first sample waited for Kafka")
                    .hasValueGreaterThan(5);
            await().until(() -> latitudeOf(rider).equals(north(2).lat()));
            assertThat(api.eventsAbout(order)).contains("delivery.in_transit");
        }
    }

    @Test
    void aPositionThatWaitedDoesNotGetIntoADeliveryThatIsOver() {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderPickedUpBy(rider);
        api.move(rider, order, north(1)).data();
        api.move(rider, order, DOOR).data();
        api.post("/deliveries/" + order.deliveryId() + "/deliver", rider, Map.of("otp", api.otpOf(order)))
                .data();

        job.run();

        assertThat(latitudeOf(order)).isNull();
        assertThat(api.track(order, order.customer()).has("currentLocation")).isFalse();
        assertThat(api.move(rider, order, DOOR).status()).isEqualTo(409);
        assertThat(moves.atOnce(order.deliveryId(), new RiderPosition(rider.id(), DOOR, clock.instant())))
                .isEmpty();
    }

    @Test
    void aPositionThatWaitedDoesNotGetIntoTheDeliveryOfAnotherRider() {
        Person former = api.riderAt(0.5);
        Ordered order = api.orderTakenBy(former);
        api.move(former, order, north(1)).data();
        Person next = api.riderAt(30);
        api.post("/deliveries/" + order.deliveryId() + "/assign", api.admin(), Map.of("riderId", next.id()))
                .data();

        job.run();

        assertThat(latitudeOf(order)).isNull();
        assertThat(api.move(former, order, north(1)).status()).isEqualTo(404);
    }

    @Test
    void aPositionOnTheWayToTheStoreIsNotOneOnTheWayToTheDoor() {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderTakenBy(rider);
        api.move(rider, order, north(3)).data();
        api.post("/deliveries/" + order.deliveryId() + "/pickup", rider, null).data();

        moves.together(List.of(new DeliveryPosition(
                order.deliveryId(),
                DeliveryStatus.ASSIGNED,
                new RiderPosition(rider.id(), north(3), clock.instant().plusSeconds(1)))));

        assertThat(latitudeOf(order)).isEqualTo(STORE.lat());
    }

    @Test
    void whoWasNeverSeenBeforeIsWrittenDown() {
        Person rider = api.person(Role.RIDER);

        move(api, rider, north(1));

        assertThat(latitudeOf(rider)).isEqualTo(north(1).lat());
    }

    private static void move(DeliveryApi at, Person rider, GeoPoint to) {
        at.put("/riders/me/location", rider, Map.of("lat", to.lat(), "lng", to.lng()))
                .data();
    }

    private Written write(Person rider, GeoPoint to, Instant seenAt, Instant now) {
        return positions.write(List.of(new RiderPosition(rider.id(), to, seenAt)), now, now.minusSeconds(5));
    }

    private static DeliveryPosition activeDeliveryCache(Person rider, Ordered order, GeoPoint to, Instant seenAt) {
        return new DeliveryPosition(
                order.deliveryId(), DeliveryStatus.IN_TRANSIT, new RiderPosition(rider.id(), to, seenAt));
    }

    private Double latitudeOf(Person rider) {
        return jdbc.sql("select lat from riders where id = ?")
                .param(rider.id())
                .query(Double.class)
                .single();
    }

    private @Nullable Double latitudeOf(Ordered order) {
        return (Double) jdbc.sql("select current_lat from deliveries where id = ?")
                .param(order.deliveryId())
                .query()
                .singleRow()
                .get("current_lat");
    }

    private List<EventRecord> samplesOf(Person rider) {
        String topic = topics.nameOf(EventStream.RIDER_LOCATIONS);
        try (Consumer<String, String> consumer = consumers.createConsumer()) {
            List<TopicPartition> partitions = consumer.listTopics().getOrDefault(topic, List.of()).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<EventRecord> samples = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (record.key().equals(rider.id().toString())) {
                        samples.add(KafkaEvents.read(record));
                    }
                });
            }
            return samples;
        }
    }

    private static ConfigurableApplicationContext another(String setting) {
        return another(setting, null);
    }

    private static ConfigurableApplicationContext another(String setting, @Nullable Supplier<Nowhere> kafka) {
        return new SpringApplicationBuilder(DeliveryServiceApplication.class, DeliveryServiceTest.Surroundings.class)
                .initializers(new RealServers(), context -> {
                    if (kafka != null) {
                        ((GenericApplicationContext) context)
                                .registerBean("nowhere", Nowhere.class, kafka, bean -> bean.setPrimary(true));
                    }
                })
                .run("--server.port=0", "--" + DeliveryServiceTest.FASTER, "--" + DeliveryServiceTest.PATIENT, setting);
    }

    /** A broker that does not answer. */
    private static final class Nowhere implements KafkaConnectionDetails {

        @Override
        public List<String> getBootstrapServers() {
            return List.of("localhost:1");
        }
    }
}
