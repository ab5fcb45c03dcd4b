package com.homedelivery.shared.messaging;

import com.homedelivery.shared.event.DomainEvent;
import com.homedelivery.shared.event.EventJson;
import com.homedelivery.shared.event.EventMetadata;
import com.homedelivery.shared.event.EventStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Reads events from Kafka records. An event may come more than once; its id is the same each time. */
public final class KafkaEvents {

    private KafkaEvents() {}

    /**
     * The event in a record, or empty when it is of a type that today's code does not know, which a consumer ignores.
     *
     * @throws IllegalArgumentException when the record lacks an attribute of an event
     * @throws java.time.DateTimeException when its time is none
     * @throws tools.jackson.core.JacksonException when its value is not an event of its type
     */
    public static Optional<EventRecord> read(ConsumerRecord<String, String> record) {
        String type = header(record, KafkaHeaders.TYPE);
        if (type == null) {
            return Optional.empty();
        }
        return EventStream.ALL.stream()
                .flatMap(stream -> stream.recordFor(type).stream())
                .findFirst()
                .map(kind -> new EventRecord(event(record, kind), metadata(record, type)));
    }

    private static DomainEvent event(ConsumerRecord<String, String> record, Class<? extends DomainEvent> kind) {
        return EventJson.read(record.value(), kind);
    }

    private static EventMetadata metadata(ConsumerRecord<String, String> record, String type) {
        return new EventMetadata(
                UUID.fromString(required(record, KafkaHeaders.ID)),
                type,
                required(record, KafkaHeaders.SOURCE),
                Instant.parse(required(record, KafkaHeaders.TIME)),
                record.key(),
                header(record, KafkaHeaders.TRACEPARENT));
    }

    private static String required(ConsumerRecord<String, String> record, String name) {
        String value = header(record, name);
        if (value == null) {
            throw new IllegalArgumentException("Record %s-%d@%d has no header %s"
                    .formatted(record.topic(), record.partition(), record.offset(), name));
        }
        return value;
    }

    private static @Nullable String header(ConsumerRecord<String, String> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
