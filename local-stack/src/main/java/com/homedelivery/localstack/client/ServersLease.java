package com.homedelivery.localstack.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

/**
 * The right to use the servers: a file that is locked as long as the lease is held. The kernel unlocks it even when the JVM
 * is killed; the daemon then takes back what was given out: the Redis database, which has the number that is the name of
 * the file, and the PostgreSQL databases that are named in it.
 */
public final class ServersLease implements AutoCloseable {

    /** How many logical Redis databases there are. */
    public static final int REDIS_DATABASES = 64;

    private static final Duration REDIS_START_TIMEOUT = Duration.ofSeconds(30);

    private final ServersSpec spec;
    private final ServerAddresses addresses;
    private final int number;
    private final FileChannel file;

    /** Takes one; for who keeps everybody else from doing so meanwhile. */
    ServersLease(ServersSpec spec, ServerAddresses addresses) throws IOException {
        this.spec = spec;
        this.addresses = addresses;
        // Without 0, where everybody lands who asks for none.
        int free = 1;
        while (Files.exists(spec.leases().resolve("" + free))) {
            free++;
        }
        if (free >= REDIS_DATABASES) {
            throw new LocalStackException("All Redis databases are leased");
        }
        this.number = free;
        this.file = FileChannel.open(
                spec.leases().resolve("" + free), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        file.lock();
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

    /** Kills Redis, which the daemon starts again on what it had written; returns when it answers. */
    public void restartRedis() {
        Processes.killAllUnder(spec.redisExecutables());
        if (!Polling.until(REDIS_START_TIMEOUT, this::redisAnswers)) {
            throw new LocalStackException("Redis is not back, see " + spec.logOf("redis"));
        }
    }

    private boolean redisAnswers() {
        try (Socket redis = new Socket(ServerAddresses.HOST, addresses.ports().redis())) {
            redis.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.UTF_8));
            return redis.getInputStream().read() == '+';
        } catch (IOException notYet) {
            return false;
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
