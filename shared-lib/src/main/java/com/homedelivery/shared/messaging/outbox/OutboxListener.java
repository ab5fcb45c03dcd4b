package com.homedelivery.shared.messaging.outbox;

import com.homedelivery.shared.work.BackgroundTask;
import com.homedelivery.shared.work.BackoffLogger;
import com.homedelivery.shared.work.Interval;
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
 * Hears of commits that other instances of the service make, as long as a relay of this instance leads. It has a
 * connection only then, and reads it all the time: the driver keeps every notification that is not read.
 */
final class OutboxListener {

    static final String NAME = "outbox-listener";

    private static final Logger log = LoggerFactory.getLogger(OutboxListener.class);
    private static final Duration PROOF_OF_LIFE_EVERY = Duration.ofSeconds(2);
    private static final Duration LONGEST_SILENCE = PROOF_OF_LIFE_EVERY.multipliedBy(8);
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

    private final JdbcConnectionDetails database;
    private final OutboxNotifier notifier;

    OutboxListener(JdbcConnectionDetails database, OutboxNotifier notifier) {
        this.database = database;
        this.notifier = notifier;
    }

    void run(BackgroundTask task) {
        BackoffLogger outage = new BackoffLogger(log, NAME + " without database");
        while (task.isRunning()) {
            if (!notifier.isLeading()) {
                task.await(notifier.leadershipChanges(), LOOK_EVERY);
                continue;
            }
            try (Connection connection = OutboxConnection.open(database, NAME, LONGEST_SILENCE);
                    Statement statement = connection.createStatement()) {
                statement.execute("listen " + RelaySession.CHANNEL);
                outage.over();
                // Nobody listened to what was committed before.
                notifier.committed();
                listen(connection, statement, task);
            } catch (SQLException e) {
                task.pause(outage.failed(e));
            }
        }
    }

    private void listen(Connection connection, Statement statement, BackgroundTask task) throws SQLException {
        PGConnection session = connection.unwrap(PGConnection.class);
        Interval proofOfLife = new Interval(PROOF_OF_LIFE_EVERY);
        while (task.isRunning() && notifier.isLeading()) {
            PGNotification[] heard =
                    task.interruptibly(() -> session.getNotifications(Math.toIntExact(PROOF_OF_LIFE_EVERY.toMillis())));
            if (heard != null) {
                for (PGNotification notification : heard) {
                    notifier.committedElsewhere(notification.getParameter());
                }
            }
            if (proofOfLife.now()) {
                // Waiting alone never notices that the other end has gone, and hearing is no sign of life to the
                // server.
                statement.execute("select 1");
            }
        }
    }
}
