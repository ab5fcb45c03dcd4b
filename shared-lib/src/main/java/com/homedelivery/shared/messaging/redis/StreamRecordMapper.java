package com.homedelivery.shared.messaging.redis;

import com.homedelivery.shared.api.Timestamps;
import com.homedelivery.shared.event.DomainEvent;
import com.homedelivery.shared.event.EventJson;
import com.homedelivery.shared.event.EventMetadata;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.messaging.UnreadableEventException;
import com.homedelivery.shared.messaging.sink.OutboxRow;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The fields of a Redis Stream entry. */
public final class StreamRecordMapper {

    public static final String ID = "id";
    public static final String TYPE = "type";
    private static final String SOURCE = "source";
    private static final String TIME = "time";
    public static final String SUBJECT = "subject";
    private static final String TRACEPARENT = "traceparent";
    public static final String DATA = "data";

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

    private StreamRecordMapper() {}

    public static Map<String, String> of(OutboxRow row) {
        EventMetadata event = row.event();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(ID, event.id().toString());
        fields.put(TYPE, event.type());
        fields.put(SOURCE, event.source());
        fields.put(TIME, Timestamps.format(event.time()));
        fields.put(SUBJECT, event.subject());
        if (event.traceparent() != null) {
            fields.put(TRACEPARENT, event.traceparent());
        }
        fields.put(DATA, row.data());
        return fields;
    }

    /** Whether this service published the entry. */
    static boolean isFrom(String source, Map<String, String> fields) {
        return source.equals(fields.get(SOURCE));
    }

    /** The event's id, unless it is missing or malformed. */
    public static Optional<UUID> id(Map<String, String> fields) {
        try {
            return Optional.ofNullable(fields.get(ID)).map(UUID::fromString);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /**
     * What an entry says.
     *
     * @throws UnreadableEventException when it is no event of this stream, as far as today's code knows
     */
    public static <E extends DomainEvent> Reading<E> read(EventStream<E> stream, Map<String, String> fields) {
        try {
            String type = required(fields, TYPE);
            Class<? extends E> record =
                    stream.recordFor(type).orElseThrow(() -> new UnreadableEventException("unknown type " + type));
            EventMetadata metadata = new EventMetadata(
                    UUID.fromString(required(fields, ID)),
                    type,
                    required(fields, SOURCE),
                    Instant.parse(required(fields, TIME)),
                    required(fields, SUBJECT),
                    fields.get(TRACEPARENT));
            return new Reading<>(EventJson.read(required(fields, DATA), record), metadata);
        } catch (JacksonException e) {
            throw new UnreadableEventException("data: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new UnreadableEventException(String.valueOf(e.getMessage()), e);
        }
    }

    /** An entry's fields as text. */
    public static String toJson(Map<String, String> fields) {
        return JSON.writeValueAsString(fields);
    }

    /** What {@link #toJson} made. */
    public static Map<String, String> fromJson(String json) {
        return JSON.readValue(json, FIELDS);
    }

    private static String required(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new UnreadableEventException("no " + name);
        }
        return value;
    }

    /** An event, and what travelled with it. */
    public record Reading<E extends DomainEvent>(E event, EventMetadata metadata) {}
}
