package com.homedelivery.localstack.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.homedelivery.localstack.client.LocalServers;
import com.homedelivery.localstack.client.LocalStackException;
import com.homedelivery.localstack.client.Processes;
import com.homedelivery.localstack.client.ServerAddresses;
import com.homedelivery.localstack.client.ServersLease;
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
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of the daemon, with real processes. */
class LocalServersIT {

    private static final Duration A_WHILE = Duration.ofSeconds(90);

    /** Idle is the daemon also before its first client, who has to find that it is ready first. */
    private static final Duration LONGER_THAN_IT_TAKES_TO_ASK = Duration.ofSeconds(5);

    @TempDir
    private Path state;

    @AfterEach
    void stopWhatRuns() {
        throwaway(Duration.ofMinutes(1)).stop();
        await().atMost(A_WHILE).until(() -> processesUnder(state).isEmpty());
    }

    @Test
    void twoClientsShareOneDaemonAndAreKeptApart() throws Exception {
        LocalServers servers = throwaway(Duration.ofMinutes(1));

        try (ServersLease one = servers.lease();
                ServersLease other = servers.lease()) {
            assertThat(other.addresses()).isEqualTo(one.addresses());
            assertThat(other.createDatabase("order-service"))
                    .startsWith("order_service_")
                    .isNotEqualTo(one.createDatabase("order-service"));
            assertThat(other.redisDatabase()).isNotZero().isNotEqualTo(one.redisDatabase());
        }
    }

    @Test
    void whatWasLentIsTakenBackWithTheLease() throws Exception {
        try (ServersLease lasting = throwaway(Duration.ofMinutes(1)).lease()) {
            ServersLease passing = throwaway(Duration.ofMinutes(1)).lease();
            String database = passing.createDatabase("passing");
            int redis = passing.redisDatabase();

            passing.close();

            await().atMost(A_WHILE)
                    .untilAsserted(
                            () -> assertThat(databases(lasting.addresses())).doesNotContain(database));
            try (ServersLease next = throwaway(Duration.ofMinutes(1)).lease()) {
                assertThat(next.redisDatabase()).isEqualTo(redis);
            }
        }
    }

    @Test
    void goesWhenNobodyHoldsALeaseAnyMore() {
        LocalServers servers = throwaway(LONGER_THAN_IT_TAKES_TO_ASK);

        servers.lease().close();

        await().atMost(A_WHILE).until(() -> processesUnder(state).isEmpty());
        assertThat(servers.portsFile()).doesNotExist();
        assertThat(servers.running()).isEmpty();
    }

    /** Such a daemon is left when its starter is killed before it has noted the process. */
    @Test
    void aDaemonThatNobodyKnowsOfLeavesBeforeAnotherTouchesItsData() throws Exception {
        LocalServers servers = lasting();
        ProcessHandle unknown;
        try (ServersLease lease = servers.lease()) {
            writeEverywhere(lease.addresses());
            unknown = servers.daemon().find().orElseThrow();
            Files.delete(state.resolve("daemon.pid"));
        }

        try (ServersLease lease = servers.lease()) {
            assertThat(Processes.isAlive(unknown)).isFalse();
            assertThat(number(lease.addresses(), "select n from kept")).isEqualTo(42);
            assertThat(topics(lease.addresses())).contains("kept");
        }
    }

    @Test
    void whatLiesAmongTheLeasesIsLeftAlone() throws Exception {
        LocalServers servers = throwaway(LONGER_THAN_IT_TAKES_TO_ASK);
        Path stray = Files.createDirectories(state.resolve("leases/.DS_Store"));

        servers.lease().close();

        await().atMost(A_WHILE).until(() -> processesUnder(state).isEmpty());
        assertThat(Files.readString(servers.logOf("daemon"))).contains("Nobody needs the servers any more");
        assertThat(stray).exists();
    }

    @Test
    void goesWhenItsStateIsWiped() throws Exception {
        LocalServers servers = throwaway(Duration.ofMinutes(1));
        try (ServersLease _ = servers.lease()) {
            Files.delete(servers.portsFile());

            await().atMost(A_WHILE).until(() -> processesUnder(state).isEmpty());
        }
    }

    @Test
    void daemonKilledInMidWorkIsReplacedAndNothingIsLost() throws Exception {
        LocalServers servers = lasting();
        long killed;
        try (ServersLease lease = servers.lease()) {
            killed = servers.daemon().find().orElseThrow().pid();
            writeEverywhere(lease.addresses());
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();
            await().atMost(A_WHILE).until(() -> servers.running().isEmpty());
        }
        List<Long> orphans = processesUnder(state);
        assertThat(orphans).isNotEmpty();

        try (ServersLease lease = servers.lease()) {
            assertThat(servers.daemon().find().orElseThrow().pid()).isNotEqualTo(killed);
            assertThat(processesUnder(state)).doesNotContainAnyElementsOf(orphans);
            assertThat(number(lease.addresses(), "select n from kept")).isEqualTo(42);
            assertThat(topics(lease.addresses())).contains("kept");
        }
    }

    @Test
    void orderlyStopKeepsTheDataOfAllServers() throws Exception {
        LocalServers servers = lasting();
        try (ServersLease lease = servers.lease()) {
            writeEverywhere(lease.addresses());
            servers.stop();
        }
        await().atMost(A_WHILE).until(() -> processesUnder(state).isEmpty());

        try (ServersLease lease = servers.lease()) {
            assertThat(number(lease.addresses(), "select n from kept")).isEqualTo(42);
            assertThat(topics(lease.addresses())).contains("kept");
            assertThat(documents(lease.addresses())).isEqualTo(1);
        }
    }

    @Test
    void saysWhereToLookWhenAServerCannotStart() throws Exception {
        Files.createDirectories(state.resolve("data"));
        Files.writeString(state.resolve("data/kafka"), "in the way");
        LocalServers servers = lasting();

        assertThatThrownBy(servers::lease)
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining(servers.logOf("daemon").toString())
                .hasMessageContaining("FileAlreadyExistsException");
        await().atMost(A_WHILE).until(() -> processesUnder(state).isEmpty());
    }

    private LocalServers throwaway(Duration idleLimit) {
        return new LocalServers(state, false, ServerAddresses.anyFree(), List.of(), idleLimit);
    }

    private LocalServers lasting() {
        return LocalServers.forDevelopment(state, ServerAddresses.anyFree(), List.of("shop"));
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
