package com.homedelivery.shared.messaging;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How events travel.
 *
 * @param topicPrefix put before the name of every Kafka topic, so that two installations can share a cluster; the same for all
 *     services
 */
@ConfigurationProperties("homedelivery.messaging")
@Validated
public record MessagingProperties(
        @DefaultValue("") String topicPrefix,
        @DefaultValue @Valid Kafka kafka,
        @DefaultValue @Valid Relay relay,
        @DefaultValue @Valid Consumer consumer) {

    public MessagingProperties {
        if (consumer.keepInbox().compareTo(relay.keepSent()) < 0) {
            throw new IllegalArgumentException("homedelivery.messaging.consumer.keep-inbox must not be shorter than "
                    + "homedelivery.messaging.relay.keep-sent");
        }
    }

    /**
     * @param partitions partitions of a Kafka topic that is created; more let more instances of a reader share it. Topics that
     *     exist keep theirs
     * @param replication copies of a Kafka topic that is created; above 1 no event is lost with a broker, and as many brokers
     *     are needed. Topics that exist keep theirs
     * @param keepRiderLocations how long Kafka keeps where riders were; shorter saves disk, longer lets a reader be away longer.
     *     The same for all services
     * @param keepPersonalRecords how long Kafka keeps what tells of people: the topics {@code users}, {@code orders}, {@code deliveries}
     *     and {@code notifications}, with addresses and names. Without it for ever, as all that is not
     *     about people; longer than analytics may be away. The same for all services
     */
    public record Kafka(
            @DefaultValue("3") @Min(1) int partitions,
            @DefaultValue("1") @Min(1) short replication,
            @DefaultValue("7d") @DurationMin(hours = 1) Duration keepRiderLocations,
            @DurationMin(days = 1) @Nullable Duration keepPersonalRecords) {}

    /**
     * @param pollInterval how often a relay looks for events of which it was not notified, and whether Redis still holds what it
     *     took; longer costs the database less, shorter sends again sooner what Redis has lost
     * @param keepSent how long the outbox keeps events that were sent, to send them again when Redis or Kafka has lost its end:
     *     for longer losses choose more, for a smaller table less
     * @param keepInStream how long an entry stays in its Redis Stream in any case, and longer while a consumer group needs it;
     *     shorter saves Redis' memory
     */
    public record Relay(
            @DefaultValue("2s") @DurationMin(millis = 10) @DurationMax(minutes = 10)
            Duration pollInterval,

            @DefaultValue("1h") @DurationMin(minutes = 1) Duration keepSent,
            @DefaultValue("10m") @DurationMin(minutes = 1) Duration keepInStream) {}

    /**
     * @param maxDeliveries how many deliveries of an event may fail before it becomes a dead letter; more outlast longer
     *     faults, and hold the event back for longer
     * @param firstRetry how long a failed event waits for its second delivery; each further wait is three times as long, up to
     *     {@code homedelivery.messaging.consumer.longest-retry}
     * @param longestRetry the longest that a failed event waits for its next delivery; shorter than
     *     {@code homedelivery.messaging.consumer.abandoned-after}
     * @param linger how long a consumer leaves its stream alone after it has handled what was there, so that what comes
     *     meanwhile is handled in one transaction: longer means fewer commits, and every event is handled that much later
     * @param abandonedAfter how long a consumer may hold an event before another takes it over: shorter, and the events of a
     *     dead instance are handled sooner; too short, and an event that takes long is handled twice at a time
     * @param keepInbox how long it is remembered that an event was handled; one that is sent again later than this is handled
     *     again. Not less than {@code homedelivery.messaging.relay.keep-sent}
     * @param deadLettersInARow how many dead letters of a stream, without a success between, halt its consumer: then the fault
     *     is not the events', and the rest stays where it is
     * @param retryHalted how often a halted consumer tries whether events can be handled again; shorter goes on sooner
     *     once the fault is mended
     * @param poolSize most database connections of consumers and other background work in an instance; requests have their own
     *     ({@code spring.datasource.hikari.maximum-pool-size})
     */
    public record Consumer(
            @DefaultValue("8") @Min(1) int maxDeliveries,
            @DefaultValue("250ms") @DurationMin(millis = 1) Duration firstRetry,
            @DefaultValue("20s") @DurationMin(millis = 1) Duration longestRetry,

            @DefaultValue("0s") @DurationMin @DurationMax(seconds = 10)
            Duration linger,

            @DefaultValue("30s") @DurationMin(millis = 1) Duration abandonedAfter,
            @DefaultValue("7d") @DurationMin(hours = 1) Duration keepInbox,
            @DefaultValue("10") @Min(1) int deadLettersInARow,
            @DefaultValue("30s") @DurationMin(millis = 1) Duration retryHalted,
            @DefaultValue("3") @Min(1) @Max(50) int poolSize) {

        public Consumer {
            if (longestRetry.compareTo(abandonedAfter) >= 0) {
                throw new IllegalArgumentException("homedelivery.messaging.consumer.longest-retry must be shorter than "
                        + "homedelivery.messaging.consumer.abandoned-after");
            }
        }
    }
}
