package com.homedelivery.shared.messaging.sink;

/**
 * A row that a log has taken.
 *
 * @param id its place in the outbox
 * @param log what took it
 * @param position where it stands there
 */
public record SentRow(long id, Partition log, String position) {}
