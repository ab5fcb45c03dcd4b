package com.homedelivery.shared.messaging.kafka;

import com.homedelivery.shared.event.DomainEvent;
import com.homedelivery.shared.event.EventMetadata;

/** An event read from Kafka, and what travelled with it. */
public record EventRecord(DomainEvent event, EventMetadata metadata) {}
