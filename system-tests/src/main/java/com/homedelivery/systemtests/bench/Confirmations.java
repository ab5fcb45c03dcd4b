package com.homedelivery.systemtests.bench;

import com.homedelivery.localstack.client.ServerAddresses;
import com.homedelivery.systemtests.run.ServiceDatabases;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Learns which orders are confirmed from the database of the order service, and not by asking the service: what is
 * measured is an order, not the question about it. Its looks are rolled back, so that they are no commits either.
 */
final class Confirmations implements AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Connection database;
    private final Map<UUID, CompletableFuture<UUID>> awaited = new ConcurrentHashMap<>();
    private final Thread looking = Thread.ofPlatform().name("confirmations").unstarted(this::look);

    private Confirmations(Connection database) {
        this.database = database;
    }

    static Confirmations watch(ServerAddresses servers) throws SQLException {
        Connection database = ServiceDatabases.connect(servers, "order_db");
        database.setAutoCommit(false);
        Confirmations confirmations = new Confirmations(database);
        confirmations.looking.start();
        return confirmations;
    }

    /** Returns when an order is no longer unpaid; false when that does not come for a minute. */
    boolean await(UUID order) throws InterruptedException {
        CompletableFuture<UUID> confirmed = awaited.computeIfAbsent(order, _ -> new CompletableFuture<>());
        try {
            confirmed.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notConfirmed) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Confirmations cannot be read: " + e.getCause(), e);
        } finally {
            awaited.remove(order);
        }
    }

    private void look() {
        try {
            while (true) {
                if (!awaited.isEmpty()) {
                    lookOnce();
                }
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            awaited.values().forEach(confirmed -> confirmed.completeExceptionally(e));
        }
    }

    private void lookOnce() throws SQLException {
        String sql = "select id from orders where id = any (?) and status <> 'PENDING'";
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            statement.setArray(
                    1, database.createArrayOf("uuid", awaited.keySet().toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    UUID order = rows.getObject(1, UUID.class);
                    CompletableFuture<UUID> confirmed = awaited.get(order);
                    if (confirmed != null) {
                        confirmed.complete(order);
                    }
                }
            }
        }
        database.rollback();
    }

    @Override
    public void close() throws SQLException {
        looking.interrupt();
        try {
            looking.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        database.close();
    }
}
