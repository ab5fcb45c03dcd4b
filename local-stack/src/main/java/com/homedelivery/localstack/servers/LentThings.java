package com.homedelivery.localstack.servers;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/** What one lease has been lent; closing takes it back. */
final class LentThings implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LentThings.class.getName());
    private static final Pattern SAFE_PREFIX = Pattern.compile("[a-z0-9_]{1,40}");

    private final PostgresServer postgres;
    private final RedisDatabases redisDatabases;
    private final List<Integer> redisNumbers = new ArrayList<>();
    private final List<String> databases = new ArrayList<>();

    LentThings(PostgresServer postgres, RedisDatabases redisDatabases) {
        this.postgres = postgres;
        this.redisDatabases = redisDatabases;
    }

    int redisDatabase() throws IOException {
        int number = redisDatabases.lend();
        redisNumbers.add(number);
        return number;
    }

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
        redisNumbers.forEach(redisDatabases::takeBack);
        for (String database : databases) {
            try {
                postgres.dropDatabase(database);
            } catch (SQLException e) {
                LOG.log(Level.WARNING, "Cannot drop the database " + database, e);
            }
        }
    }
}
