package com.homedelivery.delivery.domain;

/** Where a delivery stands, and where it can go from there. The names are a closed set that clients know. */
public enum DeliveryStatus {
    /** Looking for a rider. */
    PENDING,
    /** A rider is on the way to the store. */
    ASSIGNED,
    /** The rider has the goods. */
    PICKED_UP,
    /** The rider has left the store. */
    IN_TRANSIT,
    /** The customer has the goods. */
    DELIVERED,
    /** It will not arrive: it was given up on the way, or the order is off. */
    FAILED;

    /** The state table. A rider may hand an assignment back, and an admin may give it to another one. */
    public boolean canBecome(DeliveryStatus next) {
        return switch (this) {
            case PENDING -> next == ASSIGNED || next == FAILED;
            case ASSIGNED -> next == ASSIGNED || next == PENDING || next == PICKED_UP || next == FAILED;
            case PICKED_UP -> next == IN_TRANSIT || next == DELIVERED || next == FAILED;
            case IN_TRANSIT -> next == DELIVERED || next == FAILED;
            case DELIVERED, FAILED -> false;
        };
    }

    /** Whether a rider is busy with it. */
    public boolean isUnderWay() {
        return switch (this) {
            case ASSIGNED, PICKED_UP, IN_TRANSIT -> true;
            case PENDING, DELIVERED, FAILED -> false;
        };
    }

    /** Whether the goods have left the store for the door. */
    public boolean isCarried() {
        return switch (this) {
            case PICKED_UP, IN_TRANSIT -> true;
            case PENDING, ASSIGNED, DELIVERED, FAILED -> false;
        };
    }
}
