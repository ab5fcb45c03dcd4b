package com.homedelivery.shared.messaging;

import com.homedelivery.shared.event.EventMetadata;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * The relay's own connection to the database, one for each destination, outside of the pool that requests use. It holds
 * the leadership (an advisory lock ends with its session), hears the notices of commits, and reads and marks the rows:
 * who has lost the connection has lost all of it.
 */
final class RelaySession implements AutoCloseable {

    private final Connection connection;
    private final Destination destination;
    private final String unsent;

    private RelaySession(Connection connection, Destination destination) {
        this.connection = connection;
        this.destination = destination;
        this.unsent = "%s is null and %s is not null".formatted(destination.sentColumn(), destination.logColumn());
    }

    static RelaySession open(JdbcConnectionDetails database, Destination destination) throws SQLException {
        Properties properties = new Properties();
        Optional.ofNullable(database.getUsername()).ifPresent(user -> properties.setProperty("user", user));
        Optional.ofNullable(database.getPassword()).ifPresent(word -> properties.setProperty("password", word));
        properties.setProperty("ApplicationName", "outbox-relay-" + destination.label());
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "10");
        properties.setProperty("tcpKeepAlive", "true");
        Connection connection = DriverManager.getConnection(database.getJdbcUrl(), properties);
        try (Statement statement = connection.createStatement()) {
            // A mark that a crash of the database forgets only means that the event is sent twice.
            statement.execute("set synchronous_commit = off");
            statement.execute("listen " + JdbcOutbox.CHANNEL);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return new RelaySession(connection, destination);
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

    /**
     * The oldest rows that are still to be sent, without those that wait behind a parked one.
     *
     * <p>Reading what is unsent, instead of what comes after the last id, finds rows that commit late. It keeps the order
     * of a key: two transactions that change one aggregate run one after the other (row lock or version), so the second
     * writes its row, with a higher id, after the first's is visible.
     */
    List<OutboxRow> unsent(int limit) throws SQLException {
        String sql = """
                select id, event_id, stream, topic, event_key, type, source, occurred_at, traceparent, data
                from outbox o
                where %s and not exists (
                    select from outbox_parked p where p.destination = ? and p.topic = o.topic
                        and p.event_key = o.event_key and p.outbox_id <= o.id)
                order by id limit ?""".formatted(unsent);
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, destination.label());
            query.setInt(2, limit);
            List<OutboxRow> rows = new ArrayList<>();
            try (ResultSet result = query.executeQuery()) {
                while (result.next()) {
                    rows.add(row(result));
                }
            }
            return rows;
        }
    }

    private static OutboxRow row(ResultSet result) throws SQLException {
        return new OutboxRow(
                result.getLong("id"),
                Optional.ofNullable(result.getString("stream")),
                result.getString("topic"),
                new EventMetadata(
                        result.getObject("event_id", UUID.class),
                        result.getString("type"),
                        result.getString("source"),
                        result.getTimestamp("occurred_at").toInstant(),
                        result.getString("event_key"),
                        result.getString("traceparent")),
                result.getString("data"));
    }

    /** Marks rows as sent and remembers how far the logs have come. */
    void sent(List<Long> ids, Map<LogPart, String> tails) throws SQLException {
        String sql = """
                with sent as (update outbox set %s = clock_timestamp() where id = any (?))
                insert into outbox_tail (destination, log, part, position)
                select ?, log, part, position from unnest(?, ?, ?) as tails (log, part, position)
                on conflict (destination, log, part) do update set position = excluded.position""".formatted(destination.sentColumn());
        List<Map.Entry<LogPart, String>> entries = List.copyOf(tails.entrySet());
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setArray(1, array("bigint", ids));
            update.setString(2, destination.label());
            update.setArray(
                    3,
                    array(
                            "text",
                            entries.stream().map(tail -> tail.getKey().log()).toList()));
            update.setArray(
                    4,
                    array(
                            "int",
                            entries.stream().map(tail -> tail.getKey().part()).toList()));
            update.setArray(
                    5, array("text", entries.stream().map(Map.Entry::getValue).toList()));
            update.executeUpdate();
        }
    }

    /** How far the logs had come when rows were last sent. */
    Map<LogPart, String> tails() throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select log, part, position from outbox_tail where destination = ?")) {
            query.setString(1, destination.label());
            Map<LogPart, String> tails = new HashMap<>();
            try (ResultSet result = query.executeQuery()) {
                while (result.next()) {
                    tails.put(new LogPart(result.getString(1), result.getInt(2)), result.getString(3));
                }
            }
            return tails;
        }
    }

    /** Puts a row aside; its key's later rows wait behind it. */
    void park(OutboxRow row, String reason) throws SQLException {
        String sql = """
                insert into outbox_parked (destination, outbox_id, topic, event_key, reason) values (?, ?, ?, ?, ?)
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

    /**
     * Makes the rows that were sent to these logs of late unsent again and forgets how far the logs had come.
     *
     * @return how many rows
     */
    int sendAgain(Collection<String> logs, Duration sentWithin) throws SQLException {
        String sql = """
                with forgotten as (delete from outbox_tail where destination = ? and log = any (?))
                update outbox set %1$s = null
                where %2$s = any (?) and %1$s > now() - make_interval(secs => ?)""".formatted(destination.sentColumn(), destination.logColumn());
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, destination.label());
            update.setArray(2, array("text", logs));
            update.setArray(3, array("text", logs));
            update.setDouble(4, sentWithin.toSeconds());
            return update.executeUpdate();
        }
    }

    /**
     * Deletes rows that every destination has had for a while.
     *
     * @return how many, at most the limit
     */
    int deleteSent(Duration sentBefore, int limit) throws SQLException {
        String sql = """
                delete from outbox where id = any (array(
                    select id from outbox
                    where kafka_sent_at is not null and (stream is null or redis_sent_at is not null)
                        and greatest(kafka_sent_at, redis_sent_at) < now() - make_interval(secs => ?)
                    order by greatest(kafka_sent_at, redis_sent_at) limit ?))""";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setDouble(1, sentBefore.toSeconds());
            update.setInt(2, limit);
            return update.executeUpdate();
        }
    }

    Backlog backlog() throws SQLException {
        String sql = """
                select count(*), coalesce(extract(epoch from now() - min(created_at)), 0),
                    (select count(*) from outbox_parked where destination = ?)
                from outbox where %s""".formatted(unsent);
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, destination.label());
            try (ResultSet result = query.executeQuery()) {
                result.next();
                return new Backlog(result.getLong(1), result.getDouble(2), result.getLong(3));
            }
        }
    }

    /**
     * What is still to be sent.
     *
     * @param rows how many
     * @param oldestSeconds age of the oldest
     * @param parked how many of them were refused
     */
    record Backlog(long rows, double oldestSeconds, long parked) {}

    /** Returns when something was committed to the outbox, or after the time. */
    boolean awaitNotice(Duration atMost) throws SQLException {
        return connection.unwrap(PGConnection.class).getNotifications(Math.toIntExact(atMost.toMillis())) != null;
    }

    /** Forgets the notices of what is going to be read anyway; under load nobody waits for them. */
    void forgetNotices() throws SQLException {
        connection.unwrap(PGConnection.class).getNotifications();
    }

    private Array array(String type, Collection<?> values) throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
