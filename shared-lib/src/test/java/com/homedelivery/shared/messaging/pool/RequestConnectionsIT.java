package com.homedelivery.shared.messaging.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.deadline.RequestDeadline;
import com.homedelivery.shared.testing.TestServers;
import com.homedelivery.shared.work.BackgroundThread;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who gets a connection, and who is told at once that there is none: one connection for requests, one may wait for it. */
class RequestConnectionsIT {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final int A_WHILE_SECONDS = 60;

    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private HikariDataSource pool;
    private TwoPoolDataSource connections;

    @BeforeEach
    void openPool() {
        var database = TestServers.current().postgresDatabase("request-connections");
        pool = new HikariDataSource();
        pool.setJdbcUrl(database.jdbcUrl());
        pool.setUsername(database.username());
        pool.setPassword(database.password());
        pool.setMaximumPoolSize(1);
        pool.setConnectionTimeout(LONG.toMillis());
        connections = new TwoPoolDataSource(pool, () -> 1, () -> 1);
    }

    @AfterEach
    void closePool() {
        requests.shutdownNow();
        connections.close();
        pool.close();
    }

    @Test
    void refusesAConnectionAfterTheDeadline() throws Exception {
        try (var _ = RequestDeadline.in(Duration.ZERO).bind()) {
            assertThatExceptionOfType(SQLTransientConnectionException.class).isThrownBy(connections::getConnection);
        }
        try (Connection other = connections.getConnection()) {
            assertThat(other.isValid(A_WHILE_SECONDS)).isTrue();
        }
    }

    @Test
    void returnsAConnectionThatWasObtainedAfterTheDeadline() throws Exception {
        RequestDeadline soon = RequestDeadline.in(Duration.ofMillis(500));
        Future<Void> waiting;
        try (Connection _ = connections.getConnection()) {
            waiting = request(soon);
            await().atMost(LONG).until(soon::isPast);
        }

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(waiting::get)
                .withCauseInstanceOf(SQLTransientConnectionException.class);
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    }

    @Test
    void refusesAtOnceWhenTooManyAreWaitingAndServesThoseBefore() throws Exception {
        RequestDeadline late = RequestDeadline.in(LONG);
        Future<Void> waiting;
        try (Connection _ = connections.getConnection();
                var _ = late.bind()) {
            waiting = request(late);
            await().atMost(LONG).until(() -> pool.getHikariPoolMXBean().getThreadsAwaitingConnection() == 1);

            assertThatExceptionOfType(SQLTransientConnectionException.class).isThrownBy(connections::getConnection);
        }
        assertThat(waiting.get()).isNull();
    }

    @Test
    void neverRefusesBackgroundWorkOrWorkWithoutADeadline() throws Exception {
        CompletableFuture<Boolean> inBackground = new CompletableFuture<>();
        try (var _ = RequestDeadline.in(Duration.ZERO).bind()) {
            BackgroundThread.run(() -> inBackground.complete(isToBeHad()));
            try (var _ = RequestDeadline.suspend()) {
                assertThat(isToBeHad()).isTrue();
            }
        }
        assertThat(inBackground.join()).isTrue();
    }

    /** A request that takes a connection and gives it back. */
    private Future<Void> request(RequestDeadline deadline) {
        return requests.submit(() -> {
            try (var _ = deadline.bind();
                    Connection _ = connections.getConnection()) {
                return null;
            }
        });
    }

    private boolean isToBeHad() {
        try (Connection connection = connections.getConnection()) {
            return connection.isValid(A_WHILE_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }
}
