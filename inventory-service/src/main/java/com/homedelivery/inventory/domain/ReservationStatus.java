package com.homedelivery.inventory.domain;

import java.util.Set;

/** The states of a reservation and the transitions between them. */
public enum ReservationStatus {
    /** Nothing is reserved yet. No other transaction sees it in this status. */
    OPEN,
    /** The units are reserved. */
    HELD,
    /** The order is confirmed: the units have left the stock. */
    COMMITTED,
    /** The order was cancelled before it was confirmed: the units are available again, for good. */
    RELEASED,
    /** The order did not exist when the time was up: the units are available again, but it may still be confirmed. */
    EXPIRED,
    /** The order was cancelled, or the rider returned the goods, after it had been confirmed: they are in the store. */
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

    public boolean canTransitionTo(ReservationStatus status) {
        return next().contains(status);
    }
}
