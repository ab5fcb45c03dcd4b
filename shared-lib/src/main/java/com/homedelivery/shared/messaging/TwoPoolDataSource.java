package com.homedelivery.shared.messaging;

import com.homedelivery.shared.work.BackgroundThread;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The service's data source, with a second pool beside the one that is configured: {@link BackgroundThread}s take their
 * connections from there. JPA, {@code JdbcClient} and the transaction manager see one data source.
 *
 * <p>The second pool is configured like the first, comes into being when it is first needed, and keeps no idle
 * connections.
 */
final class TwoPoolDataSource extends DelegatingDataSource implements AutoCloseable {

    private static final long IDLE_MILLIS = 60_000;

    private final HikariDataSource requests;
    private final IntSupplier size;
    private @Nullable HikariDataSource background;

    /** @param size most connections of the second pool */
    TwoPoolDataSource(HikariDataSource requests, IntSupplier size) {
        super(requests);
        this.requests = requests;
        this.size = size;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return BackgroundThread.isCurrent() ? background().getConnection() : requests.getConnection();
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
