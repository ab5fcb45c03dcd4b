package com.homedelivery.order.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;

/**
 * Something that happened to an order.
 *
 * @param at when the order learnt of it
 * @param status what the order was then; the same as in the entry before when it changed nothing
 * @param cause what happened, in words for people; at most {@value #LONGEST_CAUSE} characters, the rest is cut off
 */
@Embeddable
public record TimelineEntry(
        @Column(name = "happened_at") Instant at,
        @Enumerated(EnumType.STRING) OrderStatus status,
        String cause) {

    static final int LONGEST_CAUSE = 500;

    public TimelineEntry {
        cause = cause.length() <= LONGEST_CAUSE ? cause : cause.substring(0, LONGEST_CAUSE);
    }
}
