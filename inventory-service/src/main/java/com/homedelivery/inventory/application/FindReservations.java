package com.homedelivery.inventory.application;

import com.homedelivery.inventory.domain.Reservation;
import com.homedelivery.inventory.domain.Reservations;
import com.homedelivery.shared.api.error.NotFoundException;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is held, or was taken out, for an order. */
@Service
@Transactional(readOnly = true)
public class FindReservations {

    private final Reservations reservations;

    FindReservations(Reservations reservations) {
        this.reservations = reservations;
    }

    /** @throws NotFoundException when nothing was ever heard of the order, or its reservation ended long ago */
    public Reservation reservationOf(UUID orderId) {
        return reservations.findWithLines(orderId).orElseThrow(() -> new NotFoundException("Reservation"));
    }
}
