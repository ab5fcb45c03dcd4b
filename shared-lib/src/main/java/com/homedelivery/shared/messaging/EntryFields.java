package com.homedelivery.shared.messaging;

import com.homedelivery.shared.api.Timestamps;
import com.homedelivery.shared.event.DomainEvent;
import com.homedelivery.shared.event.EventJson;
import com.homedelivery.shared.event.EventMetadata;
import com.homedelivery.shared.event.EventStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;

/** The fields of a Redis Stream entry. */
final class EntryFields {

    private static final String ID = "id";
    private static final String TYPE = "type";
    private static final String SOURCE = "source";
    private static final String TIME = "time";
    private static final String SUBJECT = "subject";
    private static final String TRACEPARENT = "traceparent";
    private static final String DATA = "data";

    private EntryFields() {}

    static Map<String, String> of(OutboxRow row) {
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

    /** What an entry says. */
    static <E extends DomainEvent> Reading<E> read(EventStream<E> stream, Map<String, String> fields) {
        String type = fields.get(TYPE);
        if (type == null) {
            return new Reading.Malformed<>("no type");
        }
        Optional<Class<? extends E>> record = stream.recordFor(type);
        if (record.isEmpty()) {
            return new Reading.Unknown<>(type);
        }
        try {
            EventMetadata metadata = new EventMetadata(
                    UUID.fromString(required(fields, ID)),
                    type,
                    required(fields, SOURCE),
                    Instant.parse(required(fields, TIME)),
                    required(fields, SUBJECT),
                    fields.get(TRACEPARENT));
            return new Reading.Known<>(EventJson.read(required(fields, DATA), record.get()), metadata);
        } catch (JacksonException e) {
            return new Reading.Malformed<>("data: " + e.getOriginalMessage());
        } catch (IllegalArgumentException | DateTimeException e) {
            return new Reading.Malformed<>(String.valueOf(e.getMessage()));
        }
    }

    private static String required(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return value;
    }

    /** What an entry turned out to be. */
    sealed interface Reading<E extends DomainEvent> {

        record Known<E extends DomainEvent>(E event, EventMetadata metadata) implements Reading<E> {}

        /** An event that today's code does not know, and so does not need. */
        record Unknown<E extends DomainEvent>(String type) implements Reading<E> {}

        record Malformed<E extends DomainEvent>(String reason) implements Reading<E> {}
    }
}
