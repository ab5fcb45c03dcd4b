package com.homedelivery.delivery.application;

import static com.homedelivery.delivery.DeliveryApi.DOOR;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What positions cost the database, counted: an instance with a database of its own, whose jobs rest. */
class PositionCostIT {

    private static final String SERVICE = "delivery-costs";
    private static final int POSITIONS = 200;
    /** Commits of the relays, which look for events every 15 seconds here, of PostgreSQL itself, and of who counts. */
    private static final long OTHERS = 90;

    private static ConfigurableApplicationContext service;
    private static Statistics statistics;
    private static String databaseName;
    /** In another database, so that to look does not count. */
    private static JdbcClient elsewhere;

    private final DeliveryApi api = service.getBean(DeliveryApi.class);
    private final DataSource database = service.getBean(DataSource.class);

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
    void aPositionOnTheWayIsOneReadWithoutATransaction() {
        Person rider = api.riderAt(0.5);
        Ordered order = api.orderPickedUpBy(rider);
        api.move(rider, order, north(1)).data();

        eachIsOneReadWithoutATransaction(() -> api.move(rider, order, DOOR).data());
        assertThat(commitsOf(() ->
                        times(POSITIONS, () -> api.move(rider, order, DOOR).data())))
                .isBetween((long) POSITIONS, POSITIONS + OTHERS);
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

    /** Tried again where a job of the service came in between. */
    private static void eachIsOneReadWithoutATransaction(Runnable position) {
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            statistics.clear();
            times(50, position);
            assertThat(statistics.getPrepareStatementCount()).isEqualTo(50);
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

    private void move(Person rider, GeoPoint to) {
        api.put("/riders/me/location", rider, Map.of("lat", to.lat(), "lng", to.lng()))
                .data();
    }
}
