package com.homedelivery.analytics.application;

import com.homedelivery.shared.ops.DeadLetterStore;
import java.time.Instant;
import java.util.List;

/** The Kafka records that could not be recorded. Their ids are their positions. */
public interface KafkaDeadLetterStore extends DeadLetterStore {

    /** Those of some types that were received at a time or later, the oldest first. */
    List<Received> findReceivedSince(Instant time, List<String> types, int limit);

    /** A dead letter without its content. */
    record Received(String id, Instant receivedAt) {}
}
