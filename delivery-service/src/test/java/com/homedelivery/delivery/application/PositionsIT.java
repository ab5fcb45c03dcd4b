package com.homedelivery.delivery.application;

import static com.homedelivery.delivery.DeliveryScenario.DOOR;
import static com.homedelivery.delivery.DeliveryScenario.STORE;
import static com.homedelivery.delivery.DeliveryScenario.north;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.delivery.DeliveryInstance;
import com.homedelivery.delivery.DeliveryScenario;
import com.homedelivery.delivery.DeliveryScenario.Ordered;
import com.homedelivery.delivery.DeliveryServiceTest;
import com.homedelivery.delivery.application.RiderPositionStore.Written;
import com.homedelivery.delivery.domain.DeliveryStatus;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.RiderLocationEvent.RiderLocationSampled;
import com.homedelivery.shared.geo.GeoPoint;
import com.homedelivery.shared.messaging.kafka.EventRecord;
import com.homedelivery.shared.messaging.kafka.KafkaRecordMapper;
import com.homedelivery.shared.messaging.kafka.TopicNames;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.RealServers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Positions in the database and in Kafka. */
class PositionsIT extends DeliveryServiceTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String HARDLY_EVER = "homedelivery.delivery.locations.flush-interval=50s";

    @Autowired
    WritePositionsJob job;

    @Autowired
    RiderPositionStore positions;

    @Autowired
    MoveDelivery moves;

    @Autowired
    ConsumerFactory<String, String> consumers;

    @Autowired
    TopicNames topics;

    @Test
    void aSampleGoesToKafkaAsTheContractHasItAndNotThroughTheOutbox() {
        ApiClient rider = scenario.riderAt(0.5);
        Instant before = clock.instant();

        // What Kafka does not take is lost: then the next one gets there.
        EventRecord sample = await().until(
                        () -> {
                            scenario.move(rider, north(1)).data();
                            job.run();
                            return samplesOf(rider);
                        },
                        found -> !found.isEmpty())
                .getFirst();

        assertThat(sample.metadata().type()).isEqualTo("rider.location_sampled");
        assertThat(sample.metadata().source()).isEqualTo("delivery-service");
        assertThat(sample.metadata().subject()).isEqualTo(rider.userId().toString());
        assertThat(sample.event()).isInstanceOfSatisfying(RiderLocationSampled.class, event -> {
            assertThat(event.riderId()).isEqualTo(rider.userId());
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
        ApiClient rider = scenario.riderAt(0.5);
        Instant seenAt = clock.instant().plusSeconds(60);

        assertThat(write(rider, north(1), seenAt, seenAt).sampled()).containsExactly(rider.userId());
        assertThat(write(rider, north(2), seenAt.plusSeconds(1), seenAt.plusMillis(4_999))
                        .sampled())
                .isEmpty();
        assertThat(scenario.latitudeOf(rider)).isEqualTo(north(2).lat());
        assertThat(write(rider, north(3), seenAt.plusSeconds(2), seenAt.plusSeconds(5))
                        .sampled())
                .containsExactly(rider.userId());
    }

    @Test
    void theDatabaseCatchesUpByItself() {
        ApiClient idle = scenario.riderAt(0.5);
        ApiClient busy = scenario.riderAt(0.6);
        Ordered order = scenario.orderPickedUpBy(busy);
        scenario.move(busy, order, north(1)).data();

        scenario.move(idle, north(3)).data();
        scenario.move(busy, order, north(2)).data();

        await().atMost(SOON).until(() -> scenario.latitudeOf(idle).equals(north(3).lat()));
        await().atMost(SOON).until(() -> north(2).lat() == scenario.latitudeOf(order));
        await().atMost(SOON).until(() -> scenario.latitudeOf(busy).equals(north(2).lat()));
        assertThat(jdbc.sql("select travelled_km from deliveries where id = ?")
                        .param(order.deliveryId())
                        .query(Double.class)
                        .single())
                .isBetween(1.9, 2.1);
    }

    @Test
    void aPositionThatComesLateDoesNotTakeARiderBack() {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderPickedUpBy(rider);
        scenario.move(rider, order, north(1)).data();
        // Or it would lock the rider's row just when the next position is to be written.
        job.run();
        Instant seenAt = clock.instant().plusSeconds(60);
        write(rider, north(3), seenAt, seenAt);
        moves.moveAll(List.of(inTransit(rider, order, north(3), seenAt)));

        Written late = write(rider, north(2), seenAt.minusMillis(1), seenAt.plusSeconds(9));
        DeliveryPosition lateOnTheWay = inTransit(rider, order, north(2), seenAt.minusMillis(1));

        assertThat(late.settled()).containsExactly(rider.userId());
        assertThat(late.sampled()).isEmpty();
        assertThat(moves.moveAll(List.of(lateOnTheWay))).containsExactly(lateOnTheWay);
        assertThat(scenario.latitudeOf(rider)).isEqualTo(north(3).lat());
        assertThat(scenario.latitudeOf(order)).isEqualTo(north(3).lat());
    }

    @Test
    void aRiderWhomSomebodyElseIsChangingWaitsForTheNextTime(@Autowired TransactionTemplate transaction) {
        ApiClient locked = scenario.riderAt(0.5);
        ApiClient free = scenario.riderAt(0.6);
        transaction.executeWithoutResult(_ -> {
            jdbc.sql("select id from riders where id = ? for update")
                    .param(locked.userId())
                    .query(UUID.class)
                    .single();
            CompletableFuture.runAsync(() -> {
                        scenario.move(locked, north(1)).data();
                        scenario.move(free, north(1)).data();
                        job.run();
                    })
                    .join();
            assertThat(scenario.latitudeOf(free)).isEqualTo(north(1).lat());
            assertThat(scenario.latitudeOf(locked)).isEqualTo(north(0.5).lat());
        });

        job.run();

        assertThat(scenario.latitudeOf(locked)).isEqualTo(north(1).lat());
    }

    @Test
    void forHowLongNothingCouldBeWrittenIsMeasured() {
        try (DeliveryInstance instance = start(HARDLY_EVER)) {
            PositionBuffer buffer = instance.bean(PositionBuffer.class);
            WritePositionsJob jobThere = instance.bean(WritePositionsJob.class);
            TimeGauge age = instance.bean(MeterRegistry.class)
                    .get("homedelivery.delivery.positions.written.age")
                    .timeGauge();
            // A time that PostgreSQL does not know.
            RiderPosition refused = new RiderPosition(UUID.randomUUID(), STORE, Instant.MAX);
            buffer.add(refused);
            await().until(() -> {
                clock.putForward(Duration.ofMinutes(1));
                jobThere.run();
                return age.value(TimeUnit.SECONDS) >= 60;
            });

            buffer.remove(refused);
            jobThere.run();

            assertThat(age.value(TimeUnit.SECONDS)).isLessThan(60);
        }
    }

    @Test
    void whatWaitsIsWrittenDownAtOnceAfterASilenceAndWhenTheServiceStops() {
        ApiClient rider;
        try (DeliveryInstance instance = start(HARDLY_EVER)) {
            DeliveryScenario there = instance.scenario();
            rider = there.riderAt(0.5);
            there.move(rider, north(1)).data();
            assertThat(scenario.latitudeOf(rider)).isEqualTo(north(0.5).lat());

            clock.putForward(Duration.ofMinutes(3));
            there.move(rider, north(2)).data();
            assertThat(scenario.latitudeOf(rider)).isEqualTo(north(2).lat());

            there.move(rider, north(3)).data();
            assertThat(scenario.latitudeOf(rider)).isEqualTo(north(2).lat());
        }
        assertThat(scenario.latitudeOf(rider)).isEqualTo(north(3).lat());
    }

    @Test
    void theSampleThatIsTakenAsTheServiceStopsArrives() {
        ApiClient rider;
        try (DeliveryInstance instance = start(HARDLY_EVER)) {
            DeliveryScenario there = instance.scenario();
            ApiClient newcomer = there.api().asRider();
            there.move(newcomer, STORE).data();
            // From now on this instance knows Kafka's topics, and hands over in the time that there is.
            await().until(() -> samplesOf(newcomer).size() == 1);
            rider = there.riderAt(0.5);
            there.move(rider, north(1)).data();
        }
        await().until(() -> samplesOf(rider).size() == 1);
    }

    @Test
    void aKafkaThatIsAwayCostsNothingButTheSamples() {
        try (DeliveryInstance instance = startWithoutKafka("homedelivery.delivery.locations.flush-interval=200ms")) {
            DeliveryScenario there = instance.scenario();
            Counter lost = instance.bean(MeterRegistry.class)
                    .get("homedelivery.kafka.events.lost")
                    .counter();
            ApiClient rider = there.riderAt(0.5);
            Ordered order = there.orderPickedUpBy(rider);
            AtomicInteger answered = new AtomicInteger();

            await().atMost(SOON).until(() -> {
                there.move(rider, order, north(1)).data();
                there.move(rider, north(2)).data();
                answered.addAndGet(2);
                return lost.count() > 0;
            });

            assertThat(answered)
                    .as("positions that were answered while the first sample waited for Kafka")
                    .hasValueGreaterThan(5);
            await().until(() -> scenario.latitudeOf(rider).equals(north(2).lat()));
            assertThat(scenario.eventsAbout(order)).contains("delivery.in_transit");
        }
    }

    @Test
    void aPositionThatWaitedDoesNotGetIntoADeliveryThatIsOver() {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderPickedUpBy(rider);
        scenario.move(rider, order, north(1)).data();
        scenario.move(rider, order, DOOR).data();
        scenario.handOver(rider, order).data();

        job.run();

        assertThat(scenario.latitudeOf(order)).isNull();
        assertThat(scenario.track(order, order.customer()).has("currentLocation"))
                .isFalse();
        assertThat(scenario.move(rider, order, DOOR).status()).isEqualTo(409);
        assertThat(moves.moveNow(order.deliveryId(), new RiderPosition(rider.userId(), DOOR, clock.instant())))
                .isEmpty();
    }

    @Test
    void aPositionThatWaitedDoesNotGetIntoTheDeliveryOfAnotherRider() {
        ApiClient former = scenario.riderAt(0.5);
        Ordered order = scenario.orderAcceptedBy(former);
        scenario.move(former, order, north(1)).data();
        ApiClient next = scenario.riderAt(30);
        scenario.assign(order, next).data();

        job.run();

        assertThat(scenario.latitudeOf(order)).isNull();
        assertThat(scenario.move(former, order, north(1)).status()).isEqualTo(404);
    }

    @Test
    void aPositionOnTheWayToTheStoreIsNotOneOnTheWayToTheDoor() {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderAcceptedBy(rider);
        scenario.move(rider, order, north(3)).data();
        scenario.pickUp(rider, order).data();

        moves.moveAll(List.of(new DeliveryPosition(
                order.deliveryId(),
                DeliveryStatus.ASSIGNED,
                new RiderPosition(rider.userId(), north(3), clock.instant().plusSeconds(1)))));

        assertThat(scenario.latitudeOf(order)).isEqualTo(STORE.lat());
    }

    @Test
    void whoWasNeverSeenBeforeIsWrittenDown() {
        ApiClient rider = api.asRider();

        scenario.move(rider, north(1)).data();

        assertThat(scenario.latitudeOf(rider)).isEqualTo(north(1).lat());
    }

    private Written write(ApiClient rider, GeoPoint to, Instant seenAt, Instant now) {
        return positions.write(List.of(new RiderPosition(rider.userId(), to, seenAt)), now, now.minusSeconds(5));
    }

    private static DeliveryPosition inTransit(ApiClient rider, Ordered order, GeoPoint to, Instant seenAt) {
        return new DeliveryPosition(
                order.deliveryId(), DeliveryStatus.IN_TRANSIT, new RiderPosition(rider.userId(), to, seenAt));
    }

    private List<EventRecord> samplesOf(ApiClient rider) {
        String topic = topics.of(EventStream.RIDER_LOCATIONS);
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
                    if (record.key().equals(rider.userId().toString())) {
                        samples.add(KafkaRecordMapper.read(record));
                    }
                });
            }
            return samples;
        }
    }

    private static DeliveryInstance start(String setting) {
        return DeliveryInstance.start(
                DeliveryServiceTest.FAST_DISPATCH, DeliveryServiceTest.LONG_REDIS_TIMEOUT, setting);
    }

    private static DeliveryInstance startWithoutKafka(String setting) {
        return DeliveryInstance.start(
                context -> {
                    new RealServers().initialize(context);
                    ((GenericApplicationContext) context)
                            .registerBean(
                                    "unreachable",
                                    UnreachableKafka.class,
                                    UnreachableKafka::new,
                                    bean -> bean.setPrimary(true));
                },
                DeliveryServiceTest.FAST_DISPATCH,
                DeliveryServiceTest.LONG_REDIS_TIMEOUT,
                setting);
    }

    /** A broker that does not answer. */
    private static final class UnreachableKafka implements KafkaConnectionDetails {

        @Override
        public List<String> getBootstrapServers() {
            return List.of("localhost:1");
        }
    }
}
