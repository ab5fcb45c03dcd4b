package com.homedelivery.delivery.application;

import static com.homedelivery.delivery.DeliveryScenario.DOOR;
import static com.homedelivery.delivery.DeliveryScenario.STORE;
import static com.homedelivery.delivery.DeliveryScenario.north;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.delivery.DeliveryInstance;
import com.homedelivery.delivery.DeliveryScenario;
import com.homedelivery.delivery.DeliveryScenario.Ordered;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.RedisCommandCount;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What positions cost the database and Redis, counted: an instance with a database of its own, whose jobs rest. */
class PositionCostIT {

    private static final String SERVICE = "delivery-costs";
    private static final int POSITIONS = 200;
    /** Those that nobody else sends meanwhile, except for {@code set}. */
    private static final String COMMANDS_OF_POSITIONS = "set|publish|zrem|geoadd|geosearch";

    private static DeliveryInstance service;
    private static Statistics statistics;
    private static MeterRegistry metrics;

    private final DeliveryScenario scenario = service.scenario();
    private final StringRedisTemplate redis = service.bean(StringRedisTemplate.class);

    @BeforeAll
    static void start() {
        service = DeliveryInstance.start(
                "spring.application.name=" + SERVICE,
                "spring.jpa.properties.hibernate.generate_statistics=true",
                "homedelivery.messaging.relay.poll-interval=15s",
                "homedelivery.delivery.dispatch.sweep-every=1h",
                "homedelivery.delivery.supervision.sweep-every=1h",
                "homedelivery.delivery.tracking.look-for-deliveries-every=1h",
                "homedelivery.delivery.riders.max-position-age=3h",
                "homedelivery.delivery.locations.flush-interval=1h",
                "homedelivery.delivery.locations.max-staleness=1h",
                "homedelivery.delivery.locations.announce-every=1h");
        statistics = service.bean(EntityManagerFactory.class)
                .unwrap(SessionFactory.class)
                .getStatistics();
        metrics = service.bean(MeterRegistry.class);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @AfterEach
    void endAll() {
        scenario.endAll();
    }

    @Test
    void aPositionOnTheWayToTheStoreIsOneReadWithoutATransaction() {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderAcceptedBy(rider);

        eachIsOneReadWithoutATransaction(
                () -> scenario.move(rider, order, STORE).data());
        assertThat(connectionsForEach(() -> scenario.move(rider, order, STORE).data()))
                .isEqualTo(1);
    }

    @Test
    void aPositionOnTheWayToTheDoorAsksTheDatabaseForNothing() {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderPickedUpBy(rider);
        scenario.move(rider, order, north(1)).data();

        each(() -> scenario.move(rider, order, DOOR).data(), 0);
        assertThat(connectionsForEach(() -> scenario.move(rider, order, DOOR).data()))
                .isZero();
    }

    @Test
    void aPositionIsWrittenToRedisAndPublishedAndThatIsAll() {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderAcceptedBy(rider);
        // Else it is removed from the index while the commands are counted.
        awaitNotInIndex(rider);

        assertThat(redisCommandsOf(() -> times(
                        POSITIONS, () -> scenario.move(rider, order, STORE).data())))
                .isEqualTo(Map.of("set", 1L));
        scenario.pickUp(rider, order).data();
        scenario.move(rider, order, north(1)).data();
        assertThat(redisCommandsOf(() ->
                        times(POSITIONS, () -> scenario.move(rider, order, DOOR).data())))
                .isEqualTo(Map.of("set", 1L, "publish", 1L));
        ApiClient free = scenario.riderAt(0.5);
        assertThat(redisCommandsOf(() ->
                        times(POSITIONS, () -> scenario.move(free, north(1)).data())))
                .isEqualTo(Map.of("set", 1L, "geoadd", 1L));
    }

    @Test
    void aPositionOfARiderWhoHasNothingToCarryIsOneReadWithoutATransaction() {
        ApiClient rider = scenario.riderAt(0.5);

        eachIsOneReadWithoutATransaction(() -> scenario.move(rider, north(1)).data());
        assertThat(connectionsForEach(() -> scenario.move(rider, north(1)).data()))
                .isEqualTo(1);
    }

    @Test
    void positionsOfManyRidersAreWrittenDownTogether() {
        List<ApiClient> riders =
                Stream.generate(() -> scenario.riderAt(0.5)).limit(100).toList();
        WritePositionsJob job = service.bean(WritePositionsJob.class);
        riders.forEach(rider -> scenario.move(rider, north(1)).data());

        assertThat(connectionsFor(job::run)).isLessThan(riders.size() / 2);

        assertThat(service.bean(JdbcClient.class)
                        .sql("select count(*) from riders where online and lat = ?")
                        .param(north(1).lat())
                        .query(Integer.class)
                        .single())
                .isEqualTo(riders.size());
    }

    private static void eachIsOneReadWithoutATransaction(Runnable position) {
        each(position, 1);
    }

    /** Tried again where a job of the service came in between. */
    private static void each(Runnable position, int statements) {
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            statistics.clear();
            times(50, position);
            assertThat(statistics.getPrepareStatementCount()).isEqualTo(50L * statements);
            assertThat(statistics.getTransactionCount()).isZero();
        });
    }

    private static void times(int count, Runnable position) {
        IntStream.range(0, count).forEach(_ -> position.run());
    }

    /** For one position: what jobs do now and then does not make up for a whole connection each. */
    private static long connectionsForEach(Runnable position) {
        return connectionsFor(() -> times(POSITIONS, position)) / POSITIONS;
    }

    /**
     * How often the database was turned to meanwhile: without a transaction for one statement, with one for all of it. What
     * consumers and relays do does not count, for it takes time, not positions.
     */
    private static long connectionsFor(Runnable work) {
        long before = connectionsTaken();
        work.run();
        return connectionsTaken() - before;
    }

    private static long connectionsTaken() {
        return metrics.get("hikaricp.connections.acquire").timers().stream()
                .filter(pool -> !"background".equals(pool.getId().getTag("pool")))
                .mapToLong(Timer::count)
                .sum();
    }

    private void awaitNotInIndex(ApiClient rider) {
        await().until(() ->
                redis.opsForZSet().score("delivery:riders:free", rider.userId().toString()) == null);
    }

    /** For one position: what others send now and then does not make up for a whole command each. */
    private Map<String, Long> redisCommandsOf(Runnable positions) {
        Map<String, Long> sent = new RedisCommandCount(redis, COMMANDS_OF_POSITIONS).during(positions);
        sent.replaceAll((_, calls) -> calls / POSITIONS);
        sent.values().removeIf(calls -> calls == 0);
        return sent;
    }
}
