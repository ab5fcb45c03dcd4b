package com.homedelivery.inventory.application;

import com.homedelivery.inventory.InventoryProperties;
import com.homedelivery.inventory.application.ReserveResult.Granted;
import com.homedelivery.inventory.application.ReserveResult.Refused;
import com.homedelivery.inventory.domain.InsufficientStockException;
import com.homedelivery.inventory.domain.Reservation;
import com.homedelivery.inventory.domain.Reservation.StockLookup;
import com.homedelivery.inventory.domain.ReservationStatus;
import com.homedelivery.shared.api.error.ConflictException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes the reservations of several orders in the database, in one transaction. */
@Service
public class ReserveInLedger {

    private final ReservationLocker reservationLocker;
    private final StockLocker stockLocker;
    private final InventoryProperties properties;
    private final Clock clock;

    ReserveInLedger(
            ReservationLocker reservationLocker, StockLocker stockLocker, InventoryProperties properties, Clock clock) {
        this.reservationLocker = reservationLocker;
        this.stockLocker = stockLocker;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Reserves for each order all that it wants, or nothing. The refusal of one does not affect the others.
     *
     * @return a result for each command, in the same order
     */
    @Transactional
    public List<ReserveResult> reserveAll(List<ReserveCommand> commands, ChangeCause cause) {
        Instant now = clock.instant();
        Set<UUID> orderIds = commands.stream().map(ReserveCommand::orderId).collect(Collectors.toSet());
        Map<UUID, Reservation> reservations = reservationLocker.lockAll(orderIds, now);
        List<Claim> claims = commands.stream()
                .map(command -> new Claim(command, Objects.requireNonNull(reservations.get(command.orderId()))))
                .toList();
        Set<UUID> productIds = claims.stream()
                .filter(claim -> claim.reservation().status() == ReservationStatus.OPEN)
                .flatMap(claim -> claim.command().productIds().stream())
                .collect(Collectors.toSet());
        List<ReserveResult> results = new ArrayList<>();
        stockLocker.change(
                productIds, cause, now, stock -> claims.forEach(claim -> results.add(reserve(claim, stock, now))));
        reservationLocker.deleteOpen(reservations.values());
        return results;
    }

    private record Claim(ReserveCommand command, Reservation reservation) {}

    private ReserveResult reserve(Claim claim, StockLookup stock, Instant now) {
        Reservation reservation = claim.reservation();
        Map<UUID, Integer> quantities = claim.command().quantities();
        return switch (reservation.status()) {
            case OPEN -> {
                try {
                    reservation.reserve(quantities, stock, now.plus(properties.reservationTtl()), now);
                    yield new Granted(reservation, true);
                } catch (InsufficientStockException shortage) {
                    yield new Refused(shortage);
                }
            }
            case HELD, COMMITTED ->
                reservation.hasQuantities(quantities)
                        ? new Granted(reservation, false)
                        : new Refused(new ConflictException("This order has reserved something else"));
            case RELEASED, EXPIRED, RETURNED ->
                new Refused(new ConflictException("The reservation of this order has ended"));
        };
    }
}
