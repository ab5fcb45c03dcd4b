package com.homedelivery.localstack.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The right to use the servers: a file that is locked as long as the lease is held. When it is not any more, the daemon
 * takes back what was given out: the Redis database, which has the number that is the name of the file, and the
 * PostgreSQL databases that are named in it.
 */
public final class ServersLease implements AutoCloseable {

    /** How many logical Redis databases there are. */
    public static final int REDIS_DATABASES = 64;

    private final ServerAddresses addresses;
    private final int number;
    private final FileChannel file;

    /** Takes one; for who keeps everybody else from doing so meanwhile. */
    ServersLease(LocalServers servers, ServerAddresses addresses) throws IOException {
        this.addresses = addresses;
        this.number = numbers()
                .filter(free -> Files.notExists(servers.lease(free)))
                .findFirst()
                .orElseThrow(() -> new LocalStackException("All Redis databases are leased"));
        Files.createDirectories(servers.lease(number).getParent());
        this.file = LockFile.tryLock(servers.lease(number), Duration.ZERO).orElseThrow();
    }

    /** All that there can be: without 0, where everybody lands who asks for none. */
    public static IntStream numbers() {
        return IntStream.range(1, REDIS_DATABASES);
    }

    /** Where the servers are. */
    public ServerAddresses addresses() {
        return addresses;
    }

    /** The number of the logical Redis database of this lease; empty at first. */
    public int redisDatabase() {
        return number;
    }

    /**
     * Makes an empty PostgreSQL database, dropped when the lease ends. Needs a driver on the caller's class path.
     *
     * @param name what its name begins with; anything but letters and digits becomes an underscore
     * @return its full, unique name
     */
    public synchronized String createDatabase(String name) {
        String database = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_") + "_"
                + UUID.randomUUID().toString().substring(0, 8);
        try (Connection connection = DriverManager.getConnection(
                        addresses.jdbcUrl("postgres"),
                        ServerAddresses.DATABASE_USERNAME,
                        ServerAddresses.DATABASE_PASSWORD);
                Statement statement = connection.createStatement()) {
            file.write(ByteBuffer.wrap((database + "\n").getBytes(StandardCharsets.UTF_8)));
            statement.execute("CREATE DATABASE " + database);
            return database;
        } catch (IOException | SQLException e) {
            throw new LocalStackException("Cannot make the database " + database, e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
