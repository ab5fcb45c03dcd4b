package com.homedelivery.shared.messaging.outbox;

import com.homedelivery.shared.messaging.MessagingProperties;
import com.homedelivery.shared.messaging.TracePropagation;
import com.homedelivery.shared.messaging.sink.BatchResult;
import com.homedelivery.shared.messaging.sink.OutboxRow;
import com.homedelivery.shared.messaging.sink.Partition;
import com.homedelivery.shared.messaging.sink.SentRow;
import com.homedelivery.shared.messaging.sink.Sink;
import com.homedelivery.shared.work.BackgroundTask;
import com.homedelivery.shared.work.Interval;
import com.homedelivery.shared.work.LoggedBackoff;
import com.homedelivery.shared.work.TaskStoppedException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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

    private static final Duration MEASUREMENT_INTERVAL = Duration.ofSeconds(10);
    private static final Duration CLEANUP_INTERVAL = Duration.ofMinutes(1);
    private static final int DELETE_AT_ONCE = 1_000;

    /** Most events that travel together. */
    private static final int BATCH = 500;

    /** How long nobody leads, at the longest, when the leader has ended and another instance stands by. */
    private static final Duration LEADERSHIP_INTERVAL = Duration.ofSeconds(1);

    /** Another instance is notified of commits at most this often. */
    private static final Duration NOTIFICATION_INTERVAL = Duration.ofMillis(5);

    /** More that is sent and not confirmed is looked for at once: each search for what is unsent passes over it. */
    private static final int MOST_UNCONFIRMED = 200;

    /** Between two statements there may be a whole poll, or a batch that Kafka gives up only after its delivery timeout. */
    private static final Duration LONGEST_SEND = Duration.ofSeconds(18);

    private final JdbcConnectionDetails database;
    private final Sink sink;
    private final MessagingProperties.Relay settings;
    private final OutboxMetrics metrics;
    private final OutboxNotifier notifier;
    private final TracePropagation traces;

    OutboxRelay(
            JdbcConnectionDetails database,
            Sink sink,
            MessagingProperties.Relay settings,
            OutboxMetrics metrics,
            OutboxNotifier notifier,
            TracePropagation traces) {
        this.database = database;
        this.sink = sink;
        this.settings = settings;
        this.metrics = metrics;
        this.notifier = notifier;
        this.traces = traces;
    }

    String name() {
        return "outbox-relay-" + sink.destination().label();
    }

    void run(BackgroundTask task) {
        LoggedBackoff backoff = new LoggedBackoff(log, name() + " without database");
        while (task.isRunning()) {
            try (sink;
                    RelaySession session = RelaySession.open(
                            database,
                            sink.destination(),
                            settings.pollInterval().plus(LONGEST_SEND))) {
                standBy(session, task, backoff);
                notifier.leads(sink.destination());
                new Leadership(session, task, backoff).lead();
            } catch (SQLException e) {
                task.pause(backoff.failed(e));
            } finally {
                notifier.leadsNoMore(sink.destination());
                metrics.notLeading();
            }
        }
    }

    /** Until the leadership is free; meanwhile the leader, in another instance, is notified of commits in this one. */
    private void standBy(RelaySession session, BackgroundTask task, LoggedBackoff backoff) throws SQLException {
        Duration wait = settings.pollInterval().compareTo(LEADERSHIP_INTERVAL) < 0
                ? settings.pollInterval()
                : LEADERSHIP_INTERVAL;
        Interval trying = new Interval(wait);
        while (!(trying.now() && session.lead())) {
            backoff.recovered();
            if (task.await(notifier.commitsFor(sink.destination()), trying.left())) {
                session.notifyLeader();
                task.pause(NOTIFICATION_INTERVAL.plus(sink.destination().linger()));
            }
        }
    }

    /** Sends, over one connection to the database. */
    private final class Leadership {

        private final RelaySession session;
        private final BackgroundTask task;
        private final LoggedBackoff databaseBackoff;
        private final LoggedBackoff backoff = new LoggedBackoff(log, name());
        private final LoggedBackoff measuringBackoff = new LoggedBackoff(log, name() + " backlog");
        private final LoggedBackoff deletionBackoff = new LoggedBackoff(log, name() + " deletion of sent events");
        private final Interval measuring = new Interval(MEASUREMENT_INTERVAL);
        private final Interval cleanup = new Interval(CLEANUP_INTERVAL);
        private final Map<Partition, String> highWaterMarks;

        /** What a log has taken since it was looked at, in this order. */
        private final List<SentRow> unconfirmed = new ArrayList<>();

        /** At once over a new connection to the destination: what comes over it may not hide what was lost before. */
        private Interval confirmation = new Interval(settings.pollInterval());

        Leadership(RelaySession session, BackgroundTask task, LoggedBackoff databaseBackoff) throws SQLException {
            this.session = session;
            this.task = task;
            this.databaseBackoff = databaseBackoff;
            this.highWaterMarks = session.highWaterMarks();
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
                        confirmation = new Interval(settings.pollInterval());
                        task.pause(backoff.failed(e));
                    }
                }
            } catch (TaskStoppedException e) {
                finish();
                throw e;
            }
            finish();
        }

        private void work() throws SQLException {
            // Before sending: what is removed makes room in a destination that is full.
            if (cleanup.now()) {
                deleteSent();
                sink.cleanUp(highWaterMarks.keySet());
            }
            boolean more = sendSome();
            databaseBackoff.recovered();
            backoff.recovered();
            if (!more && task.await(notifier.commitsFor(sink.destination()), settings.pollInterval())) {
                task.pause(sink.destination().linger());
            }
        }

        /** What cannot be confirmed now is sent again by the next leader. */
        private void finish() throws SQLException {
            session.mark();
            if (!unconfirmed.isEmpty()) {
                try {
                    confirm();
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
                measuringBackoff.recovered();
            } catch (SQLTimeoutException e) {
                measuringBackoff.failed(e);
            }
        }

        /**
         * Sends a batch. What is committed after it was read wakes the relay again.
         *
         * @return whether there may be more to send already, or to confirm
         */
        private boolean sendSome() throws SQLException {
            if (unconfirmed.size() >= MOST_UNCONFIRMED || confirmation.now()) {
                confirm();
            }
            List<OutboxRow> rows = session.unsent(BATCH, ids(unconfirmed));
            if (rows.isEmpty()) {
                return false;
            }
            sink.prepare(rows);
            BatchResult result = sink.send(rows, highWaterMarks);
            accept(result);
            metrics.sent(result.sent().size());
            trace(rows, result);
            for (Map.Entry<OutboxRow, String> refusal : result.rejected().entrySet()) {
                quarantine(refusal.getKey(), refusal.getValue());
            }
            if (!result.truncated().isEmpty()) {
                sendAgain(result.truncated());
                confirmation = new Interval(settings.pollInterval());
            }
            if (result.failure().isPresent()) {
                session.mark();
                throw new SendFailedException(result.failure().get());
            }
            return rows.size() == BATCH
                    || unconfirmed.size() >= MOST_UNCONFIRMED
                    || !result.rejected().isEmpty()
                    || !result.truncated().isEmpty();
        }

        private void trace(List<OutboxRow> rows, BatchResult result) {
            List<OutboxRow> recorded = rows.stream()
                    .filter(row -> TracePropagation.isSampled(row.event().traceparent()))
                    .toList();
            if (!recorded.isEmpty()) {
                Set<Long> sent = new HashSet<>(result.sentIds());
                recorded.stream()
                        .filter(row -> sent.contains(row.id()))
                        .forEach(row ->
                                traces.sent(row.event(), sink.destination().label()));
            }
        }

        private void accept(BatchResult result) {
            if (sink.mayLoseUnnoticed()) {
                unconfirmed.addAll(result.sent());
            } else {
                confirmed(result.sentIds(), result.highWaterMarks());
            }
        }

        private void confirmed(List<Long> ids, Map<Partition, String> ends) {
            session.sent(ids, ends);
            highWaterMarks.putAll(ends);
        }

        /**
         * Confirms what the logs still hold of what they have taken. Rows that were lost before they were confirmed are
         * unsent, and are sent again with the next batch.
         */
        private void confirm() throws SQLException {
            Set<Partition> truncated = sink.truncated(highWaterMarks);
            List<SentRow> kept = sink.stillPresent(unconfirmed);
            if (kept.size() < unconfirmed.size()) {
                log.warn("{}: {} events that were just sent are lost", name(), unconfirmed.size() - kept.size());
            }
            // Those that are kept are not marked yet: they are no sign of how far a log was kept that was lost before
            // them.
            sendAgain(truncated);
            unconfirmed.clear();
            Map<Partition, String> ends = new HashMap<>();
            kept.forEach(row -> ends.put(row.log(), row.position()));
            confirmed(ids(kept), ends);
        }

        /** What was sent after the newest event that is still there, or of late if nothing is. */
        private void sendAgain(Set<Partition> truncated) throws SQLException {
            Map<Partition, String> ends = new HashMap<>();
            Map<String, RelaySession.Sent> newestLeft = new HashMap<>();
            if (truncated.isEmpty()) {
                return;
            }
            session.mark();
            for (Partition part : truncated) {
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
            session.endAt(truncated, ends);
            highWaterMarks.keySet().removeAll(truncated);
            highWaterMarks.putAll(ends);
        }

        private void quarantine(OutboxRow row, String reason) throws SQLException {
            session.quarantine(row, reason);
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
                deletionBackoff.recovered();
            } catch (SQLTimeoutException e) {
                deletionBackoff.failed(e);
            }
        }
    }

    private static List<Long> ids(List<SentRow> rows) {
        return rows.stream().map(SentRow::id).toList();
    }

    /** A part of a batch did not get through. */
    private static final class SendFailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SendFailedException(Throwable cause) {
            super(cause);
        }
    }
}
