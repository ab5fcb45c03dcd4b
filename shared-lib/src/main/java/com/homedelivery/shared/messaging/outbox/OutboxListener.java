package com.homedelivery.shared.messaging.outbox;

import com.homedelivery.shared.work.BackgroundTask;
import com.homedelivery.shared.work.Interval;
import com.homedelivery.shared.work.LoggedBackoff;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Receives the notifications of commits that other instances of the service make, as long as a relay of this instance
 * leads. It has a connection only then, and reads it all the time: the driver keeps every notification that is not read.
 */
final class OutboxListener {

    static final String NAME = "outbox-listener";

    private static final Logger log = LoggerFactory.getLogger(OutboxListener.class);
    private static final Duration KEEPALIVE_INTERVAL = Duration.ofSeconds(2);
    private static final Duration SESSION_TIMEOUT = KEEPALIVE_INTERVAL.multipliedBy(8);
    private static final Duration STANDBY_POLL = Duration.ofMinutes(1);

    private final JdbcConnectionDetails database;
    private final OutboxNotifier notifier;

    OutboxListener(JdbcConnectionDetails database, OutboxNotifier notifier) {
        this.database = database;
        this.notifier = notifier;
    }

    void run(BackgroundTask task) {
        LoggedBackoff backoff = new LoggedBackoff(log, NAME + " without database");
        while (task.isRunning()) {
            if (!notifier.isLeading()) {
                task.await(notifier.leadershipChanges(), STANDBY_POLL);
                continue;
            }
            try (Connection connection = OutboxConnection.open(database, NAME, SESSION_TIMEOUT);
                    Statement statement = connection.createStatement()) {
                statement.execute("listen " + RelaySession.CHANNEL);
                backoff.recovered();
                // Nobody listened to what was committed before.
                notifier.committed();
                listen(connection, statement, task);
            } catch (SQLException e) {
                task.pause(backoff.failed(e));
            }
        }
    }

    private void listen(Connection connection, Statement statement, BackgroundTask task) throws SQLException {
        PGConnection session = connection.unwrap(PGConnection.class);
        Interval keepalive = new Interval(KEEPALIVE_INTERVAL);
        while (task.isRunning() && notifier.isLeading()) {
            PGNotification[] notifications =
                    task.interruptibly(() -> session.getNotifications(Math.toIntExact(KEEPALIVE_INTERVAL.toMillis())));
            if (notifications != null) {
                for (PGNotification notification : notifications) {
                    notifier.committedElsewhere(notification.getParameter());
                }
            }
            if (keepalive.now()) {
                // Waiting alone never notices that the other end has gone, and receiving is no sign of life to the
                // server.
                statement.execute("select 1");
            }
        }
    }
}
