package com.homedelivery.inventory.application;

import com.homedelivery.inventory.application.ReserveResult.Granted;
import com.homedelivery.inventory.application.StockCounters.CounterResult;
import com.homedelivery.inventory.application.StockCounters.CounterResult.AlreadyReserved;
import com.homedelivery.inventory.application.StockCounters.CounterResult.Insufficient;
import com.homedelivery.inventory.application.StockCounters.CounterResult.NotLoaded;
import com.homedelivery.inventory.application.StockCounters.CounterResult.Reserved;
import com.homedelivery.inventory.application.StockCounters.CounterResult.Unavailable;
import com.homedelivery.inventory.domain.InsufficientStockException;
import com.homedelivery.inventory.domain.InsufficientStockException.ShortLine;
import com.homedelivery.inventory.domain.Reservation;
import com.homedelivery.inventory.domain.ReservationStatus;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.DomainException;
import com.homedelivery.shared.api.error.ServiceUnavailableException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reserves units for an order that is being placed, and releases them when it is not. The counters may refuse by themselves;
 * what they grant counts only once it is in the ledger, the database. Without the counters the ledger alone decides.
 */
@Service
public class ReserveStock {

    private final StockCounters counters;
    private final CounterLoader loader;
    private final ReservationLedger ledger;
    private final ReservationLocker reservationLocker;
    private final StockLocker stockLocker;
    private final Clock clock;

    ReserveStock(
            StockCounters counters,
            CounterLoader loader,
            ReservationLedger ledger,
            ReservationLocker reservationLocker,
            StockLocker stockLocker,
            Clock clock) {
        this.counters = counters;
        this.loader = loader;
        this.ledger = ledger;
        this.reservationLocker = reservationLocker;
        this.stockLocker = stockLocker;
        this.clock = clock;
    }

    /**
     * Reserves all that an order wants, or nothing. Idempotent: the same again gives the same reservation.
     *
     * @param quantities units wanted, by product id
     * @throws InsufficientStockException naming all lines that are short
     * @throws ConflictException when the order has reserved something else, or its reservation has ended
     * @throws ServiceUnavailableException when too many orders are waiting
     */
    public Reservation reserve(UUID orderId, Map<UUID, Integer> quantities, ChangeCause cause) {
        ReserveCommand command = new ReserveCommand(orderId, quantities);
        return switch (reserveInCounters(command)) {
            case Reserved _ -> reserveInLedger(command, cause);
            case Insufficient(var available) -> throw new InsufficientStockException(shortLines(quantities, available));
            case AlreadyReserved _, NotLoaded _, Unavailable _ ->
                ledger.reserve(command, cause).reservation();
        };
    }

    private CounterResult reserveInCounters(ReserveCommand command) {
        CounterResult result = counters.reserve(command.orderId(), command.quantities());
        return result instanceof NotLoaded notLoaded ? loader.loadAndReserve(command, notLoaded) : result;
    }

    /** After an unknown outcome it may be in the ledger: it stays reserved until the ledger confirms it, or for some time. */
    private Reservation reserveInLedger(ReserveCommand command, ChangeCause cause) {
        try {
            Granted granted = ledger.reserve(command, cause);
            if (!granted.isNew()) {
                counters.release(command.orderId(), command.productIds());
            }
            return granted.reservation();
        } catch (DomainException refusal) {
            counters.release(command.orderId(), command.productIds());
            throw refusal;
        }
    }

    private static List<ShortLine> shortLines(Map<UUID, Integer> quantities, Map<UUID, Integer> available) {
        return new TreeMap<>(quantities)
                .entrySet().stream()
                        .map(line ->
                                new ShortLine(line.getKey(), line.getValue(), available.getOrDefault(line.getKey(), 0)))
                        .filter(line -> line.available() < line.requested())
                        .toList();
    }

    /**
     * Releases what is reserved for an order. Idempotent; an order that has reserved nothing yet cannot reserve any more.
     *
     * @throws ConflictException when the order is confirmed: then only its cancellation releases the units
     */
    @Transactional
    public Reservation release(UUID orderId, ChangeCause cause) {
        Instant now = clock.instant();
        Reservation reservation = reservationLocker.lock(orderId, now);
        if (reservation.status() == ReservationStatus.COMMITTED) {
            throw new ConflictException("The order is confirmed");
        }
        stockLocker.change(reservation.productIds(), cause, now, stock -> reservation.release(stock, now));
        return reservation;
    }
}
