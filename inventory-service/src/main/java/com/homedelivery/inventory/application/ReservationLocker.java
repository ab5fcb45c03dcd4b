package com.homedelivery.inventory.application;

import com.homedelivery.inventory.domain.Reservation;
import com.homedelivery.inventory.domain.ReservationStatus;
import com.homedelivery.inventory.domain.Reservations;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Hands out an order's reservation to one at a time. */
@Component
class ReservationLocker {

    private final Reservations reservations;

    ReservationLocker(Reservations reservations) {
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

    /** The reservations of these orders by their ids, likewise. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<UUID, Reservation> reservationsOf(Collection<UUID> orderIds, Instant now) {
        reservations.openAll(orderIds.stream().map(UUID::toString).collect(Collectors.joining(",")), now);
        return reservations.lockAll(orderIds).stream()
                .collect(Collectors.toMap(Reservation::orderId, Function.identity()));
    }

    /** Removes those that are still open: of an order that was refused nothing stays. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void closeUnused(Collection<Reservation> some) {
        List<UUID> open = some.stream()
                .filter(reservation -> reservation.status() == ReservationStatus.OPEN)
                .map(Reservation::orderId)
                .toList();
        if (!open.isEmpty()) {
            reservations.removeOpen(open);
        }
    }
}
