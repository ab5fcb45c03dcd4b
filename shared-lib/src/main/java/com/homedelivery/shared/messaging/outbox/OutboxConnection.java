package com.homedelivery.shared.messaging.outbox;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Opens the connections of relays and listener, outside of the pool that requests use. Whichever end of such a connection
 * dies, even without closing it, the other ends it soon: an advisory lock must not outlive the host of its holder.
 */
final class OutboxConnection {

    /** Bound of one statement; its own time-out comes before the client's, which would end the session. */
    static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(8);

    private static final String SOCKET_TIMEOUT_SECONDS = "10";

    private OutboxConnection() {}

    /**
     * @param name what an operator sees in {@code pg_stat_activity}
     * @param longestSilence after so long without a statement the server takes the client for dead, frozen ones too
     */
    static Connection open(JdbcConnectionDetails database, String name, Duration longestSilence) throws SQLException {
        Properties properties = new Properties();
        Optional.ofNullable(database.getUsername()).ifPresent(user -> properties.setProperty("user", user));
        Optional.ofNullable(database.getPassword()).ifPresent(word -> properties.setProperty("password", word));
        properties.setProperty("ApplicationName", name);
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", SOCKET_TIMEOUT_SECONDS);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty(
                "options",
                String.join(
                        " ",
                        "-c idle_session_timeout=" + longestSilence.toMillis(),
                        "-c idle_in_transaction_session_timeout=10000",
                        "-c statement_timeout=" + STATEMENT_TIMEOUT.toMillis(),
                        "-c tcp_keepalives_idle=5",
                        "-c tcp_keepalives_interval=3",
                        "-c tcp_keepalives_count=3",
                        "-c tcp_user_timeout=14000",
                        // A mark that a crash of the database forgets only means that the event is sent twice.
                        "-c synchronous_commit=off"));
        return DriverManager.getConnection(database.getJdbcUrl(), properties);
    }
}
