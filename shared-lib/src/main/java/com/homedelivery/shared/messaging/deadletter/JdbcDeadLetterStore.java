package com.homedelivery.shared.messaging.deadletter;

import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.messaging.redis.StreamRecordMapper;
import com.homedelivery.shared.messaging.stream.ConsumerGroup;
import com.homedelivery.shared.messaging.stream.DeadLetterFields;
import com.homedelivery.shared.messaging.stream.EventProcessors;
import com.homedelivery.shared.messaging.stream.StreamDeadLetterStore;
import com.homedelivery.shared.ops.DeadLetter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Dead letters in the service's own database: they outlive Redis, which may lose all it has. An event whose stream was
 * lost and sent again has another entry then; it stays one letter.
 */
final class JdbcDeadLetterStore implements StreamDeadLetterStore {

    private static final Pattern ID = Pattern.compile("\\d{1,18}");
    private static final Pattern NAME = Pattern.compile("[\\w.-]{1,200}");
    private static final String WANTED = """
            where (cast(:stream as text) is null or stream = :stream)
                and (cast(:type as text) is null or type = :type) and id > :after
            """;

    private final JdbcClient jdbc;
    private final EventProcessors processors;

    JdbcDeadLetterStore(JdbcClient jdbc, EventProcessors processors) {
        this.jdbc = jdbc;
        this.processors = processors;
    }

    @Override
    public boolean keep(ConsumerGroup entries, Map<String, String> fields) {
        String entry = fields.getOrDefault(DeadLetterFields.ENTRY, "");
        if (!entries.isPending(entry)) {
            return false;
        }
        int kept = jdbc.sql("""
                        insert into dead_letters (stream, entry, type, event_id, fields)
                        values (:stream, :entry, :type, :event, :fields) on conflict do nothing""")
                .param("stream", entries.stream())
                .param("entry", entry)
                .param("type", type(fields), Types.VARCHAR)
                .param("event", StreamRecordMapper.id(fields).orElse(null), Types.OTHER)
                .param("fields", StreamRecordMapper.toJson(fields))
                .update();
        entries.acknowledge(entry);
        return kept == 1;
    }

    @Override
    public long count(ConsumerGroup entries) {
        return count(entries.stream());
    }

    @Override
    public List<DeadLetter> newest(@Nullable String stream, int offset, int limit) {
        return jdbc.sql("select * from dead_letters " + WANTED + "order by id desc offset :offset limit :limit")
                .param("stream", stream, Types.VARCHAR)
                .param("type", null, Types.VARCHAR)
                .param("after", 0L)
                .param("offset", offset)
                .param("limit", limit)
                .query(JdbcDeadLetterStore::letter)
                .list();
    }

    @Override
    public List<DeadLetter> oldest(@Nullable String stream, @Nullable String type, @Nullable String after, int limit) {
        return jdbc.sql("select * from dead_letters " + WANTED + "order by id limit :limit")
                .param("stream", stream, Types.VARCHAR)
                .param("type", type, Types.VARCHAR)
                .param(
                        "after",
                        after == null ? 0L : number(after).orElseThrow(() -> new NotFoundException("Dead letter")))
                .param("limit", limit)
                .query(JdbcDeadLetterStore::letter)
                .list();
    }

    @Override
    public long count(@Nullable String stream) {
        return jdbc.sql("select count(*) from dead_letters where cast(:stream as text) is null or stream = :stream")
                .param("stream", stream, Types.VARCHAR)
                .query(Long.class)
                .single();
    }

    @Override
    public Optional<DeadLetter> find(String id) {
        return number(id)
                .flatMap(number -> jdbc.sql("select * from dead_letters where id = ?")
                        .param(number)
                        .query(JdbcDeadLetterStore::letter)
                        .optional());
    }

    @Override
    public boolean retry(String id) {
        Optional<Map.Entry<String, Map<String, String>>> entry = number(id)
                .flatMap(number -> jdbc.sql("select stream, fields from dead_letters where id = ?")
                        .param(number)
                        .query((result, _) -> Map.entry(
                                result.getString("stream"), StreamRecordMapper.fromJson(result.getString("fields"))))
                        .optional());
        entry.ifPresent(found -> processors.retry(found.getKey(), found.getValue()));
        return entry.isPresent() && discard(id);
    }

    @Override
    public boolean discard(String id) {
        return number(id)
                .map(number -> jdbc.sql("delete from dead_letters where id = ?")
                                .param(number)
                                .update()
                        == 1)
                .orElse(false);
    }

    /** As far as it can be asked for: no name on the wire is longer. */
    private static @Nullable String type(Map<String, String> fields) {
        String type = fields.get(StreamRecordMapper.TYPE);
        return type == null || !NAME.matcher(type).matches() ? null : type;
    }

    private static Optional<Long> number(String id) {
        return ID.matcher(id).matches() ? Optional.of(Long.parseLong(id)) : Optional.empty();
    }

    private static DeadLetter letter(ResultSet row, int number) throws SQLException {
        Map<String, String> fields = StreamRecordMapper.fromJson(row.getString("fields"));
        return DeadLetterFields.letter(
                row.getString("id"),
                row.getString("stream"),
                row.getTimestamp("failed_at").toInstant(),
                fields);
    }
}
