package com.homedelivery.localstack.servers;

import com.homedelivery.localstack.client.LocalServers;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** PostgreSQL 18, a child process with its binaries unpacked under the state directory. */
final class PostgresServer implements Closeable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final EmbeddedPostgres postgres;

    /** Starts the server and makes the databases of the servers that are not there yet. */
    PostgresServer(LocalServers servers) throws IOException, SQLException {
        Path binaries = Files.createDirectories(servers.stateDirectory().resolve("bin/postgres"));
        Path logFile = servers.logOf("postgres");
        Files.deleteIfExists(logFile);
        ProcessBuilder.Redirect log = ProcessBuilder.Redirect.appendTo(logFile.toFile());
        Path data = servers.dataDirectory().resolve("postgres");
        // Left by a killed server. No other can be running on this data: who started the daemon has ended all orphans
        // before. PostgreSQL itself would take a zombie, or a stranger who got the process id, for a living server.
        Files.deleteIfExists(data.resolve("postmaster.pid"));
        // The library switches fsync off; what is said here comes later on the command line and wins.
        String flush = servers.keepsData() ? "on" : "off";
        postgres = EmbeddedPostgres.builder()
                .setPort(servers.addresses().postgresPort())
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
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String database : servers.databases()) {
                statement.execute("SELECT FROM pg_database WHERE datname = '" + database + "'");
                if (!statement.getResultSet().next()) {
                    statement.execute("CREATE DATABASE " + database);
                }
            }
        }
    }

    /** Drops the database even while somebody is connected to it. */
    void dropDatabase(String name) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
