package com.homedelivery.shared.messaging.outbox;

import com.homedelivery.shared.event.EventMetadata;
import com.homedelivery.shared.messaging.sink.SinkType;
import java.time.Instant;

/**
 * An outbox row that a destination refuses, and that holds up the later events of its key there.
 *
 * @param destination who refuses it
 * @param id its place in the outbox
 * @param topic name of its Kafka topic, without prefix
 * @param data the event as JSON
 * @param reason what the destination said
 * @param quarantinedAt when it was refused
 */
record QuarantinedRow(
        SinkType destination,
        long id,
        String topic,
        EventMetadata event,
        String data,
        String reason,
        Instant quarantinedAt) {}
