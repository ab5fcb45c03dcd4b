package com.homedelivery.shared.messaging.kafka;

import com.homedelivery.shared.event.EventStream;

/**
 * How the Kafka topics are called here. The bean is named {@code topics}, so that a listener can say
 * {@code @KafkaListener(topics = "#{@topics.names()}")}.
 */
public final class Topics {

    private final String prefix;

    /** @param prefix put before every name; empty outside of tests */
    public Topics(String prefix) {
        this.prefix = prefix;
    }

    public String nameOf(EventStream<?> stream) {
        return nameOf(stream.topic());
    }

    /** All topics. */
    public String[] names() {
        return EventStream.ALL.stream().map(this::nameOf).toArray(String[]::new);
    }

    String nameOf(String topic) {
        return prefix + topic;
    }
}
