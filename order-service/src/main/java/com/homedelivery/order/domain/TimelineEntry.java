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

    public TimelineEntry {
        cause = cause.length() <= MAX_CAUSE_LENGTH ? cause : cause.substring(0, MAX_CAUSE_LENGTH);
    }
}
