package com.homedelivery.shared.messaging.sink;

/**
 * A sequence of events that a transport keeps: a Redis Stream, or one partition of a Kafka topic.
 *
 * @param log key of the stream, or name of the topic without prefix
 * @param part number of the partition; 0 for a stream
 */
public record Partition(String log, int part) {}
