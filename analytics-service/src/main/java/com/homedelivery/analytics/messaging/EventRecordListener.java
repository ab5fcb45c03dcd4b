package com.homedelivery.analytics.messaging;

import com.homedelivery.analytics.application.FactRepository;
import com.homedelivery.shared.messaging.kafka.KafkaEvents;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.stereotype.Component;

/** Reads all topics in batches, and tells Kafka how far it has come only when a batch is kept. */
@Component
class EventRecordListener {

    private static final Logger log = LoggerFactory.getLogger(EventRecordListener.class);

    private final FactRepository facts;
    private final Counter kept;
    private final Counter aside;

    EventRecordListener(FactRepository facts, MeterRegistry meters) {
        this.facts = facts;
        this.kept = Counter.builder("homedelivery.analytics.events")
                .description("Events read from Kafka")
                .register(meters);
        this.aside = Counter.builder("homedelivery.analytics.deadletters")
                .description("Events put aside because they could not be read or kept")
                .register(meters);
    }

    @KafkaListener(topics = "#{@topics.names()}")
    void on(List<ConsumerRecord<String, String>> records, Acknowledgment acknowledgment) {
        int unreadable = takeDown(records);
        kept.increment(records.size());
        if (unreadable > 0) {
            aside.increment(unreadable);
            log.warn("{} of {} events could not be read: see dead_letters", unreadable, records.size());
        }
        acknowledgment.acknowledge();
    }

    private int takeDown(List<ConsumerRecord<String, String>> records) {
        try {
            return facts.takeDown(
                    records.stream().map(EventRecordListener::received).toList());
        } catch (RuntimeException e) {
            log.warn("{} events wait: {}", records.size(), e.toString());
            throw e;
        }
    }

    private static FactRepository.Received received(ConsumerRecord<String, String> record) {
        return new FactRepository.Received(
                record.topic() + "-" + record.partition() + "@" + record.offset(),
                record.topic(),
                header(record, "ce_type"),
                header(record, "ce_id"),
                record.key(),
                record.value(),
                () -> KafkaEvents.read(record).event());
    }

    private static @Nullable String header(ConsumerRecord<String, String> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
