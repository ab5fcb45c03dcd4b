package com.homedelivery.shared.messaging.sink;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Where the relay sends events, and how the outbox's columns for it are called. */
public enum SinkType {
    REDIS("redis", "redis_sent_at", "stream", Duration.ZERO),
    KAFKA("kafka", "kafka_sent_at", "topic", Duration.ofMillis(500));

    private final String label;
    private final String sentColumn;
    private final String logColumn;
    private final Duration linger;

    SinkType(String label, String sentColumn, String logColumn, Duration linger) {
        this.label = label;
        this.sentColumn = sentColumn;
        this.logColumn = logColumn;
        this.linger = linger;
    }

    /** The destination of this name, if there is one. */
    public static Optional<SinkType> of(String label) {
        return Arrays.stream(values())
                .filter(destination -> destination.label.equals(label))
                .findFirst();
    }

    /** Its name in logs, metrics and rows. */
    public String label() {
        return label;
    }

    /** The column that says when a row was sent there. */
    public String sentColumn() {
        return sentColumn;
    }

    /** The column that names the log there which a row belongs to, or null when it does not go there. */
    public String logColumn() {
        return logColumn;
    }

    /** How long the relay waits after a commit for others, to send all of them at once. */
    public Duration linger() {
        return linger;
    }
}
