package com.homedelivery.dashboard.metrics;

import com.homedelivery.dashboard.metrics.ServiceReading.Health;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the suite is.
 *
 * @param at when it was asked last, in milliseconds since 1970; 0 before that
 * @param openOrders orders that have not ended, by status; empty when nobody tells
 * @param orderEvents how often what has happened to orders since order-service started, by event
 * @param history the last minutes, oldest first
 */
public record Overview(
        long at,
        List<ServiceState> services,
        Map<String, Double> openOrders,
        Map<String, Double> orderEvents,
        Attention attention,
        List<Point> history) {

    /** Before anybody was asked. */
    static final Overview NOTHING_YET =
            new Overview(0, List.of(), Map.of(), Map.of(), new Attention(null, null, null, null), List.of());

    /**
     * One service.
     *
     * @param since when it was first seen like this, in milliseconds since 1970
     * @param missing what it depends on and cannot reach
     * @param cpu share of all processors, 0 to 1; absent without metrics
     * @param heapBytes absent without metrics
     * @param lagSeconds how long the oldest event waits that it has not taken; absent without metrics
     * @param outboxSeconds how long the oldest event waits that it has not sent; absent without metrics
     */
    public record ServiceState(
            String name,
            Health health,
            long since,
            List<String> missing,
            @Nullable Double uptimeSeconds,
            @Nullable Double cpu,
            @Nullable Double heapBytes,
            @Nullable Double lagSeconds,
            @Nullable Double outboxSeconds) {}

    /** What waits for a person, in numbers, each absent when nobody tells it. */
    public record Attention(
            @Nullable Double deadLetters,
            @Nullable Double quarantined,
            @Nullable Double haltedConsumers,
            @Nullable Double stuckOrders) {}

    /**
     * One moment of the last minutes. What nobody told then is absent.
     *
     * @param at in milliseconds since 1970
     * @param lagSeconds of the consumer that is behind most
     * @param redisSeconds how long the oldest event waits for Redis
     * @param kafkaSeconds how long the oldest event waits for Kafka
     * @param requests a second at the gateway since the moment before
     * @param errors of them, those that a server is to blame for
     * @param meanMillis how long they took
     */
    public record Point(
            long at,
            @Nullable Double lagSeconds,
            @Nullable Double redisSeconds,
            @Nullable Double kafkaSeconds,
            @Nullable Double requests,
            @Nullable Double errors,
            @Nullable Double meanMillis) {}
}
