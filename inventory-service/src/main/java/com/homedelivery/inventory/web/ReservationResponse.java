package com.homedelivery.inventory.web;

import com.homedelivery.inventory.domain.Reservation;
import com.homedelivery.inventory.domain.ReservationStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The reservation of an order. */
record ReservationResponse(UUID orderId, ReservationStatus status, Instant expiresAt, List<Line> items) {

    record Line(UUID productId, int quantity) {}

    static ReservationResponse of(Reservation reservation) {
        return new ReservationResponse(
                reservation.orderId(),
                reservation.status(),
                reservation.expiresAt(),
                reservation.quantities().entrySet().stream()
                        .map(line -> new Line(line.getKey(), line.getValue()))
                        .toList());
    }
}
