package com.homedelivery.localstack.servers;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/** What is given out under one lease; closing takes it back. */
final class LeasedResources implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LeasedResources.class.getName());
    private static final Pattern SAFE_PREFIX = Pattern.compile("[a-z0-9_]{1,40}");

    private final PostgresServer postgres;
    private final RedisServer redis;
    private final ConcurrentSkipListSet<Integer> freeRedisDatabases;
    private final List<Integer> redisDatabases = new ArrayList<>();
    private final List<String> databases = new ArrayList<>();

    /** @param freeRedisDatabases numbers that no lease has; shared by all leases */
    LeasedResources(PostgresServer postgres, RedisServer redis, ConcurrentSkipListSet<Integer> freeRedisDatabases) {
        this.postgres = postgres;
        this.redis = redis;
        this.freeRedisDatabases = freeRedisDatabases;
    }

    /**
     * Gives out an empty logical Redis database.
     *
     * @throws IllegalStateException when all are out
     */
    int redisDatabase() throws IOException {
        Integer number = freeRedisDatabases.pollFirst();
        if (number == null) {
            throw new IllegalStateException("All Redis databases are leased");
        }
        redisDatabases.add(number);
        redis.flush(number);
        return number;
    }

    /** Makes a PostgreSQL database with a unique name that begins with the prefix. */
    String postgresDatabase(String prefix) throws SQLException {
        if (!SAFE_PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("Not the beginning of a database name: " + prefix);
        }
        String name = prefix + "_" + UUID.randomUUID().toString().substring(0, 8);
        postgres.createDatabase(name);
        databases.add(name);
        return name;
    }

    @Override
    public void close() {
        freeRedisDatabases.addAll(redisDatabases);
        for (String database : databases) {
            try {
                postgres.dropDatabase(database);
            } catch (SQLException e) {
                LOG.log(Level.WARNING, "Cannot drop the database " + database, e);
            }
        }
    }
}
