package com.homedelivery.shared.ops.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The audit log of a service that has a database: table {@code ops_audit}. */
public final class JdbcAuditLog implements AuditLog {

    private final JdbcClient jdbc;

    public JdbcAuditLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void record(AuditEntry entry) {
        jdbc.sql("""
                        insert into ops_audit (at, user_id, action, item, item_id, stream, type, event_id, reason)
                        values (:at, :userId, :action, :item, :itemId, :stream, :type, :eventId, :reason)""")
                .param("at", Timestamp.from(entry.at()))
                .param("userId", entry.userId())
                .param("action", entry.action().name())
                .param("item", entry.item())
                .param("itemId", entry.itemId())
                .param("stream", entry.stream())
                .param("type", entry.type())
                .param("eventId", entry.eventId())
                .param("reason", entry.reason())
                .update();
    }

    @Override
    public List<AuditEntry> page(int offset, int limit) {
        return jdbc.sql("""
                        select at, user_id, action, item, item_id, stream, type, event_id, reason
                        from ops_audit order by id desc limit :limit offset :offset""")
                .param("limit", limit)
                .param("offset", offset)
                .query(JdbcAuditLog::entry)
                .list();
    }

    @Override
    public long count() {
        return jdbc.sql("select count(*) from ops_audit").query(Long.class).single();
    }

    private static AuditEntry entry(ResultSet row, int number) throws SQLException {
        return new AuditEntry(
                row.getTimestamp("at").toInstant(),
                row.getObject("user_id", UUID.class),
                AuditEntry.Action.valueOf(row.getString("action")),
                row.getString("item"),
                row.getString("item_id"),
                row.getString("stream"),
                row.getString("type"),
                row.getString("event_id"),
                row.getString("reason"));
    }
}
