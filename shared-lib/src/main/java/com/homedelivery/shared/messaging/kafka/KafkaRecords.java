package com.homedelivery.shared.messaging.kafka;

import com.homedelivery.shared.api.Timestamps;
import com.homedelivery.shared.event.EventMetadata;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** Writes events as Kafka records, as {@link KafkaEvents} reads them: CloudEvents' Kafka binding in binary mode. */
final class KafkaRecords {

    private KafkaRecords() {}

    /**
     * The record of an event.
     *
     * @param topic its name, with the prefix
     * @param data the event as JSON
     */
    static ProducerRecord<String, String> of(String topic, EventMetadata event, String data) {
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
}
