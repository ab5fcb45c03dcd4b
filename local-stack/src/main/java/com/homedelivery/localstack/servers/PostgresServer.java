package com.homedelivery.localstack.servers;

import com.homedelivery.localstack.client.ServersSpec;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** PostgreSQL 18, a child process with its binaries unpacked under the state directory. */
final class PostgresServer implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final EmbeddedPostgres postgres;

    /** Starts the server and makes the databases of the spec that are not there yet. */
    PostgresServer(ServersSpec spec) throws IOException, SQLException {
        Path binaries = Files.createDirectories(spec.stateDirectory().resolve("bin/postgres"));
        Path logFile = spec.logOf("postgres");
        Files.deleteIfExists(logFile);
        ProcessBuilder.Redirect log = ProcessBuilder.Redirect.appendTo(logFile.toFile());
        Path data = spec.dataDirectory().resolve("postgres");
        // Left by a killed server. No other can be running on this data: who started the daemon has ended all orphans
        // before. PostgreSQL itself would take a zombie, or a stranger who got the process id, for a living server.
        Files.deleteIfExists(data.resolve("postmaster.pid"));
        // The library switches fsync off; what is said here comes later on the command line and wins.
        String flush = spec.keepsData() ? "on" : "off";
        postgres = EmbeddedPostgres.builder()
                .setPort(spec.ports().postgres())
                .setOverrideWorkingDirectory(binaries.toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_LIMIT)
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                // Its lock file outlives a killed server, and the process id in it may be somebody else's by then.
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "300")
                .setServerConfig("shared_buffers", "64MB")
                .setServerConfig("fsync", flush)
                .setServerConfig("full_page_writes", flush)
                .setServerConfig("synchronous_commit", flush)
                .start();
        Set<String> missing = new TreeSet<>(spec.databases());
        missing.removeAll(databases());
        for (String database : missing) {
            createDatabase(database);
        }
    }

    /** @param name letters, digits and underscores only */
    void createDatabase(String name) throws SQLException {
        execute("CREATE DATABASE " + name);
    }

    /** Drops the database even while somebody is connected to it. */
    void dropDatabase(String name) throws SQLException {
        execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    private Set<String> databases() throws SQLException {
        Set<String> names = new TreeSet<>();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT datname FROM pg_database")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
