package com.homedelivery.shared.messaging;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

    private final JdbcConnectionDetails database;
    private final Sink sink;
    private final MessagingProperties.Relay settings;
    private final OutboxMetrics metrics;

    OutboxRelay(JdbcConnectionDetails database, Sink sink, MessagingProperties.Relay settings, OutboxMetrics metrics) {
        this.database = database;
        this.sink = sink;
        this.settings = settings;
        this.metrics = metrics;
    }

    String name() {
        return "outbox-relay-" + sink.destination().label();
    }

    void run(Worker worker) {
        Outage outage = new Outage(log, name() + " without database");
        while (worker.goesOn()) {
            try (sink;
                    RelaySession session = RelaySession.open(database, sink.destination())) {
                while (!session.lead()) {
                    outage.over();
                    worker.pause(settings.poll());
                }
                outage.over();
                lead(session, worker);
            } catch (SQLException e) {
                worker.pause(outage.failed(e));
            } finally {
                metrics.notLeading();
            }
        }
    }

    private void lead(RelaySession session, Worker worker) throws SQLException {
        Outage outage = new Outage(log, name());
        Due measuring = new Due(MEASURE_EVERY);
        Due tidying = new Due(TIDY_EVERY);
        Map<LogPart, String> tails = session.tails();
        while (worker.goesOn()) {
            if (measuring.now()) {
                metrics.backlog(session.backlog());
            }
            try {
                boolean sentSome = sendSome(session, tails);
                outage.over();
                if (tidying.now()) {
                    deleteSent(session, worker);
                    sink.tidy(tails.keySet());
                }
                if (!sentSome) {
                    worker.whileWaiting(() -> session.awaitNotice(settings.poll()));
                }
            } catch (Worker.Stopped stopped) {
                throw stopped;
            } catch (RuntimeException e) {
                sink.close();
                worker.pause(outage.failed(e));
            }
        }
    }

    /** Whether there was anything to send. */
    private boolean sendSome(RelaySession session, Map<LogPart, String> tails) throws SQLException {
        Set<String> lost = sink.lostLogs(tails);
        if (!lost.isEmpty()) {
            sendAgain(session, lost, tails);
        }
        session.forgetNotices();
        List<OutboxRow> rows = session.unsent(settings.batch());
        if (rows.isEmpty()) {
            return false;
        }
        sink.prepare();
        Delivery delivery = sink.send(rows, tails);
        tails.putAll(delivery.tails());
        session.sent(delivery.sentIds(), delivery.tails());
        metrics.sent(delivery.sentIds().size());
        for (Map.Entry<OutboxRow, String> refusal : delivery.refused().entrySet()) {
            park(session, refusal.getKey(), refusal.getValue());
        }
        if (!delivery.lostLogs().isEmpty()) {
            sendAgain(session, delivery.lostLogs(), tails);
        }
        if (delivery.failure().isPresent()) {
            throw new SendFailed(delivery.failure().get());
        }
        return true;
    }

    private void sendAgain(RelaySession session, Collection<String> lost, Map<LogPart, String> tails)
            throws SQLException {
        int events = session.sendAgain(lost, settings.keepSent());
        Set<String> logs = new HashSet<>(lost);
        tails.keySet().removeIf(part -> logs.contains(part.log()));
        log.warn("{}: {} lost what it held last, {} events are sent again", name(), lost, events);
    }

    private void park(RelaySession session, OutboxRow row, String reason) throws SQLException {
        session.park(row, reason);
        metrics.backlog(session.backlog());
        log.error(
                "{}: {} {} of {} is refused and parked, later events of its key wait: {}",
                name(),
                row.event().type(),
                row.event().id(),
                row.event().subject(),
                reason);
    }

    private void deleteSent(RelaySession session, Worker worker) throws SQLException {
        while (worker.goesOn() && session.deleteSent(settings.keepSent(), DELETE_AT_ONCE) == DELETE_AT_ONCE) {
            log.debug("{}: deleted {} sent events", name(), DELETE_AT_ONCE);
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
