package com.homedelivery.inventory.application;

import com.homedelivery.inventory.domain.Reservation;
import com.homedelivery.inventory.domain.Reservations;
import com.homedelivery.shared.api.error.NotFoundException;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the reservation of an order. */
@Service
@Transactional(readOnly = true)
public class FindReservations {

    private final Reservations reservations;

    FindReservations(Reservations reservations) {
        this.reservations = reservations;
    }

    /** @throws NotFoundException when the order has no reservation, or it ended long ago and was deleted */
    public Reservation reservationOf(UUID orderId) {
        return reservations.findByIdWithLines(orderId).orElseThrow(() -> new NotFoundException("Reservation"));
    }
}
