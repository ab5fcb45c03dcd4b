package com.homedelivery.shared.messaging.outbox;

import com.homedelivery.shared.event.EventMetadata;
import com.homedelivery.shared.messaging.sink.OutboxRow;
import com.homedelivery.shared.messaging.sink.Partition;
import com.homedelivery.shared.messaging.sink.SinkType;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * The relay's own connection to the database, one for each destination, outside of the pool that requests use. It holds
 * the leadership (an advisory lock ends with its session), and reads and marks the rows: who has lost the connection has
 * lost all of it.
 *
 * <p>Rows are named by an array, not by a join: while the planner takes an outbox that has just filled for empty, it would
 * look through all of it for each row.
 */
final class RelaySession implements AutoCloseable {

    /** Channel of PostgreSQL's NOTIFY; it belongs to one database. */
    static final String CHANNEL = "outbox";

    private static final Duration BACKLOG_TIMEOUT = Duration.ofSeconds(2);
    private static final int MOST_COUNTED = 10_000;
    private static final Duration DELETION_TIMEOUT = Duration.ofSeconds(1);
    private static final int LOOKED_THROUGH_AT_ONCE = 20_000;

    /** SQLSTATE of a statement that took longer than it may. */
    private static final String QUERY_CANCELED = "57014";

    private final Connection connection;
    private final SinkType destination;
    private final String unsent;
    private final String mark;

    /** What was sent and is not marked yet. */
    private final List<Long> unmarked = new ArrayList<>();

    private final Map<Partition, String> unmarkedHighWaterMarks = new HashMap<>();

    private RelaySession(Connection connection, SinkType destination) {
        this.connection = connection;
        this.destination = destination;
        this.mark = """
                with locked as (
                    select id from outbox where id = any (?) order by id for no key update),
                sent as (
                    update outbox set %s = now() + array_position(?, id) * interval '1 microsecond'
                    where id = any (array(select id from locked))),
                tails as (
                    insert into outbox_tail (destination, log, part, position)
                    select ?, log, part, position from unnest(?, ?, ?) as tails (log, part, position)
                    on conflict (destination, log, part) do update set position = excluded.position)
                """.formatted(destination.sentColumn());
        this.unsent = "%s is null and %s is not null".formatted(destination.sentColumn(), destination.logColumn());
    }

    /** @param longestSilence after so long without a statement the leadership ends */
    static RelaySession open(JdbcConnectionDetails database, SinkType destination, Duration longestSilence)
            throws SQLException {
        return new RelaySession(
                OutboxConnection.open(database, "outbox-relay-" + destination.label(), longestSilence), destination);
    }

    /** Tries to become the one who sends to this destination, of all instances of the service. */
    boolean lead() throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select pg_try_advisory_lock(hashtextextended(?, 0))")) {
            query.setString(1, "outbox-relay-" + destination.label());
            try (ResultSet result = query.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    /** Tells the leader, which is in another instance, that something was committed. */
    void notifyLeader() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select pg_notify(?, ?)")) {
            query.setString(1, CHANNEL);
            query.setString(2, destination.label());
            query.execute();
        }
    }

    /**
     * The oldest rows that are still to be sent, without those that wait behind one in quarantine.
     *
     * <p>Reading what is unsent, instead of what comes after the last id, finds rows that commit late. It keeps the order
     * of a key: two transactions that change one aggregate run one after the other (row lock or version), so the second
     * writes its row, with a higher id, after the first's is visible.
     *
     * <p>What was sent before is marked by the same statement: while there is something to send, an event costs one.
     *
     * @param except rows to leave out
     */
    List<OutboxRow> unsent(int limit, Collection<Long> except) throws SQLException {
        String sql = """
                select id, event_id, stream, topic, event_key, type, source, occurred_at, traceparent, data
                from outbox o
                where %s and id <> all (?) and not exists (
                    select from outbox_quarantine p where p.destination = ? and p.topic = o.topic
                        and p.event_key = o.event_key and p.outbox_id <= o.id)
                order by id limit ?""".formatted(unsent);
        boolean marks = isAnythingUnmarked();
        try (PreparedStatement query = connection.prepareStatement(marks ? mark + sql : sql)) {
            int next = marks ? setMark(query) : 1;
            query.setArray(
                    next++,
                    array(
                            "bigint",
                            Stream.concat(unmarked.stream(), except.stream()).toList()));
            query.setString(next++, destination.label());
            query.setInt(next, limit);
            List<OutboxRow> rows = new ArrayList<>();
            try (ResultSet result = query.executeQuery()) {
                while (result.next()) {
                    rows.add(row(result));
                }
            }
            forgetMarked();
            return rows;
        }
    }

    private static OutboxRow row(ResultSet result) throws SQLException {
        return new OutboxRow(
                result.getLong("id"),
                Optional.ofNullable(result.getString("stream")),
                result.getString("topic"),
                metadata(result),
                result.getString("data"));
    }

    /** The columns of the outbox that an event's metadata stands in. */
    static EventMetadata metadata(ResultSet result) throws SQLException {
        return new EventMetadata(
                result.getObject("event_id", UUID.class),
                result.getString("type"),
                result.getString("source"),
                result.getTimestamp("occurred_at").toInstant(),
                result.getString("event_key"),
                result.getString("traceparent"));
    }

    /**
     * Remembers that rows were sent, and how far the logs have come. They are marked by the next {@link #unsent} or
     * {@link #mark}; if the session ends before that, they are sent again. Their times are a microsecond apart: by them they
     * are in the order in which they went out, which is not that of their ids when one was committed late. They are locked
     * by id all the same, as by the relay to the other destination: or the two could wait for each other.
     */
    void sent(Collection<Long> ids, Map<Partition, String> highWaterMarks) {
        unmarked.addAll(ids);
        unmarkedHighWaterMarks.putAll(highWaterMarks);
    }

    /** Marks what was sent. */
    void mark() throws SQLException {
        if (!isAnythingUnmarked()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(mark + "select 1")) {
            setMark(update);
            update.execute();
        }
        forgetMarked();
    }

    private boolean isAnythingUnmarked() {
        return !unmarked.isEmpty() || !unmarkedHighWaterMarks.isEmpty();
    }

    /** @return index of the parameter after those of {@link #mark} */
    private int setMark(PreparedStatement statement) throws SQLException {
        List<Map.Entry<Partition, String>> highWaterMarks = List.copyOf(unmarkedHighWaterMarks.entrySet());
        statement.setArray(1, array("bigint", unmarked));
        statement.setArray(2, array("bigint", unmarked));
        statement.setString(3, destination.label());
        statement.setArray(
                4,
                array(
                        "text",
                        highWaterMarks.stream().map(mark -> mark.getKey().log()).toList()));
        statement.setArray(
                5,
                array(
                        "int",
                        highWaterMarks.stream()
                                .map(mark -> mark.getKey().part())
                                .toList()));
        statement.setArray(
                6,
                array("text", highWaterMarks.stream().map(Map.Entry::getValue).toList()));
        return 7;
    }

    private void forgetMarked() {
        unmarked.clear();
        unmarkedHighWaterMarks.clear();
    }

    /** How far the logs had come when rows were last sent. */
    Map<Partition, String> highWaterMarks() throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select log, part, position from outbox_tail where destination = ?")) {
            query.setString(1, destination.label());
            Map<Partition, String> highWaterMarks = new HashMap<>();
            try (ResultSet result = query.executeQuery()) {
                while (result.next()) {
                    highWaterMarks.put(new Partition(result.getString(1), result.getInt(2)), result.getString(3));
                }
            }
            return highWaterMarks;
        }
    }

    /** Puts a row in quarantine; its key's later rows wait behind it. */
    void quarantine(OutboxRow row, String reason) throws SQLException {
        String sql = """
                insert into outbox_quarantine (destination, outbox_id, topic, event_key, reason) values (?, ?, ?, ?, ?)
                on conflict do nothing""";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, destination.label());
            update.setLong(2, row.id());
            update.setString(3, row.topic());
            update.setString(4, row.event().subject());
            update.setString(5, reason);
            update.executeUpdate();
        }
    }

    /** The one of these events that was sent last, if any of them is known to have been sent. */
    Optional<Sent> lastSent(Collection<UUID> events) throws SQLException {
        String sql = """
                select %1$s, id from outbox where event_id = any (?) and %1$s > '-infinity'
                order by %1$s desc, id desc limit 1""".formatted(destination.sentColumn());
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setArray(1, array("uuid", events));
            try (ResultSet result = query.executeQuery()) {
                return result.next()
                        ? Optional.of(new Sent(result.getTimestamp(1), result.getLong(2)))
                        : Optional.empty();
            }
        }
    }

    /** What was sent so long ago. */
    Sent sentAgo(Duration time) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select now() - make_interval(secs => ?)")) {
            query.setDouble(1, time.toSeconds());
            try (ResultSet result = query.executeQuery()) {
                result.next();
                return new Sent(result.getTimestamp(1), Long.MAX_VALUE);
            }
        }
    }

    /**
     * Makes the rows that were sent to this log after another one unsent again. No index helps to find them, so that each
     * statement looks through some thousand rows of the outbox. If it fails in between, the next attempt does the rest.
     *
     * @return how many rows
     */
    int sendAgain(String log, Sent after) throws SQLException {
        String sql = """
                with looked_through as (
                    select count(*) as rows, coalesce(max(id), 0) as last
                    from (select id from outbox where id > ? order by id limit ?) as next),
                lost as (
                    select id from outbox
                    where id > ? and id <= (select last from looked_through)
                        and %2$s = ? and (%1$s, id) > (?, ?)
                    order by id for no key update),
                again as (update outbox set %1$s = null where id = any (array(select id from lost)))
                select (select count(*) from lost), rows, last from looked_through""".formatted(destination.sentColumn(), destination.logColumn());
        int all = 0;
        long last = 0;
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            int lookedThrough;
            do {
                update.setLong(1, last);
                update.setInt(2, LOOKED_THROUGH_AT_ONCE);
                update.setLong(3, last);
                update.setString(4, log);
                update.setTimestamp(5, after.at());
                update.setLong(6, after.id());
                try (ResultSet result = update.executeQuery()) {
                    result.next();
                    all += result.getInt(1);
                    lookedThrough = result.getInt(2);
                    last = result.getLong(3);
                }
            } while (lookedThrough == LOOKED_THROUGH_AT_ONCE);
        }
        return all;
    }

    /** These logs end there now; those without an end are empty. */
    void endAt(Set<Partition> logs, Map<Partition, String> ends) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("delete from outbox_tail where destination = ? and log = ? and part = ?")) {
            for (Partition part : logs) {
                update.setString(1, destination.label());
                update.setString(2, part.log());
                update.setInt(3, part.part());
                update.executeUpdate();
            }
        }
        sent(List.of(), ends);
        mark();
    }

    /**
     * When a row was sent.
     *
     * @param at when it was marked, as the database's clock says
     * @param id its place in the outbox
     */
    record Sent(Timestamp at, long id) {

        private static final Comparator<Sent> ORDER =
                Comparator.comparing(Sent::at).thenComparingLong(Sent::id);

        static Sent earlier(Sent one, Sent other) {
            return ORDER.compare(one, other) <= 0 ? one : other;
        }
    }

    /**
     * Deletes rows that every destination has had for a while.
     *
     * @return how many, at most the limit
     * @throws SQLTimeoutException when the database has no time for it; the session is unharmed
     */
    int deleteSent(Duration sentBefore, int limit) throws SQLException {
        String sql = """
                delete from outbox where id = any (array(
                    select id from outbox
                    where kafka_sent_at is not null and (stream is null or redis_sent_at is not null)
                        and greatest(kafka_sent_at, redis_sent_at) < now() - make_interval(secs => ?)
                    order by greatest(kafka_sent_at, redis_sent_at) limit ?))""";
        return within(DELETION_TIMEOUT, () -> {
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                update.setDouble(1, sentBefore.toSeconds());
                update.setInt(2, limit);
                return update.executeUpdate();
            }
        });
    }

    /** @throws SQLTimeoutException when the database has no time for it; the session is unharmed */
    Backlog backlog() throws SQLException {
        String sql = """
                select (select count(*) from (select from outbox where %1$s limit ?) as counted),
                    coalesce(extract(epoch from now() - (
                        select created_at from outbox where %1$s order by id limit 1)), 0),
                    (select count(*) from (select from outbox_quarantine where destination = ? limit ?) as counted)""".formatted(unsent);
        return within(BACKLOG_TIMEOUT, () -> {
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                query.setInt(1, MOST_COUNTED);
                query.setString(2, destination.label());
                query.setInt(3, MOST_COUNTED);
                try (ResultSet result = query.executeQuery()) {
                    result.next();
                    return new Backlog(result.getLong(1), result.getDouble(2), result.getLong(3));
                }
            }
        });
    }

    /** Runs a statement that nothing depends on, and that may not hold up what does. */
    private <T> T within(Duration limit, Statements<T> statements) throws SQLException {
        limitStatements(limit);
        try {
            return statements.run();
        } catch (SQLException e) {
            if (QUERY_CANCELED.equals(e.getSQLState())) {
                throw new SQLTimeoutException("the database did not get it done in " + limit, e);
            }
            throw e;
        } finally {
            limitStatements(OutboxConnection.STATEMENT_TIMEOUT);
        }
    }

    private void limitStatements(Duration timeout) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set statement_timeout = " + timeout.toMillis());
        }
    }

    @FunctionalInterface
    private interface Statements<T> {
        T run() throws SQLException;
    }

    /**
     * What is still to be sent.
     *
     * @param rows how many, at most 10,000
     * @param oldestSeconds age of the oldest
     * @param quarantined how many of them were refused, at most 10,000
     */
    record Backlog(long rows, double oldestSeconds, long quarantined) {}

    private Array array(String type, Collection<?> values) throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
