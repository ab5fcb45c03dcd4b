package com.homedelivery.localstack.client;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * How to reach a running daemon and its servers. The daemon writes it once all of them are ready.
 *
 * @param daemonId drawn anew at every start, so that a stranger on a reused port is not taken for the daemon
 * @param daemonPid process id of the daemon
 * @param ports where the servers listen; none is zero
 */
public record ServerAddresses(String daemonId, long daemonPid, ServerPorts ports) {

    /** All servers listen here and nowhere else. */
    public static final String HOST = "127.0.0.1";

    /** The owner of every PostgreSQL database. */
    public static final String DATABASE_USERNAME = "postgres";

    /** Local connections are trusted; clients that insist on a password send this one. */
    public static final String DATABASE_PASSWORD = "postgres";

    /** JDBC address of a database. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + HOST + ":" + ports.postgres() + "/" + database;
    }

    /** Bootstrap address of the Kafka broker. */
    public String kafkaBrokers() {
        return HOST + ":" + ports.kafka();
    }

    /** Connection string of a Mongo database. */
    public String mongoUri(String database) {
        return "mongodb://" + HOST + ":" + ports.mongo() + "/" + database;
    }

    /**
     * Reads what a daemon has written.
     *
     * @return empty when there is no such file
     */
    public static Optional<ServerAddresses> read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
        return Optional.of(new ServerAddresses(
                properties.getProperty("daemon.id"),
                Long.parseLong(properties.getProperty("daemon.pid")),
                ServerPorts.parse(properties.getProperty("ports"))));
    }

    /** Writes the file in one step: a reader sees all of it or nothing. */
    public void write(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("daemon.id", daemonId);
        properties.setProperty("daemon.pid", Long.toString(daemonPid));
        properties.setProperty("ports", ports.toText());
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        try (Writer writer = Files.newBufferedWriter(draft)) {
            properties.store(writer, null);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
