package com.homedelivery.inventory.domain;

/** Why stock moved, for programs; the words beside it are for people. */
public enum MovementReason {
    ORDER_PLACED,
    ORDER_NOT_PLACED,
    ORDER_CONFIRMED,
    ORDER_CANCELLED,
    ORDER_FAILED,
    /** No order exists for what was reserved. */
    RESERVATION_EXPIRED,
    /** The rider brought the goods back. */
    DELIVERY_RETURNED,
    /** Reserved or released by hand. */
    SET_ASIDE,
    RECEIVED,
    COUNTED,
    /** The difference that an approved stock take has found. */
    STOCK_TAKE,
    EXPIRED,
    DAMAGED,
    LOST,
    STOLEN,
    FOUND,
    /** None of these, or from before reasons were recorded. */
    OTHER;

    /** Whether an admin may give it for a change by hand; the others are given by what the service does. */
    public boolean isForChangesByHand() {
        return switch (this) {
            case RECEIVED, COUNTED, EXPIRED, DAMAGED, LOST, STOLEN, FOUND, OTHER -> true;
            case ORDER_PLACED,
                    ORDER_NOT_PLACED,
                    ORDER_CONFIRMED,
                    ORDER_CANCELLED,
                    ORDER_FAILED,
                    RESERVATION_EXPIRED,
                    DELIVERY_RETURNED,
                    SET_ASIDE,
                    STOCK_TAKE -> false;
        };
    }
}
