package com.homedelivery.systemtests.bench;

import com.homedelivery.localstack.client.ServerAddresses;
import com.homedelivery.systemtests.run.ServiceDatabases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the same PostgreSQL takes for a transaction that everybody knows: pgbench's TPC-B, eight clients. It says how fast
 * the machine is, so that what an order costs can be told as a ratio.
 */
final class Pgbench {

    private static final int CLIENTS = 8;
    private static final int SCALE = 8;
    private static final String DATABASE = "bench_pgbench";
    private static final Pattern DONE = Pattern.compile("transactions actually processed: (\\d+)");

    private final BenchEnvironment environment;
    private final Path executable;

    private Pgbench(BenchEnvironment environment, Path executable) {
        this.environment = environment;
        this.executable = executable;
    }

    /**
     * One run.
     *
     * @param transactions that were made
     * @param perSecond of them
     * @param cpuMillis CPU time for one, of PostgreSQL and pgbench together, in ms
     */
    record Run(long transactions, double perSecond, double cpuMillis) {}

    /** pgbench with a database of its own; empty where it is not installed. */
    static Optional<Pgbench> prepare(BenchEnvironment environment)
            throws SQLException, IOException, InterruptedException {
        Optional<Path> executable = Executables.find("pgbench");
        if (executable.isEmpty()) {
            return Optional.empty();
        }
        Pgbench pgbench = new Pgbench(environment, executable.get());
        pgbench.sql("drop database if exists " + DATABASE);
        pgbench.sql("create database " + DATABASE);
        pgbench.call("-i", "-q", "-s", Integer.toString(SCALE));
        return Optional.of(pgbench);
    }

    /**
     * Runs for so many seconds.
     *
     * @param idle what the suite does and uses without being asked
     */
    Run run(int seconds, Counts idle) throws IOException, InterruptedException, SQLException {
        double pgbenchBefore = CpuTimes.millisOfEndedChildren();
        Counts before = environment.counters().read();
        String output = call("-n", "-c", Integer.toString(CLIENTS), "-j", "2", "-T", Integer.toString(seconds));
        Counts used = environment.counters().read().since(before).without(idle);
        double pgbench = CpuTimes.millisOfEndedChildren() - pgbenchBefore;
        Matcher done = DONE.matcher(output);
        if (!done.find()) {
            throw new IllegalStateException("pgbench does not say what it has done: " + output);
        }
        long transactions = Long.parseLong(done.group(1));
        double cpuMillis = used.cpuMillis().getOrDefault("postgres", 0.0) + pgbench;
        return new Run(transactions, (double) transactions / seconds, cpuMillis / transactions);
    }

    void dropDatabase() throws SQLException {
        sql("drop database " + DATABASE);
    }

    private void sql(String statement) throws SQLException {
        try (Connection database = ServiceDatabases.connect(environment.suite().servers(), "postgres");
                Statement sql = database.createStatement()) {
            sql.execute(statement);
        }
    }

    private String call(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(executable.toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-h", ServerAddresses.HOST));
        command.addAll(
                List.of("-p", Integer.toString(environment.suite().servers().postgresPort())));
        command.addAll(List.of("-U", ServerAddresses.DATABASE_USERNAME, DATABASE));
        Path log = Files.createTempFile("pgbench", ".log");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().put("PGPASSWORD", ServerAddresses.DATABASE_PASSWORD);
            int code = builder.start().waitFor();
            String output = Files.readString(log, StandardCharsets.UTF_8);
            if (code != 0) {
                throw new IllegalStateException("pgbench has failed: " + output);
            }
            return output;
        } finally {
            Files.delete(log);
        }
    }
}
