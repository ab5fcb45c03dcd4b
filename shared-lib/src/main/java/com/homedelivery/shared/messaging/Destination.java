package com.homedelivery.shared.messaging;

/** Where the relay sends events, and how the outbox's columns for it are called. */
enum Destination {
    REDIS("redis", "redis_sent_at", "stream"),
    KAFKA("kafka", "kafka_sent_at", "topic");

    private final String label;
    private final String sentColumn;
    private final String logColumn;

    Destination(String label, String sentColumn, String logColumn) {
        this.label = label;
        this.sentColumn = sentColumn;
        this.logColumn = logColumn;
    }

    /** Its name in logs, metrics and rows. */
    String label() {
        return label;
    }

    /** The column that says when a row was sent there. */
    String sentColumn() {
        return sentColumn;
    }

    /** The column that names the log there which a row belongs to, or null when it does not go there. */
    String logColumn() {
        return logColumn;
    }
}
