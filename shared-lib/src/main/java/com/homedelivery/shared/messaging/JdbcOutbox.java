package com.homedelivery.shared.messaging;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.shared.event.DomainEvent;
import com.homedelivery.shared.event.EventJson;
import com.homedelivery.shared.event.EventStream;
import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Writes events into the outbox table; the notice that wakes the relay goes out with the commit. */
final class JdbcOutbox implements Outbox {

    /** Channel of PostgreSQL's NOTIFY; it belongs to one database. */
    static final String CHANNEL = "outbox";

    private static final String INSERT = """
            with written as (
                insert into outbox (event_id, stream, topic, event_key, type, source, occurred_at, traceparent, data)
                values (:id, :stream, :topic, :key, :type, :source, :time, :traceparent, :data))
            select pg_notify('%s', '')""".formatted(CHANNEL);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final String source;
    private final Traces traces;

    JdbcOutbox(JdbcClient jdbc, Clock clock, String source, Traces traces) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.source = source;
        this.traces = traces;
    }

    @Override
    public void publish(DomainEvent event) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalTransactionStateException("An event is published in the transaction that it tells about");
        }
        EventStream<?> stream = EventStream.of(event);
        jdbc.sql(INSERT)
                .param("id", UuidCreator.getTimeOrderedEpoch())
                .param("stream", stream.streamKey())
                .param("topic", stream.topic())
                .param("key", event.key())
                .param("type", EventStream.typeOf(event))
                .param("source", source)
                .param("time", Timestamp.from(clock.instant()))
                .param("traceparent", traces.current())
                .param("data", EventJson.write(event))
                .query(_ -> {});
    }
}
