package com.homedelivery.inventory.domain;

import java.util.Set;

/** Where a reservation stands, and where it can go from there. */
public enum ReservationStatus {
    /** Nothing is reserved yet. It goes on to another status before anybody else can see it. */
    OPEN,
    /** The units are reserved. */
    HELD,
    /** The order is confirmed: the units have been taken out. */
    COMMITTED,
    /** The order is off before it was confirmed: the units are available again, and stay so. */
    RELEASED,
    /** No such order was known when time was up: the units are available again, but it may still be confirmed. */
    EXPIRED,
    /** The order was cancelled, or the rider brought the goods back, after it had been confirmed: they are in the store. */
    RETURNED;

    private Set<ReservationStatus> next() {
        return switch (this) {
            case OPEN -> Set.of(HELD, COMMITTED, RELEASED);
            case HELD -> Set.of(COMMITTED, RELEASED, EXPIRED);
            case EXPIRED -> Set.of(COMMITTED, RELEASED);
            case COMMITTED -> Set.of(RETURNED);
            case RELEASED, RETURNED -> Set.of();
        };
    }

    public boolean canBecome(ReservationStatus status) {
        return next().contains(status);
    }
}
