package com.homedelivery.shared.messaging.kafka;

import com.homedelivery.shared.api.Timestamps;
import com.homedelivery.shared.event.DomainEvent;
import com.homedelivery.shared.event.EventJson;
import com.homedelivery.shared.event.EventMetadata;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.messaging.UnreadableEventException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Events as Kafka records: CloudEvents' Kafka binding in binary mode. An event may be read more than once; its id is the same
 * each time.
 */
public final class KafkaRecordMapper {

    private KafkaRecordMapper() {}

    /**
     * The record of an event.
     *
     * @param topic its name, with the prefix
     * @param data the event as JSON
     */
    static ProducerRecord<String, String> toRecord(String topic, EventMetadata event, String data) {
        ProducerRecord<String, String> record =
                new ProducerRecord<>(topic, null, event.time().toEpochMilli(), event.subject(), data);
        Headers headers = record.headers();
        add(headers, KafkaHeaders.ID, event.id().toString());
        add(headers, KafkaHeaders.TYPE, event.type());
        add(headers, KafkaHeaders.SOURCE, event.source());
        add(headers, KafkaHeaders.TIME, Timestamps.format(event.time()));
        add(headers, KafkaHeaders.SPEC_VERSION, EventMetadata.SPEC_VERSION);
        add(headers, KafkaHeaders.CONTENT_TYPE, "application/json");
        if (event.traceparent() != null) {
            add(headers, KafkaHeaders.TRACEPARENT, event.traceparent());
        }
        return record;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The event in a record.
     *
     * @throws UnreadableEventException when it is no event that today's code knows
     */
    public static EventRecord read(ConsumerRecord<String, String> record) {
        DomainEvent event = event(header(record, KafkaHeaders.TYPE), record.value());
        try {
            return new EventRecord(event, metadata(record, EventStream.typeOf(event)));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new UnreadableEventException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * The event alone, as it was stored.
     *
     * @param type its name on the wire
     * @param value its JSON
     * @throws UnreadableEventException when it is no event that today's code knows
     */
    public static DomainEvent event(@Nullable String type, @Nullable String value) {
        if (type == null) {
            throw new UnreadableEventException("no type");
        }
        if (value == null) {
            throw new UnreadableEventException("no data");
        }
        Class<? extends DomainEvent> kind = EventStream.ALL.stream()
                .flatMap(stream -> stream.recordFor(type).stream())
                .findFirst()
                .orElseThrow(() -> new UnreadableEventException("unknown type " + type));
        try {
            return EventJson.read(value, kind);
        } catch (JacksonException e) {
            throw new UnreadableEventException("data: " + e.getOriginalMessage(), e);
        }
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
            throw new UnreadableEventException("no " + name);
        }
        return value;
    }

    static @Nullable String header(ConsumerRecord<String, String> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
