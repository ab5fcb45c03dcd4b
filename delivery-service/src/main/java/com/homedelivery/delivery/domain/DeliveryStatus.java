package com.homedelivery.delivery.domain;

/** The states of a delivery and the transitions between them. The names are a closed set that clients know. */
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
    /** It will not arrive: the rider has given up, or the order was cancelled or has failed. */
    FAILED;

    /** The transitions. A rider may hand an assignment back, and an admin may give it to another one. */
    public boolean canTransitionTo(DeliveryStatus next) {
        return switch (this) {
            case PENDING -> next == ASSIGNED || next == FAILED;
            case ASSIGNED -> next == ASSIGNED || next == PENDING || next == PICKED_UP || next == FAILED;
            case PICKED_UP -> next == IN_TRANSIT || next == DELIVERED || next == FAILED;
            case IN_TRANSIT -> next == DELIVERED || next == FAILED;
            case DELIVERED, FAILED -> false;
        };
    }

    /** Whether a rider is busy with it. */
    public boolean isActive() {
        return switch (this) {
            case ASSIGNED, PICKED_UP, IN_TRANSIT -> true;
            case PENDING, DELIVERED, FAILED -> false;
        };
    }

    /** Whether a rider has the goods. */
    public boolean isCarried() {
        return switch (this) {
            case PICKED_UP, IN_TRANSIT -> true;
            case PENDING, ASSIGNED, DELIVERED, FAILED -> false;
        };
    }
}
