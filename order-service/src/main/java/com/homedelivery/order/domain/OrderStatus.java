package com.homedelivery.order.domain;

import java.util.EnumSet;
import java.util.Set;

/** Where an order stands, and what may become of it from there. */
public enum OrderStatus {
    /** Placed, stock reserved, not paid. */
    PENDING,
    /** Paid, or to be paid in cash at the door. */
    CONFIRMED,
    /** A rider is on the way to the store. */
    PROCESSING,
    /** A rider has picked it up. */
    SHIPPED,
    DELIVERED,
    CANCELLED,
    /** It could not be delivered. */
    FAILED;

    /** All there is to know about transitions. News may overtake each other, so steps of the way can be skipped. */
    private Set<OrderStatus> next() {
        return switch (this) {
            case PENDING -> EnumSet.of(CONFIRMED, CANCELLED);
            case CONFIRMED -> EnumSet.of(PROCESSING, SHIPPED, DELIVERED, CANCELLED, FAILED);
            case PROCESSING -> EnumSet.of(SHIPPED, DELIVERED, CANCELLED, FAILED);
            case SHIPPED -> EnumSet.of(DELIVERED, FAILED);
            case DELIVERED, CANCELLED, FAILED -> EnumSet.noneOf(OrderStatus.class);
        };
    }

    /** Whether a delivery of it may be about, with a rider who may pick it up at any moment. */
    public boolean mayBePickedUp() {
        return switch (this) {
            case CONFIRMED, PROCESSING -> true;
            case PENDING, SHIPPED, DELIVERED, CANCELLED, FAILED -> false;
        };
    }

    /** Whether nothing can become of it any more. */
    public boolean isFinal() {
        return next().isEmpty();
    }

    public boolean canBecome(OrderStatus status) {
        return next().contains(status);
    }
}
