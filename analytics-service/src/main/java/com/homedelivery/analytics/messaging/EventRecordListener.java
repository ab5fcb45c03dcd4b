package com.homedelivery.analytics.messaging;

import com.homedelivery.analytics.application.ReceivedEvent;
import com.homedelivery.analytics.application.RecordEvents;
import com.homedelivery.shared.messaging.TracePropagation;
import com.homedelivery.shared.messaging.kafka.KafkaHeaders;
import com.homedelivery.shared.messaging.kafka.KafkaRecordMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.stereotype.Component;

/** Reads all topics in batches, and commits the offsets once a batch is stored. */
@Component
class EventRecordListener {

    private static final Logger log = LoggerFactory.getLogger(EventRecordListener.class);

    private final RecordEvents recordEvents;
    private final TracePropagation traces;
    private final Clock clock;
    private final Counter read;
    private final Counter deadLettered;

    EventRecordListener(RecordEvents recordEvents, TracePropagation traces, Clock clock, MeterRegistry meters) {
        this.recordEvents = recordEvents;
        this.traces = traces;
        this.clock = clock;
        this.read = Counter.builder("homedelivery.analytics.events")
                .description("Events read from Kafka")
                .register(meters);
        this.deadLettered = Counter.builder("homedelivery.analytics.deadletters")
                .description("Events that became dead letters because they could not be read or stored")
                .register(meters);
    }

    @KafkaListener(topics = "#{@topicNames.all()}")
    void on(List<ConsumerRecord<String, String>> records, Acknowledgment acknowledgment) {
        Instant begun = clock.instant();
        int rejected = record(records);
        records.forEach(record -> traces.received(
                header(record, KafkaHeaders.TRACEPARENT), String.valueOf(header(record, KafkaHeaders.TYPE)), begun));
        read.increment(records.size());
        if (rejected > 0) {
            deadLettered.increment(rejected);
            log.warn("{} of {} events became dead letters", rejected, records.size());
        }
        acknowledgment.acknowledge();
    }

    private int record(List<ConsumerRecord<String, String>> records) {
        try {
            return recordEvents.record(
                    records.stream().map(EventRecordListener::toEvent).toList());
        } catch (RuntimeException e) {
            log.warn("{} events cannot be recorded yet and are retried: {}", records.size(), e.toString());
            throw e;
        }
    }

    private static ReceivedEvent toEvent(ConsumerRecord<String, String> record) {
        return new ReceivedEvent(
                record.topic() + "-" + record.partition() + "@" + record.offset(),
                record.topic(),
                header(record, KafkaHeaders.TYPE),
                header(record, KafkaHeaders.ID),
                record.key(),
                record.value(),
                () -> KafkaRecordMapper.read(record).event());
    }

    private static @Nullable String header(ConsumerRecord<String, String> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
