package com.homedelivery.inventory.application;

import com.homedelivery.inventory.InventoryProperties;
import com.homedelivery.inventory.domain.InsufficientStock;
import com.homedelivery.inventory.domain.Reservation;
import com.homedelivery.inventory.domain.ReservationStatus;
import com.homedelivery.shared.api.Conflict;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Holds goods for an order that is being placed, and lets go of them when it is not. */
@Service
public class ReserveStock {

    private final ReservationDesk desk;
    private final StockRoom stockRoom;
    private final InventoryProperties properties;
    private final Clock clock;

    ReserveStock(ReservationDesk desk, StockRoom stockRoom, InventoryProperties properties, Clock clock) {
        this.desk = desk;
        this.stockRoom = stockRoom;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Holds all that an order wants, or nothing. Asked again for the same, it answers with what is held already.
     *
     * @param quantities units wanted, by product id
     * @throws InsufficientStock naming all lines that are short
     * @throws Conflict when the order has reserved something else, or its reservation has ended
     */
    @Transactional
    public Reservation hold(UUID orderId, Map<UUID, Integer> quantities) {
        Instant now = clock.instant();
        Reservation reservation = desk.reservationOf(orderId, now);
        switch (reservation.status()) {
            case OPEN -> {
                Instant until = now.plus(properties.reservationTtl());
                stockRoom.workOn(quantities.keySet(), now, shelf -> reservation.hold(quantities, shelf, until, now));
            }
            case HELD, COMMITTED -> {
                if (!reservation.isFor(quantities)) {
                    throw new Conflict("This order has reserved something else");
                }
            }
            case RELEASED, EXPIRED, RETURNED -> throw new Conflict("The reservation of this order has ended");
        }
        return reservation;
    }

    /**
     * Lets go of what is held for an order. Once more, or for an order that is not known, changes nothing; an order that is
     * not known yet cannot reserve any more.
     *
     * @throws Conflict when the order is confirmed: then only its cancellation gives the goods back
     */
    @Transactional
    public Reservation release(UUID orderId) {
        Instant now = clock.instant();
        Reservation reservation = desk.reservationOf(orderId, now);
        if (reservation.status() == ReservationStatus.COMMITTED) {
            throw new Conflict("The order is confirmed");
        }
        stockRoom.workOn(reservation.productIds(), now, shelf -> reservation.release(shelf, now));
        return reservation;
    }
}
