package com.homedelivery.shared.messaging.kafka;

import com.homedelivery.shared.event.EventStream;

/**
 * How the Kafka topics are called here. The bean is named {@code topicNames}, so that a listener can say
 * {@code @KafkaListener(topics = "#{@topicNames.all()}")}.
 */
public final class TopicNames {

    private final String prefix;

    /** @param prefix put before every name; empty outside of tests */
    public TopicNames(String prefix) {
        this.prefix = prefix;
    }

    public String of(EventStream<?> stream) {
        return of(stream.topic());
    }

    /** All topics. */
    public String[] all() {
        return EventStream.ALL.stream().map(this::of).toArray(String[]::new);
    }

    String of(String topic) {
        return prefix + topic;
    }
}
