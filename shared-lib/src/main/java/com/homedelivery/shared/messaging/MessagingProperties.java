package com.homedelivery.shared.messaging;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events travel.
 *
 * @param topicPrefix put before every Kafka topic's name
 */
@ConfigurationProperties("homedelivery.messaging")
record MessagingProperties(
        @DefaultValue("") String topicPrefix,
        @DefaultValue Kafka kafka,
        @DefaultValue Relay relay,
        @DefaultValue Consumer consumer) {

    /**
     * @param partitions of a topic that is created
     * @param replication copies of a topic that is created
     */
    record Kafka(
            @DefaultValue("3") int partitions,
            @DefaultValue("1") short replication) {}

    /**
     * @param batch most events that travel together
     * @param poll how often the relay looks without having been woken
     * @param keepSent how long sent events are kept, to be sent again to a transport that lost its end
     */
    record Relay(
            @DefaultValue("500") int batch,
            @DefaultValue("2s") Duration poll,
            @DefaultValue("1h") Duration keepSent) {}

    /**
     * @param deliveries after so many failed ones an event becomes a dead letter
     * @param firstRetry wait before the second delivery; each further wait is three times as long
     * @param longestRetry bound of that wait
     * @param block how long one read waits for events
     * @param abandonedAfter an event that a consumer has held for so long is taken over by another; longer than
     *     {@code longestRetry}
     * @param keepInbox how long the inbox remembers an event
     */
    record Consumer(
            @DefaultValue("8") int deliveries,
            @DefaultValue("250ms") Duration firstRetry,
            @DefaultValue("20s") Duration longestRetry,
            @DefaultValue("5s") Duration block,
            @DefaultValue("30s") Duration abandonedAfter,
            @DefaultValue("7d") Duration keepInbox) {}
}
