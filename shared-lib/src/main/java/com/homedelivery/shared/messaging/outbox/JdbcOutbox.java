package com.homedelivery.shared.messaging.outbox;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.shared.event.DomainEvent;
import com.homedelivery.shared.event.EventJson;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.messaging.TracePropagation;
import com.homedelivery.shared.messaging.sink.SinkType;
import com.homedelivery.shared.work.AfterCommit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes events into the outbox table, and wakes the relays once they are committed. Not by a notification of the same
 * transaction: PostgreSQL lets only one transaction of a database at a time commit with one.
 */
final class JdbcOutbox implements Outbox {

    private static final String INSERT = """
            insert into outbox (event_id, stream, topic, event_key, type, source, occurred_at, traceparent, data)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final Set<SinkType> EVERYWHERE = EnumSet.allOf(SinkType.class);
    private static final Set<SinkType> KAFKA_ONLY = EnumSet.of(SinkType.KAFKA);

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final String source;
    private final TracePropagation traces;
    private final OutboxNotifier notifier;
    private final MeterProvider<Counter> published;

    JdbcOutbox(
            JdbcTemplate jdbc,
            Clock clock,
            String source,
            TracePropagation traces,
            OutboxNotifier notifier,
            MeterRegistry registry) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.source = source;
        this.traces = traces;
        this.notifier = notifier;
        this.published = Counter.builder("homedelivery.outbox.published")
                .description("Events that have happened: written and committed, by type")
                .withRegistry(registry);
    }

    @Override
    public void publishAll(Collection<? extends DomainEvent> events) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalTransactionStateException("An event is published in the transaction that causes it");
        }
        if (events.isEmpty()) {
            return;
        }
        String trace = traces.current();
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.batchUpdate(INSERT, events, events.size(), (row, event) -> {
            EventStream<?> stream = EventStream.of(event);
            row.setObject(1, UuidCreator.getTimeOrderedEpoch());
            row.setString(2, stream.streamKey());
            row.setString(3, stream.topic());
            row.setString(4, event.key());
            row.setString(5, EventStream.typeOf(event));
            row.setString(6, source);
            row.setTimestamp(7, now);
            row.setString(8, trace);
            row.setString(9, EventJson.write(event));
        });
        AfterCommit.run(() -> events.forEach(this::committed));
    }

    private void committed(DomainEvent event) {
        Set<SinkType> destinations = EventStream.of(event).streamKey() == null ? KAFKA_ONLY : EVERYWHERE;
        destinations.forEach(notifier::committedFor);
        published.withTag("type", EventStream.typeOf(event)).increment();
    }
}
