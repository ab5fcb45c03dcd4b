package com.homedelivery.inventory.application;

import com.homedelivery.inventory.application.HoldResult.Held;
import com.homedelivery.inventory.application.StockCounters.Take;
import com.homedelivery.inventory.application.StockCounters.Take.NoAnswer;
import com.homedelivery.inventory.application.StockCounters.Take.NotLoaded;
import com.homedelivery.inventory.application.StockCounters.Take.Short;
import com.homedelivery.inventory.application.StockCounters.Take.Taken;
import com.homedelivery.inventory.application.StockCounters.Take.TakenBefore;
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
 * Holds goods for an order that is being placed, and lets go of them when it is not. The counters say no by themselves;
 * their yes counts only once it is in the ledger. Without the counters the ledger alone decides.
 */
@Service
public class ReserveStock {

    private final StockCounters counters;
    private final CounterLoader loader;
    private final ReservationLedger ledger;
    private final ReservationLocker desk;
    private final StockLocker stockLocker;
    private final Clock clock;

    ReserveStock(
            StockCounters counters,
            CounterLoader loader,
            ReservationLedger ledger,
            ReservationLocker desk,
            StockLocker stockLocker,
            Clock clock) {
        this.counters = counters;
        this.loader = loader;
        this.ledger = ledger;
        this.desk = desk;
        this.stockLocker = stockLocker;
        this.clock = clock;
    }

    /**
     * Holds all that an order wants, or nothing. Asked again for the same, it answers with what is held already.
     *
     * @param quantities units wanted, by product id
     * @throws InsufficientStockException naming all lines that are short
     * @throws ConflictException when the order has reserved something else, or its reservation has ended
     * @throws ServiceUnavailableException when too many others wait
     */
    public Reservation hold(UUID orderId, Map<UUID, Integer> quantities, Cause cause) {
        HoldRequest request = new HoldRequest(orderId, quantities);
        return switch (take(request)) {
            case Taken _ -> confirm(request, cause);
            case Short(var available) -> throw new InsufficientStockException(shortLines(quantities, available));
            case TakenBefore _, NotLoaded _, NoAnswer _ ->
                ledger.hold(request, cause).reservation();
        };
    }

    private Take take(HoldRequest request) {
        Take take = counters.take(request.orderId(), request.quantities());
        return take instanceof NotLoaded notLoaded ? loader.loadAndTake(request, notLoaded) : take;
    }

    /** What failed without an answer may be in the ledger: it stays taken until the ledger confirms it or it lapses. */
    private Reservation confirm(HoldRequest request, Cause cause) {
        try {
            Held held = ledger.hold(request, cause);
            if (!held.isNew()) {
                counters.giveBack(request.orderId(), request.productIds());
            }
            return held.reservation();
        } catch (DomainException refusal) {
            counters.giveBack(request.orderId(), request.productIds());
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
     * Lets go of what is held for an order. Once more, or for an order that is not known, changes nothing; an order that is
     * not known yet cannot reserve any more.
     *
     * @throws ConflictException when the order is confirmed: then only its cancellation gives the goods back
     */
    @Transactional
    public Reservation release(UUID orderId, Cause cause) {
        Instant now = clock.instant();
        Reservation reservation = desk.reservationOf(orderId, now);
        if (reservation.status() == ReservationStatus.COMMITTED) {
            throw new ConflictException("The order is confirmed");
        }
        stockLocker.workOn(reservation.productIds(), cause, now, shelf -> reservation.release(shelf, now));
        return reservation;
    }
}
