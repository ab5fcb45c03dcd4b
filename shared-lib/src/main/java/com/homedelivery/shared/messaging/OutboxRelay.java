package com.homedelivery.shared.messaging;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
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

    void run(Worker worker) {
        Outage outage = new Outage(log, name() + " without database");
        while (worker.goesOn()) {
            try (sink;
                    RelaySession session = RelaySession.open(
                            database, sink.destination(), settings.poll().plus(LONGEST_SEND))) {
                standBy(session, worker, outage);
                notifier.leads(sink.destination());
                lead(session, worker, outage);
            } catch (SQLException e) {
                worker.pause(outage.failed(e));
            } finally {
                notifier.leadsNoMore(sink.destination());
                metrics.notLeading();
            }
        }
    }

    /** Until the leadership is free; meanwhile the leader, in another instance, is told what is committed in this one. */
    private void standBy(RelaySession session, Worker worker, Outage outage) throws SQLException {
        Due trying = new Due(settings.poll());
        while (!(trying.now() && session.lead())) {
            outage.over();
            if (worker.await(notifier.commitsFor(sink.destination()), settings.poll())) {
                session.notifyLeader();
                worker.pause(BETWEEN_NOTICES.plus(sink.destination().gathering()));
            }
        }
    }

    private void lead(RelaySession session, Worker worker, Outage databaseOutage) throws SQLException {
        Outage outage = new Outage(log, name());
        Outage measuringOutage = new Outage(log, name() + " backlog");
        Outage deletionOutage = new Outage(log, name() + " deletion of sent events");
        Due measuring = new Due(MEASURE_EVERY);
        Due tidying = new Due(TIDY_EVERY);
        Map<LogPart, String> tails = session.tails();
        while (worker.goesOn()) {
            if (measuring.now()) {
                session.mark();
                measure(session, measuringOutage);
            }
            try {
                // Before sending: what is removed makes room in a destination that is full.
                if (tidying.now()) {
                    deleteSent(session, worker, deletionOutage);
                    sink.tidy(tails.keySet());
                }
                boolean more = sendSome(session, tails);
                databaseOutage.over();
                outage.over();
                if (!more && worker.await(notifier.commitsFor(sink.destination()), settings.poll())) {
                    worker.pause(sink.destination().gathering());
                }
            } catch (Worker.Stopped stopped) {
                session.mark();
                throw stopped;
            } catch (RuntimeException e) {
                sink.close();
                worker.pause(outage.failed(e));
            }
        }
        session.mark();
    }

    /** A number that cannot be had is no reason to stop sending. */
    private void measure(RelaySession session, Outage outage) throws SQLException {
        try {
            metrics.backlog(session.backlog());
            outage.over();
        } catch (SQLTimeoutException e) {
            outage.failed(e);
        }
    }

    /**
     * Sends a batch. What is committed after it was read rings for the next.
     *
     * @return whether there may be more to send already
     */
    private boolean sendSome(RelaySession session, Map<LogPart, String> tails) throws SQLException {
        sendAgain(session, sink.cutOff(tails), tails);
        List<OutboxRow> rows = session.unsent(settings.batch());
        if (rows.isEmpty()) {
            return false;
        }
        sink.prepare(rows);
        Delivery delivery = sink.send(rows, tails);
        tails.putAll(delivery.tails());
        session.sent(delivery.sentIds(), delivery.tails());
        metrics.sent(delivery.sentIds().size());
        for (Map.Entry<OutboxRow, String> refusal : delivery.refused().entrySet()) {
            park(session, refusal.getKey(), refusal.getValue());
        }
        sendAgain(session, delivery.cutOff(), tails);
        if (delivery.failure().isPresent()) {
            session.mark();
            throw new SendFailed(delivery.failure().get());
        }
        return rows.size() == settings.batch()
                || !delivery.refused().isEmpty()
                || !delivery.cutOff().isEmpty();
    }

    /** What was sent after the newest event that is still there, or of late if nothing is. */
    private void sendAgain(RelaySession session, Set<LogPart> cutOff, Map<LogPart, String> tails) throws SQLException {
        Map<LogPart, String> ends = new HashMap<>();
        Map<String, RelaySession.Sent> newestLeft = new HashMap<>();
        if (cutOff.isEmpty()) {
            return;
        }
        session.mark();
        for (LogPart part : cutOff) {
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

    private void park(RelaySession session, OutboxRow row, String reason) throws SQLException {
        session.park(row, reason);
        measure(session, new Outage(log, name() + " backlog"));
        log.error(
                "{}: {} {} of {} is refused and quarantined, later events of its key wait: {}",
                name(),
                row.event().type(),
                row.event().id(),
                row.event().subject(),
                reason);
    }

    /** What cannot be deleted in time is no reason to stop sending. */
    private void deleteSent(RelaySession session, Worker worker, Outage outage) throws SQLException {
        try {
            while (worker.goesOn() && session.deleteSent(settings.keepSent(), DELETE_AT_ONCE) == DELETE_AT_ONCE) {
                log.debug("{}: deleted {} sent events", name(), DELETE_AT_ONCE);
            }
            outage.over();
        } catch (SQLTimeoutException e) {
            outage.failed(e);
        }
    }

    /** A part of a batch did not get through. */
    private static final class SendFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SendFailed(Throwable cause) {
            super(cause);
        }
    }
}
