package com.homedelivery.shared.messaging.pool;

import com.homedelivery.shared.deadline.RequestDeadline;
import com.homedelivery.shared.work.BackgroundThread;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The service's data source, with a second pool beside the one that is configured: {@link BackgroundThread}s take their
 * connections from there. JPA, {@code JdbcClient} and the transaction manager see one data source.
 *
 * <p>The second pool is configured like the first, comes into being when it is first needed, and keeps no idle
 * connections.
 *
 * <p>A request whose {@link RequestDeadline} is past gets no connection, and so many wait for one at most.
 */
final class TwoPoolDataSource extends DelegatingDataSource implements AutoCloseable {

    private static final long IDLE_MILLIS = 60_000;

    private final HikariDataSource requests;
    private final IntSupplier size;
    private final IntSupplier queue;
    private @Nullable HikariDataSource background;

    /**
     * @param size most connections of the second pool
     * @param queue most requests that wait for a connection of the first
     */
    TwoPoolDataSource(HikariDataSource requests, IntSupplier size, IntSupplier queue) {
        super(requests);
        this.requests = requests;
        this.size = size;
        this.queue = queue;
    }

    /** @throws SQLTransientConnectionException when there is none in time, or too many wait for one */
    @Override
    public Connection getConnection() throws SQLException {
        if (BackgroundThread.isCurrent()) {
            return background().getConnection();
        }
        return RequestDeadline.current().isPresent() ? connectionInTime() : requests.getConnection();
    }

    private Connection connectionInTime() throws SQLException {
        if (RequestDeadline.isMissed()) {
            throw tooLate();
        }
        HikariPoolMXBean pool = requests.getHikariPoolMXBean();
        if (pool != null && pool.getThreadsAwaitingConnection() >= queue.getAsInt()) {
            throw new SQLTransientConnectionException(queue.getAsInt() + " requests are waiting for a connection");
        }
        Connection connection = requests.getConnection();
        if (RequestDeadline.isMissed()) {
            connection.close();
            throw tooLate();
        }
        return connection;
    }

    private static SQLTransientConnectionException tooLate() {
        return new SQLTransientConnectionException("The request's deadline is past");
    }

    private synchronized HikariDataSource background() {
        if (background == null) {
            background = new HikariDataSource();
            requests.copyStateTo(background);
            background.setPoolName("background");
            background.setMaximumPoolSize(size.getAsInt());
            background.setMinimumIdle(0);
            background.setIdleTimeout(IDLE_MILLIS);
            // A database that is away is waited for, like that of a pool that has been there before.
            background.setInitializationFailTimeout(-1);
        }
        return background;
    }

    @Override
    public synchronized void close() {
        if (background != null) {
            background.close();
        }
    }
}
