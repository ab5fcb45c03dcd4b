package com.homedelivery.shared.messaging.outbox;

import com.homedelivery.shared.messaging.sink.SinkType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The outbox rows in quarantine, for the operator who mends them. Each row is there once for every destination that
 * refuses it.
 */
final class QuarantinedRows {

    private static final String SELECT = """
            select q.destination, o.id, o.topic, o.event_id, o.type, o.source, o.occurred_at, o.event_key,
                o.traceparent, o.data, q.reason, q.quarantined_at
            from outbox_quarantine q join outbox o on o.id = q.outbox_id
            """;

    private final JdbcClient jdbc;

    QuarantinedRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Rows in the order of the outbox, without the first {@code offset}, at most {@code limit}. */
    List<QuarantinedRow> page(int offset, int limit) {
        return jdbc.sql(SELECT + "order by o.id, q.destination limit :limit offset :offset")
                .param("limit", limit)
                .param("offset", offset)
                .query(QuarantinedRows::row)
                .list();
    }

    long count() {
        return jdbc.sql("select count(*) from outbox_quarantine")
                .query(Long.class)
                .single();
    }

    Optional<QuarantinedRow> find(SinkType destination, long id) {
        return jdbc.sql(SELECT + "where q.destination = :destination and o.id = :id")
                .param("destination", destination.label())
                .param("id", id)
                .query(QuarantinedRows::row)
                .optional();
    }

    /**
     * Has the row sent again, and then the ones of its key that wait behind it. If it is refused once more, it comes back.
     *
     * @return whether it was in quarantine
     */
    boolean sendAgain(SinkType destination, long id) {
        return jdbc.sql("delete from outbox_quarantine where destination = :destination and outbox_id = :id")
                        .param("destination", destination.label())
                        .param("id", id)
                        .update()
                == 1;
    }

    /**
     * Gives the row up for this destination, which will never get it; the ones that wait behind it are sent.
     *
     * @return whether it was in quarantine
     */
    boolean discard(SinkType destination, long id) {
        // Sent before all time: never among what a log has lost, and no longer needed once the other destination has
        // it.
        return jdbc.sql("""
                                with discarded as (
                                    delete from outbox_quarantine where destination = :destination and outbox_id = :id
                                    returning outbox_id)
                                update outbox set %s = '-infinity' where id in (select outbox_id from discarded)""".formatted(destination.sentColumn()))
                        .param("destination", destination.label())
                        .param("id", id)
                        .update()
                == 1;
    }

    private static QuarantinedRow row(ResultSet result, int number) throws SQLException {
        return new QuarantinedRow(
                SinkType.of(result.getString("destination")).orElseThrow(),
                result.getLong("id"),
                result.getString("topic"),
                RelaySession.metadata(result),
                result.getString("data"),
                result.getString("reason"),
                result.getTimestamp("quarantined_at").toInstant());
    }
}
