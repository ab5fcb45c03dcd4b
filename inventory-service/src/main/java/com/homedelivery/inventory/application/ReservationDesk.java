package com.homedelivery.inventory.application;

import com.homedelivery.inventory.domain.Reservation;
import com.homedelivery.inventory.domain.Reservations;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Hands out an order's reservation to one at a time. */
@Component
class ReservationDesk {

    private final Reservations reservations;

    ReservationDesk(Reservations reservations) {
        this.reservations = reservations;
    }

    /**
     * The order's reservation, locked; an open one when it had none. So even what arrives for an order before its
     * reservation does leaves a trace, and the reservation finds it.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Reservation reservationOf(UUID orderId, Instant now) {
        reservations.open(orderId, now);
        return reservations.lock(orderId).orElseThrow();
    }
}
