package com.homedelivery.inventory.application;

import com.homedelivery.inventory.InventoryProperties;
import com.homedelivery.inventory.domain.Reservation;
import com.homedelivery.inventory.domain.Reservations;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives goods back to the shelf that were held for orders of which nothing was heard. */
@Service
public class ExpireReservations {

    private static final Logger log = LoggerFactory.getLogger(ExpireReservations.class);

    private final Reservations reservations;
    private final StockRoom stockRoom;
    private final InventoryProperties properties;
    private final Clock clock;

    ExpireReservations(Reservations reservations, StockRoom stockRoom, InventoryProperties properties, Clock clock) {
        this.reservations = reservations;
        this.stockRoom = stockRoom;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Ends some of the reservations that are overdue. Any number of instances may do so at once.
     *
     * @return how many it ended: when as many as a batch has, there may be more
     */
    @Transactional
    public int nextBatch() {
        Instant now = clock.instant();
        List<Reservation> overdue =
                reservations.lockHeldBeyond(now.minus(properties.expiryGrace()), Limit.of(properties.sweepBatch()));
        Set<UUID> productIds = overdue.stream()
                .flatMap(reservation -> reservation.productIds().stream())
                .collect(Collectors.toSet());
        stockRoom.workOn(
                productIds,
                now,
                shelf -> overdue.forEach(reservation -> {
                    reservation.expire(shelf, now);
                    log.info("The reservation of order {} has expired", reservation.orderId());
                }));
        return overdue.size();
    }
}
