package com.homedelivery.systemtests.upgrade;

import com.homedelivery.localstack.client.ServerAddresses;
import com.homedelivery.systemtests.run.ServiceDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * Keeps a service's relays from leading, and so its events in its outbox: takes their advisory locks, for which it queues before
 * it ends the sessions that hold them.
 */
final class HeldRelays implements AutoCloseable {

    private static final List<String> RELAYS = List.of("outbox-relay-redis", "outbox-relay-kafka");

    private final Connection connection;

    HeldRelays(ServerAddresses servers, String database) throws Exception {
        connection = ServiceDatabases.connect(servers, database);
        for (String relay : RELAYS) {
            Thread queueing = Thread.ofVirtual().start(() -> lock(relay));
            try (Connection other = ServiceDatabases.connect(servers, database)) {
                while (queueing.isAlive()) {
                    endLeader(other, relay);
                    queueing.join(Duration.ofMillis(100));
                }
            }
        }
    }

    private void lock(String relay) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_lock(hashtextextended('%s', 0))".formatted(relay));
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot hold " + relay, e);
        }
    }

    /** Only once this one queues: else the leader would be the next to get the lock. */
    private static void endLeader(Connection other, String relay) throws SQLException {
        try (Statement statement = other.createStatement()) {
            statement.execute("""
                    select pg_terminate_backend(held.pid)
                    from pg_locks held
                    join pg_locks wanted using (locktype, database, classid, objid, objsubid)
                    join pg_stat_activity session on session.pid = held.pid
                    where held.locktype = 'advisory' and held.granted and not wanted.granted
                        and session.application_name = '%s'""".formatted(relay));
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
