package com.homedelivery.order.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;

/**
 * Something that happened to an order.
 *
 * @param at when it was recorded
 * @param status of the order after it; the same as in the entry before when it changed nothing
 * @param cause what happened, in words for people; at most {@value #MAX_CAUSE_LENGTH} characters, the rest is cut off
 */
@Embeddable
public record TimelineEntry(
        @Column(name = "happened_at") Instant at,
        @Enumerated(EnumType.STRING) OrderStatus status,
        String cause) {

    static final int MAX_CAUSE_LENGTH = 500;

    /** How the cause of a cancellation by the customer begins; what follows are their words. */
    public static final String CANCELLED_BY_CUSTOMER = "Cancelled by the customer";

    TimelineEntry withoutWordsOfCustomer() {
        return cause.startsWith(CANCELLED_BY_CUSTOMER) ? new TimelineEntry(at, status, CANCELLED_BY_CUSTOMER) : this;
    }

    public TimelineEntry {
        cause = cause.length() <= MAX_CAUSE_LENGTH ? cause : cause.substring(0, MAX_CAUSE_LENGTH);
    }
}
