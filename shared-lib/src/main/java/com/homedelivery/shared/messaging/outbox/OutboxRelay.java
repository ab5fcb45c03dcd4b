package com.homedelivery.shared.messaging.outbox;

import com.homedelivery.shared.messaging.MessagingProperties;
import com.homedelivery.shared.messaging.sink.BatchResult;
import com.homedelivery.shared.messaging.sink.OutboxRow;
import com.homedelivery.shared.messaging.sink.Partition;
import com.homedelivery.shared.messaging.sink.SentRow;
import com.homedelivery.shared.messaging.sink.Sink;
import com.homedelivery.shared.work.BackgroundTask;
import com.homedelivery.shared.work.BackoffLogger;
import com.homedelivery.shared.work.Interval;
import com.homedelivery.shared.work.TaskStoppedException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Sends what is in the outbox to one destination, for as long as it takes. Of all instances of the service one leads; the
 * others stand by.
 */
final class OutboxRelay {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);

    private static final Duration MEASURE_EVERY = Duration.ofSeconds(10);
    private static final Duration TIDY_EVERY = Duration.ofMinutes(1);
    private static final int DELETE_AT_ONCE = 1_000;

    /** A commit is told to another instance at most this often. */
    private static final Duration BETWEEN_NOTICES = Duration.ofMillis(5);

    /** More that is sent and not confirmed is looked for at once: each search for what is unsent passes over it. */
    private static final int MOST_UNCONFIRMED = 200;

    /** Between two statements there may be a whole poll, or a batch that Kafka gives up only after its delivery timeout. */
    private static final Duration LONGEST_SEND = Duration.ofSeconds(18);

    private final JdbcConnectionDetails database;
    private final Sink sink;
    private final MessagingProperties.Relay settings;
    private final OutboxMetrics metrics;
    private final OutboxNotifier notifier;

    OutboxRelay(
            JdbcConnectionDetails database,
            Sink sink,
            MessagingProperties.Relay settings,
            OutboxMetrics metrics,
            OutboxNotifier notifier) {
        this.database = database;
        this.sink = sink;
        this.settings = settings;
        this.metrics = metrics;
        this.notifier = notifier;
    }

    String name() {
        return "outbox-relay-" + sink.destination().label();
    }

    void run(BackgroundTask task) {
        BackoffLogger outage = new BackoffLogger(log, name() + " without database");
        while (task.isRunning()) {
            try (sink;
                    RelaySession session = RelaySession.open(
                            database, sink.destination(), settings.poll().plus(LONGEST_SEND))) {
                standBy(session, task, outage);
                notifier.leads(sink.destination());
                new Leadership(session, task, outage).lead();
            } catch (SQLException e) {
                task.pause(outage.failed(e));
            } finally {
                notifier.leadsNoMore(sink.destination());
                metrics.notLeading();
            }
        }
    }

    /** Until the leadership is free; meanwhile the leader, in another instance, is told what is committed in this one. */
    private void standBy(RelaySession session, BackgroundTask task, BackoffLogger outage) throws SQLException {
        Interval trying = new Interval(settings.poll());
        while (!(trying.now() && session.lead())) {
            outage.over();
            if (task.await(notifier.commitsFor(sink.destination()), settings.poll())) {
                session.notifyLeader();
                task.pause(BETWEEN_NOTICES.plus(sink.destination().gathering()));
            }
        }
    }

    /** Sends, over one connection to the database. */
    private final class Leadership {

        private final RelaySession session;
        private final BackgroundTask task;
        private final BackoffLogger databaseOutage;
        private final BackoffLogger outage = new BackoffLogger(log, name());
        private final BackoffLogger measuringOutage = new BackoffLogger(log, name() + " backlog");
        private final BackoffLogger deletionOutage = new BackoffLogger(log, name() + " deletion of sent events");
        private final Interval measuring = new Interval(MEASURE_EVERY);
        private final Interval tidying = new Interval(TIDY_EVERY);
        private final Map<Partition, String> tails;

        /** What a log has taken since it was looked at, in this order. */
        private final List<SentRow> unconfirmed = new ArrayList<>();

        /** At once over a new connection to the destination: what comes over it may not hide what was lost before. */
        private Interval looking = new Interval(settings.poll());

        Leadership(RelaySession session, BackgroundTask task, BackoffLogger databaseOutage) throws SQLException {
            this.session = session;
            this.task = task;
            this.databaseOutage = databaseOutage;
            this.tails = session.tails();
        }

        void lead() throws SQLException {
            try {
                while (task.isRunning()) {
                    if (measuring.now()) {
                        session.mark();
                        measure();
                    }
                    try {
                        work();
                    } catch (TaskStoppedException e) {
                        throw e;
                    } catch (RuntimeException e) {
                        sink.close();
                        looking = new Interval(settings.poll());
                        task.pause(outage.failed(e));
                    }
                }
            } catch (TaskStoppedException e) {
                leave();
                throw e;
            }
            leave();
        }

        private void work() throws SQLException {
            // Before sending: what is removed makes room in a destination that is full.
            if (tidying.now()) {
                deleteSent();
                sink.tidy(tails.keySet());
            }
            boolean more = sendSome();
            databaseOutage.over();
            outage.over();
            if (!more && task.await(notifier.commitsFor(sink.destination()), settings.poll())) {
                task.pause(sink.destination().gathering());
            }
        }

        /** What cannot be confirmed now is sent again by whoever leads next. */
        private void leave() throws SQLException {
            session.mark();
            if (!unconfirmed.isEmpty()) {
                try {
                    look();
                } catch (RuntimeException e) {
                    log.debug("{}: what was sent last is not confirmed", name(), e);
                }
                session.mark();
            }
        }

        /** A number that cannot be had is no reason to stop sending. */
        private void measure() throws SQLException {
            try {
                metrics.backlog(session.backlog());
                measuringOutage.over();
            } catch (SQLTimeoutException e) {
                measuringOutage.failed(e);
            }
        }

        /**
         * Sends a batch. What is committed after it was read rings for the next.
         *
         * @return whether there may be more to send already
         */
        private boolean sendSome() throws SQLException {
            if (unconfirmed.size() >= MOST_UNCONFIRMED || looking.now()) {
                look();
            }
            List<OutboxRow> rows = session.unsent(settings.batch(), ids(unconfirmed));
            if (rows.isEmpty()) {
                return false;
            }
            sink.prepare(rows);
            BatchResult delivery = sink.send(rows, tails);
            taken(delivery);
            metrics.sent(delivery.sent().size());
            for (Map.Entry<OutboxRow, String> refusal : delivery.refused().entrySet()) {
                park(refusal.getKey(), refusal.getValue());
            }
            if (!delivery.cutOff().isEmpty()) {
                sendAgain(delivery.cutOff());
                looking = new Interval(settings.poll());
            }
            if (delivery.failure().isPresent()) {
                session.mark();
                throw new SendFailed(delivery.failure().get());
            }
            return rows.size() == settings.batch()
                    || !delivery.refused().isEmpty()
                    || !delivery.cutOff().isEmpty();
        }

        private void taken(BatchResult delivery) {
            if (sink.losesUnnoticed()) {
                unconfirmed.addAll(delivery.sent());
            } else {
                confirmed(delivery.sentIds(), delivery.tails());
            }
        }

        private void confirmed(List<Long> ids, Map<Partition, String> ends) {
            session.sent(ids, ends);
            tails.putAll(ends);
        }

        /**
         * Looks whether the logs hold what they have taken. Rows that were lost before they were confirmed are unsent, and
         * go out again by themselves.
         */
        private void look() throws SQLException {
            Set<Partition> cutOff = sink.cutOff(tails);
            List<SentRow> kept = sink.kept(unconfirmed);
            if (kept.size() < unconfirmed.size()) {
                log.warn("{}: {} events that were just sent are lost", name(), unconfirmed.size() - kept.size());
            }
            // Those that are kept are not marked yet: they are no sign of how far a log was kept that was lost before
            // them.
            sendAgain(cutOff);
            unconfirmed.clear();
            Map<Partition, String> ends = new HashMap<>();
            kept.forEach(row -> ends.put(row.log(), row.position()));
            confirmed(ids(kept), ends);
        }

        /** What was sent after the newest event that is still there, or of late if nothing is. */
        private void sendAgain(Set<Partition> cutOff) throws SQLException {
            Map<Partition, String> ends = new HashMap<>();
            Map<String, RelaySession.Sent> newestLeft = new HashMap<>();
            if (cutOff.isEmpty()) {
                return;
            }
            session.mark();
            for (Partition part : cutOff) {
                Optional<Sink.LogEnd> end = sink.end(part);
                end.ifPresent(there -> ends.put(part, there.position()));
                Optional<RelaySession.Sent> newest =
                        end.isPresent() ? session.lastSent(end.get().newest()) : Optional.empty();
                newestLeft.merge(
                        part.log(),
                        newest.isPresent() ? newest.get() : session.sentAgo(settings.keepSent()),
                        RelaySession.Sent::earlier);
            }
            for (Map.Entry<String, RelaySession.Sent> newest : newestLeft.entrySet()) {
                int events = session.sendAgain(newest.getKey(), newest.getValue());
                log.warn("{}: {} lost what it held last, {} events are sent again", name(), newest.getKey(), events);
            }
            session.endAt(cutOff, ends);
            tails.keySet().removeAll(cutOff);
            tails.putAll(ends);
        }

        private void park(OutboxRow row, String reason) throws SQLException {
            session.park(row, reason);
            measure();
            log.error(
                    "{}: {} {} of {} is refused and quarantined, later events of its key wait: {}",
                    name(),
                    row.event().type(),
                    row.event().id(),
                    row.event().subject(),
                    reason);
        }

        /** What cannot be deleted in time is no reason to stop sending. */
        private void deleteSent() throws SQLException {
            try {
                while (task.isRunning() && session.deleteSent(settings.keepSent(), DELETE_AT_ONCE) == DELETE_AT_ONCE) {
                    log.debug("{}: deleted {} sent events", name(), DELETE_AT_ONCE);
                }
                deletionOutage.over();
            } catch (SQLTimeoutException e) {
                deletionOutage.failed(e);
            }
        }
    }

    private static List<Long> ids(List<SentRow> rows) {
        return rows.stream().map(SentRow::id).toList();
    }

    /** A part of a batch did not get through. */
    private static final class SendFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SendFailed(Throwable cause) {
            super(cause);
        }
    }
}
