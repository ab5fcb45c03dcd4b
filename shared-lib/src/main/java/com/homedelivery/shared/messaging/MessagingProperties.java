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
public record MessagingProperties(
        @DefaultValue("") String topicPrefix,
        @DefaultValue Kafka kafka,
        @DefaultValue Relay relay,
        @DefaultValue Consumer consumer) {

    /**
     * @param partitions of a topic that is created
     * @param replication copies of a topic that is created
     * @param keepRiderLocations how long Kafka keeps where riders were; everything else it keeps for ever. The same for
     *     all services
     */
    public record Kafka(
            @DefaultValue("3") int partitions,
            @DefaultValue("1") short replication,
            @DefaultValue("7d") Duration keepRiderLocations) {}

    /**
     * @param batch most events that travel together
     * @param poll how often the relay looks without having been woken, and whether Redis still holds what it took
     * @param keepSent how long sent events are kept in the outbox, to be sent again to a transport that lost its end
     * @param keepInStream how long an entry stays in its Redis Stream in any case; longer if a consumer group needs it
     */
    public record Relay(
            @DefaultValue("500") int batch,
            @DefaultValue("2s") Duration poll,
            @DefaultValue("1h") Duration keepSent,
            @DefaultValue("10m") Duration keepInStream) {}

    /**
     * @param deliveries after so many failed ones an event becomes a dead letter
     * @param firstRetry wait before the second delivery; each further wait is three times as long
     * @param longestRetry bound of that wait
     * @param block how long one read waits for events
     * @param gathering how long a consumer leaves its stream alone after it has handled what was there: what comes
     *     meanwhile is handled together. For services whose work can wait for so long
     * @param abandonedAfter an event that a consumer has held for so long is taken over by another; longer than
     *     {@code longestRetry}
     * @param keepInbox how long the inbox remembers an event
     * @param deadLettersInARow after so many dead letters without a success between, the fault is not the events': the
     *     consumer of that stream halts, and what is left stays where it is
     * @param retryHalted how often a halted consumer tries whether it works again
     * @param poolSize most database connections of consumers and other background work, which requests do not share
     */
    public record Consumer(
            @DefaultValue("8") int deliveries,
            @DefaultValue("250ms") Duration firstRetry,
            @DefaultValue("20s") Duration longestRetry,
            @DefaultValue("5s") Duration block,
            @DefaultValue("0s") Duration gathering,
            @DefaultValue("30s") Duration abandonedAfter,
            @DefaultValue("7d") Duration keepInbox,
            @DefaultValue("10") int deadLettersInARow,
            @DefaultValue("30s") Duration retryHalted,
            @DefaultValue("3") int poolSize) {}
}
