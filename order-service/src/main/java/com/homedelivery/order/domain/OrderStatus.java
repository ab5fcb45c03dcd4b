package com.homedelivery.order.domain;

import java.util.EnumSet;
import java.util.Set;

/** The states of an order and the transitions between them. */
public enum OrderStatus {
    /** Placed, stock reserved, not paid. */
    PENDING,
    /** Paid, or to be paid in cash on delivery. */
    CONFIRMED,
    /** A rider is on the way to the store. */
    PROCESSING,
    /** A rider has picked it up. */
    SHIPPED,
    DELIVERED,
    CANCELLED,
    /** It could not be delivered. */
    FAILED;

    /** All transitions. Events may overtake each other, so steps can be skipped. */
    private Set<OrderStatus> next() {
        return switch (this) {
            case PENDING -> EnumSet.of(CONFIRMED, CANCELLED);
            case CONFIRMED -> EnumSet.of(PROCESSING, SHIPPED, DELIVERED, CANCELLED, FAILED);
            case PROCESSING -> EnumSet.of(SHIPPED, DELIVERED, CANCELLED, FAILED);
            case SHIPPED -> EnumSet.of(DELIVERED, FAILED);
            case DELIVERED, CANCELLED, FAILED -> EnumSet.noneOf(OrderStatus.class);
        };
    }

    /** Whether its delivery may have begun, so that a rider may pick it up at any moment. */
    public boolean mayBePickedUp() {
        return switch (this) {
            case CONFIRMED, PROCESSING -> true;
            case PENDING, SHIPPED, DELIVERED, CANCELLED, FAILED -> false;
        };
    }

    /** Whether the order has ended. */
    public boolean isFinal() {
        return next().isEmpty();
    }

    public boolean canTransitionTo(OrderStatus status) {
        return next().contains(status);
    }
}
