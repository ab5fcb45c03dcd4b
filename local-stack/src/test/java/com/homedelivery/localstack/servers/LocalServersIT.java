package com.homedelivery.localstack.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.homedelivery.localstack.client.LocalServers;
import com.homedelivery.localstack.client.LocalStackException;
import com.homedelivery.localstack.client.RepositoryRoot;
import com.homedelivery.localstack.client.ServerAddresses;
import com.homedelivery.localstack.client.ServerPorts;
import com.homedelivery.localstack.client.ServersLease;
import com.homedelivery.localstack.client.ServersSpec;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of the daemon, with real processes. */
class LocalServersIT {

    private static final Path ROOT = RepositoryRoot.find();
    private static final Duration A_WHILE = Duration.ofSeconds(90);

    /** Idle is the daemon also before its first client, who has to find that it is ready first. */
    private static final Duration LONGER_THAN_IT_TAKES_TO_ASK = Duration.ofSeconds(5);

    @TempDir
    private Path state;

    @AfterEach
    void stopWhatRuns() {
        LocalServers.stop(throwaway(Duration.ofMinutes(1)));
        await().atMost(A_WHILE).until(() -> processesUnder(state).isEmpty());
    }

    @Test
    void twoClientsShareOneDaemonAndAreKeptApart() throws Exception {
        ServersSpec spec = throwaway(Duration.ofMinutes(1));

        try (ServersLease one = LocalServers.lease(ROOT, spec);
                ServersLease other = LocalServers.lease(ROOT, spec)) {
            assertThat(other.addresses()).isEqualTo(one.addresses());
            assertThat(other.createDatabase("order-service"))
                    .startsWith("order_service_")
                    .isNotEqualTo(one.createDatabase("order-service"));
            assertThat(other.redisDatabase()).isNotZero().isNotEqualTo(one.redisDatabase());
        }
    }

    @Test
    void whatWasLentIsTakenBackWithTheLease() throws Exception {
        try (ServersLease lasting = LocalServers.lease(ROOT, throwaway(Duration.ofMinutes(1)))) {
            ServersLease passing = LocalServers.lease(ROOT, throwaway(Duration.ofMinutes(1)));
            String database = passing.createDatabase("passing");
            int redis = passing.redisDatabase();

            passing.close();

            await().atMost(A_WHILE)
                    .untilAsserted(
                            () -> assertThat(databases(lasting.addresses())).doesNotContain(database));
            try (ServersLease next = LocalServers.lease(ROOT, throwaway(Duration.ofMinutes(1)))) {
                assertThat(next.redisDatabase()).isEqualTo(redis);
            }
        }
    }

    @Test
    void goesWhenNobodyHoldsALeaseAnyMore() {
        ServersSpec spec = throwaway(LONGER_THAN_IT_TAKES_TO_ASK);

        LocalServers.lease(ROOT, spec).close();

        await().atMost(A_WHILE).until(() -> processesUnder(state).isEmpty());
        assertThat(spec.portsFile()).doesNotExist();
        assertThat(LocalServers.running(spec)).isEmpty();
    }

    @Test
    void goesWhenItsStateIsWiped() throws Exception {
        ServersSpec spec = throwaway(Duration.ofMinutes(1));
        try (ServersLease _ = LocalServers.lease(ROOT, spec)) {
            Files.delete(spec.portsFile());

            await().atMost(A_WHILE).until(() -> processesUnder(state).isEmpty());
        }
    }

    @Test
    void daemonKilledInMidWorkIsReplacedAndNothingIsLost() throws Exception {
        ServersSpec spec = lasting();
        long killed;
        try (ServersLease lease = LocalServers.lease(ROOT, spec)) {
            killed = lease.addresses().daemonPid();
            writeEverywhere(lease.addresses());
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();
            await().atMost(A_WHILE).until(() -> LocalServers.running(spec).isEmpty());
        }
        List<Long> orphans = processesUnder(state);
        assertThat(orphans).isNotEmpty();

        try (ServersLease lease = LocalServers.lease(ROOT, spec)) {
            assertThat(lease.addresses().daemonPid()).isNotEqualTo(killed);
            assertThat(processesUnder(state)).doesNotContainAnyElementsOf(orphans);
            assertThat(number(lease.addresses(), "select n from kept")).isEqualTo(42);
            assertThat(topics(lease.addresses())).contains("kept");
        }
    }

    @Test
    void orderlyStopKeepsTheDataOfAllServers() throws Exception {
        ServersSpec spec = lasting();
        try (ServersLease lease = LocalServers.lease(ROOT, spec)) {
            writeEverywhere(lease.addresses());
            LocalServers.stop(spec);
        }
        await().atMost(A_WHILE).until(() -> processesUnder(state).isEmpty());

        try (ServersLease lease = LocalServers.lease(ROOT, spec)) {
            assertThat(number(lease.addresses(), "select n from kept")).isEqualTo(42);
            assertThat(topics(lease.addresses())).contains("kept");
            assertThat(documents(lease.addresses())).isEqualTo(1);
        }
    }

    @Test
    void saysWhereToLookWhenAServerCannotStart() throws Exception {
        Files.createDirectories(state.resolve("data"));
        Files.writeString(state.resolve("data/kafka"), "in the way");
        ServersSpec spec = lasting();

        assertThatThrownBy(() -> LocalServers.lease(ROOT, spec))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining(spec.daemonLog().toString())
                .hasMessageContaining("FileAlreadyExistsException");
        await().atMost(A_WHILE).until(() -> processesUnder(state).isEmpty());
    }

    private ServersSpec throwaway(Duration idleLimit) {
        return new ServersSpec(state, false, ServerPorts.anyFree(), List.of(), Optional.of(idleLimit));
    }

    private ServersSpec lasting() {
        return ServersSpec.forDevelopment(state, ServerPorts.anyFree(), List.of("shop"));
    }

    /** The daemon is a Java from elsewhere, but it names its state directory. */
    private static List<Long> processesUnder(Path state) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                                .command()
                                .filter(command -> command.startsWith(state.toString()))
                                .isPresent()
                        || process.info()
                                .commandLine()
                                .filter(line -> line.contains(state.toString()))
                                .isPresent())
                .map(ProcessHandle::pid)
                .toList();
    }

    private static void writeEverywhere(ServerAddresses addresses) throws Exception {
        try (Connection connection = shop(addresses)) {
            connection.createStatement().execute("create table kept (n int)");
            connection.createStatement().execute("insert into kept values (42)");
        }
        try (Admin admin = admin(addresses)) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get();
        }
        try (MongoClient mongo = MongoClients.create(addresses.mongoUri("shop"))) {
            mongo.getDatabase("shop").getCollection("kept").insertOne(new Document("n", 42));
        }
    }

    private static int number(ServerAddresses addresses, String query) throws SQLException {
        try (Connection connection = shop(addresses);
                ResultSet rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static List<String> databases(ServerAddresses addresses) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        addresses.jdbcUrl("postgres"), ServerAddresses.DATABASE_USERNAME, null);
                ResultSet rows =
                        connection.createStatement().executeQuery("select array_agg(datname::text) from pg_database")) {
            rows.next();
            return List.of((String[]) rows.getArray(1).getArray());
        }
    }

    private static Connection shop(ServerAddresses addresses) throws SQLException {
        return DriverManager.getConnection(
                addresses.jdbcUrl("shop"), ServerAddresses.DATABASE_USERNAME, ServerAddresses.DATABASE_PASSWORD);
    }

    private static Set<String> topics(ServerAddresses addresses) throws Exception {
        try (Admin admin = admin(addresses)) {
            return admin.listTopics().names().get();
        }
    }

    private static Admin admin(ServerAddresses addresses) {
        return Admin.create(Map.of("bootstrap.servers", addresses.kafkaBrokers()));
    }

    private static long documents(ServerAddresses addresses) {
        try (MongoClient mongo = MongoClients.create(addresses.mongoUri("shop"))) {
            return mongo.getDatabase("shop").getCollection("kept").countDocuments();
        }
    }
}
