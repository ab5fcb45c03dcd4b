package com.homedelivery.systemtests.bench;

import com.homedelivery.localstack.client.ServerAddresses;
import com.homedelivery.systemtests.run.ServiceDatabases;
import com.homedelivery.systemtests.suite.Instance;
import com.homedelivery.systemtests.suite.TestSuite;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.RedisClient;

/** Reads what the suite has done and used so far, where the servers and the system count it themselves. */
final class Counters implements AutoCloseable {

    /** A database that is no service's: what is asked there counts nowhere. */
    private static final String NEUTRAL_DATABASE = "postgres";

    private static final Pattern COMMAND = Pattern.compile("cmdstat_([^:]+):calls=(\\d+)");
    /** What this class asks, and what its pool of connections does without being asked. */
    private static final List<String> OWN_COMMANDS = List.of("info", "ping", "hello", "client");

    private final TestSuite suite;
    private final QuiescenceDetector quiescence;
    private final Connection database;
    private final RedisClient redis;

    /** @param quiescence what it asks is left out */
    Counters(TestSuite suite, QuiescenceDetector quiescence) throws SQLException {
        this.suite = suite;
        this.quiescence = quiescence;
        this.database = ServiceDatabases.connect(suite.servers(), NEUTRAL_DATABASE);
        this.redis = RedisClient.create(ServerAddresses.HOST, suite.servers().redisPort());
    }

    /** Everything up to now, of the instances that run. PostgreSQL may tell of a commit up to ten seconds later. */
    Counts read() throws SQLException {
        return new Counts(System.nanoTime() / 1e9, commits(), redisCommands(), cpuMillis());
    }

    /** What is done and used in the next seconds. */
    Counts during(int seconds) throws SQLException, InterruptedException {
        Counts before = read();
        Thread.sleep(seconds * 1_000L);
        return read().since(before);
    }

    private Map<String, Double> commits() throws SQLException {
        String sql = "select datname, xact_commit from pg_stat_database where datname = any (?)";
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            Array names = database.createArrayOf("text", suite.databases().toArray());
            statement.setArray(1, names);
            Map<String, Double> commits = new TreeMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    commits.put(rows.getString(1), rows.getDouble(2));
                }
            }
            return commits;
        }
    }

    private Map<String, Double> redisCommands() {
        Map<String, Double> commands = commandsIn(redis.info("commandstats"));
        OWN_COMMANDS.forEach(commands::remove);
        quiescence.redisCommands().forEach((command, calls) -> commands.merge(command, -calls, Double::sum));
        return commands;
    }

    /** Calls by command, as {@code INFO commandstats} tells them. */
    static Map<String, Double> commandsIn(String info) {
        Map<String, Double> commands = new TreeMap<>();
        Matcher matcher = COMMAND.matcher(info);
        while (matcher.find()) {
            commands.put(matcher.group(1), Double.valueOf(matcher.group(2)));
        }
        return commands;
    }

    private Map<String, Double> cpuMillis() {
        Map<String, Double> millis = new TreeMap<>();
        for (String service : suite.services()) {
            List.of(Instance.first(service), Instance.second(service))
                    .forEach(instance -> suite.processOf(instance)
                            .ifPresent(process -> millis.merge(service, CpuTimes.millis(process), Double::sum)));
        }
        suite.serverProcesses()
                .forEach((server, processes) -> millis.put(
                        server, processes.stream().mapToDouble(CpuTimes::millis).sum()));
        return millis;
    }

    @Override
    public void close() throws SQLException {
        redis.close();
        database.close();
    }
}
