package com.homedelivery.shared.messaging.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.RiderLocationEvent.RiderLocationSampled;
import com.homedelivery.shared.geo.GeoPoint;
import com.homedelivery.shared.messaging.outbox.MessagingServers;
import com.homedelivery.shared.testing.TcpProxy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class BestEffortPublisherIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String NOWHERE = "localhost:1";
    private static final String BEGINS = "Events that go straight to Kafka are lost";
    private static final String ENDS = "Kafka takes events again";

    @RegisterExtension
    static final MessagingServers servers = new MessagingServers("best-effort");

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final List<BestEffortPublisher> started = new ArrayList<>();
    private final UUID rider = UUID.randomUUID();

    @AfterEach
    void stop() {
        started.forEach(BestEffortPublisher::stop);
    }

    @Test
    void anEventArrivesAsTheContractHasIt() {
        Instant sampledAt = Instant.parse("2026-01-31T10:15:30.123Z");
        Instant before = Instant.now();

        publisher(servers.kafkaBrokers(), 10)
                .publish(new RiderLocationSampled(rider, new GeoPoint(40.7, -74.0), sampledAt));

        ConsumerRecord<String, String> record = await().atMost(SOON)
                .until(this::records, found -> !found.isEmpty())
                .getFirst();
        assertThat(record.key()).isEqualTo(rider.toString());
        assertThat(record.value())
                .isEqualTo("{\"riderId\":\"" + rider
                        + "\",\"location\":{\"lat\":40.7,\"lng\":-74.0},\"sampledAt\":\"2026-01-31T10:15:30.123Z\"}");
        assertThat(record.headers())
                .extracting(header -> header.key())
                .containsExactlyInAnyOrder(
                        "ce_id", "ce_type", "ce_source", "ce_time", "ce_specversion", "content-type");
        EventRecord event = KafkaRecordMapper.read(record);
        assertThat(event.event()).isEqualTo(new RiderLocationSampled(rider, new GeoPoint(40.7, -74.0), sampledAt));
        assertThat(event.metadata().type()).isEqualTo("rider.location_sampled");
        assertThat(event.metadata().source()).isEqualTo(MessagingServers.SOURCE);
        assertThat(event.metadata().subject()).isEqualTo(rider.toString());
        assertThat(event.metadata().time()).isBetween(before.minusMillis(1), Instant.now());
        assertThat(lost()).isZero();
    }

    @Test
    void limitsPendingSendsWhileKafkaIsUnavailableAndDropsTheRest() {
        BestEffortPublisher publisher = publisher(NOWHERE, 10);

        IntStream.range(0, 1_000).forEach(_ -> publish(publisher));

        assertThat(lost()).isGreaterThanOrEqualTo(990);
    }

    @Test
    void logsAnOutageOnceWhenItBeginsAndOnceWhenItEnds(CapturedOutput output) {
        String[] broker = servers.kafkaBrokers().split(":");
        try (TcpProxy proxy = new TcpProxy(broker[0], Integer.parseInt(broker[1]))) {
            proxy.cut();
            BestEffortPublisher publisher = publisher("localhost:" + proxy.port(), 5);
            IntStream.range(0, 100).forEach(_ -> publish(publisher));
            assertThat(lost()).isGreaterThanOrEqualTo(95);
            await().atMost(SOON).until(() -> lost() == 100);

            proxy.mend();
            publish(publisher);
            await().atMost(SOON).until(() -> {
                publish(publisher);
                return output.getAll().contains(ENDS);
            });

            await().atMost(SOON).until(() -> !records().isEmpty());
            assertThat(output.getAll()).containsOnlyOnce(BEGINS).containsOnlyOnce(ENDS);
        }
    }

    private BestEffortPublisher publisher(String brokers, int most) {
        BestEffortPublisher publisher = new BestEffortPublisher(
                servers.kafka(brokers),
                servers.topics,
                KafkaFixtures.topics(servers.kafkaAdmin(brokers), servers.topics),
                MessagingServers.NO_TRACES,
                Clock.systemUTC(),
                MessagingServers.SOURCE,
                metrics,
                most);
        started.add(publisher);
        publisher.start();
        return publisher;
    }

    private void publish(BestEffortPublisher publisher) {
        publisher.publish(new RiderLocationSampled(rider, new GeoPoint(40.7, -74.0), Instant.now()));
    }

    private double lost() {
        return metrics.get("homedelivery.kafka.events.lost").counter().count();
    }

    private List<ConsumerRecord<String, String>> records() {
        return servers.records(EventStream.RIDER_LOCATIONS).stream()
                .filter(record -> record.key().equals(rider.toString()))
                .toList();
    }
}
