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
import com.homedelivery.shared.geo.GeoPoint;
import com.homedelivery.shared.testing.RealServers;
import com.homedelivery.shared.testing.TestServers;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What positions cost the database and Redis, counted: an instance with a database of its own, whose jobs rest. */
class PositionCostIT {

    private static final String SERVICE = "delivery-costs";
    private static final int POSITIONS = 200;
    /** Commits of the relays, which look for events every 15 seconds here, of PostgreSQL itself, and of who counts. */
    private static final long OTHERS = 90;

    /** Those that nobody else sends meanwhile, but for {@code set}. */
    private static final Pattern COMMANDS_OF_POSITIONS = Pattern.compile("cmdstat_(set|publish|zrem|geoadd|geosearch)");

    private static final Pattern CALLS = Pattern.compile("calls=(\\d+),.*");

    private static ConfigurableApplicationContext service;
    private static Statistics statistics;
    private static String databaseName;
    /** In another database, so that to look does not count. */
    private static JdbcClient elsewhere;

    private final DeliveryApi api = service.getBean(DeliveryApi.class);
    private final DataSource database = service.getBean(DataSource.class);
    private final StringRedisTemplate redis = service.getBean(StringRedisTemplate.class);

    @BeforeAll
    static void start() {
        service = new SpringApplicationBuilder(DeliveryServiceApplication.class, DeliveryServiceTest.Surroundings.class)
                .initializers(new RealServers())
                .run(
                        "--server.port=0",
                        "--spring.application.name=" + SERVICE,
                        "--spring.jpa.properties.hibernate.generate_statistics=true",
                        "--homedelivery.messaging.relay.poll=15s",
                        "--homedelivery.delivery.dispatch.sweep-every=1h",
                        "--homedelivery.delivery.supervision.sweep-every=1h",
                        "--homedelivery.delivery.tracking.look-for-deliveries-every=1h",
                        "--homedelivery.delivery.riders.silent-after=3h",
                        "--homedelivery.delivery.locations.keep-every=1h",
                        "--homedelivery.delivery.locations.trust-for=1h",
                        "--homedelivery.delivery.locations.announce-every=1h");
        statistics = service.getBean(EntityManagerFactory.class)
                .unwrap(SessionFactory.class)
                .getStatistics();
        databaseName = service.getBean(JdbcClient.class)
                .sql("select current_database()")
                .query(String.class)
                .single();
        TestServers.Database other = TestServers.current().postgresDatabase("observer");
        elsewhere = JdbcClient.create(new DriverManagerDataSource(other.jdbcUrl(), other.username(), other.password()));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @AfterEach
    void closingTime() {
        api.closingTime();
    }

    @Test
    void aPositionOnTheWayToTheStoreIsOneReadWithoutATransaction() {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderTakenBy(rider);

        eachIsOneReadWithoutATransaction(() -> api.move(rider, order, STORE).data());
        assertThat(commitsOf(() ->
                        times(POSITIONS, () -> api.move(rider, order, STORE).data())))
                .isBetween((long) POSITIONS, POSITIONS + OTHERS);
    }

    @Test
    void aPositionOnTheWayToTheDoorAsksTheDatabaseForNothing() {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderPickedUpBy(rider);
        api.move(rider, order, north(1)).data();

        each(() -> api.move(rider, order, DOOR).data(), 0);
        assertThat(commitsOf(() ->
                        times(POSITIONS, () -> api.move(rider, order, DOOR).data())))
                .isLessThan(OTHERS);
    }

    @Test
    void aPositionIsWrittenToRedisAndPublishedAndThatIsAll() {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderTakenBy(rider);
        // Else it is taken off the map while the commands are counted.
        awaitOffTheMap(rider);

        assertThat(redisCommandsOf(() ->
                        times(POSITIONS, () -> api.move(rider, order, STORE).data())))
                .isEqualTo(Map.of("set", 1L));
        api.post("/deliveries/" + order.deliveryId() + "/pickup", rider, null).data();
        api.move(rider, order, north(1)).data();
        assertThat(redisCommandsOf(() ->
                        times(POSITIONS, () -> api.move(rider, order, DOOR).data())))
                .isEqualTo(Map.of("set", 1L, "publish", 1L));
        Person free = api.riderAt(0.5);
        assertThat(redisCommandsOf(() -> times(POSITIONS, () -> move(free, north(1)))))
                .isEqualTo(Map.of("set", 1L, "geoadd", 1L));
    }

    @Test
    void aPositionOfARiderWhoHasNothingToCarryIsOneReadWithoutATransaction() {
        Person rider = api.riderAt(0.5);

        eachIsOneReadWithoutATransaction(() -> move(rider, north(1)));
        assertThat(commitsOf(() -> times(POSITIONS, () -> move(rider, north(1)))))
                .isBetween((long) POSITIONS, POSITIONS + OTHERS);
    }

    @Test
    void positionsOfManyRidersAreWrittenDownByOneStatement() {
        List<Person> riders = Stream.generate(() -> api.riderAt(0.5)).limit(100).toList();
        PositionJob job = service.getBean(PositionJob.class);
        riders.forEach(rider -> move(rider, north(1)));

        assertThat(commitsOf(job::run)).isLessThan(OTHERS);

        assertThat(service.getBean(JdbcClient.class)
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

    private long commitsOf(Runnable work) {
        endSessions();
        long before = commits();
        work.run();
        endSessions();
        return commits() - before;
    }

    /** Ends the sessions of requests: only then it is certain that PostgreSQL has counted their transactions. */
    private void endSessions() {
        List<Integer> sessions = new ArrayList<>();
        List<Connection> connections = new ArrayList<>();
        try {
            HikariDataSource pool = database.unwrap(HikariDataSource.class);
            for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
                Connection connection = pool.getConnection();
                connections.add(connection);
                sessions.add(JdbcClient.create(new SingleConnectionDataSource(connection, true))
                        .sql("select pg_backend_pid()")
                        .query(Integer.class)
                        .single());
            }
            for (Connection connection : connections) {
                connection.close();
            }
            pool.getHikariPoolMXBean().softEvictConnections();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        await().atMost(Duration.ofMinutes(1))
                .until(() -> elsewhere
                                .sql("select count(*) from pg_stat_activity where pid in (:sessions)")
                                .param("sessions", sessions)
                                .query(Integer.class)
                                .single()
                        == 0);
    }

    private static long commits() {
        return elsewhere
                .sql("select xact_commit from pg_stat_database where datname = ?")
                .param(databaseName)
                .query(Long.class)
                .single();
    }

    private void awaitOffTheMap(Person rider) {
        await().until(() ->
                redis.opsForZSet().score("delivery:riders:free", rider.id().toString()) == null);
    }

    /** For one position: what others send now and then does not make up for a whole command each. */
    private Map<String, Long> redisCommandsOf(Runnable positions) {
        Map<String, Long> before = redisCommands();
        positions.run();
        Map<String, Long> sent = redisCommands();
        before.forEach((command, calls) -> sent.merge(command, -calls, Long::sum));
        sent.replaceAll((_, calls) -> calls / POSITIONS);
        sent.values().removeIf(calls -> calls == 0);
        return sent;
    }

    private Map<String, Long> redisCommands() {
        Properties statistics = redis.execute((RedisCallback<Properties>)
                connection -> connection.serverCommands().info("commandstats"));
        Map<String, Long> calls = new TreeMap<>();
        statistics.forEach((name, value) -> {
            Matcher command = COMMANDS_OF_POSITIONS.matcher((String) name);
            Matcher number = CALLS.matcher((String) value);
            if (command.matches() && number.matches()) {
                calls.put(command.group(1), Long.valueOf(number.group(1)));
            }
        });
        return calls;
    }

    private void move(Person rider, GeoPoint to) {
        api.put("/riders/me/location", rider, Map.of("lat", to.lat(), "lng", to.lng()))
                .data();
    }
}
