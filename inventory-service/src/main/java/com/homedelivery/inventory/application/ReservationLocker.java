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

/** Locks the reservations of orders, and makes those that are missing. */
@Component
class ReservationLocker {

    private final Reservations reservations;

    ReservationLocker(Reservations reservations) {
        this.reservations = reservations;
    }

    /**
     * The order's reservation, locked; an open one when it had none. So an event that comes before the order has reserved
     * anything is remembered by the reservation that it closes.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Reservation lock(UUID orderId, Instant now) {
        reservations.insertIfAbsent(orderId, now);
        return reservations.findByIdForUpdate(orderId).orElseThrow();
    }

    /** The reservations of these orders, by order id, likewise. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<UUID, Reservation> lockAll(Collection<UUID> orderIds, Instant now) {
        reservations.insertAllIfAbsent(orderIds.stream().map(UUID::toString).collect(Collectors.joining(",")), now);
        return reservations.findAllByIdForUpdate(orderIds).stream()
                .collect(Collectors.toMap(Reservation::orderId, Function.identity()));
    }

    /** Deletes those that are still open: of an order that was refused nothing is kept. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void deleteOpen(Collection<Reservation> locked) {
        List<UUID> open = locked.stream()
                .filter(reservation -> reservation.status() == ReservationStatus.OPEN)
                .map(Reservation::orderId)
                .toList();
        if (!open.isEmpty()) {
            reservations.deleteOpen(open);
        }
    }
}
