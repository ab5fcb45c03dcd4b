package com.homedelivery.inventory.domain;

import com.homedelivery.shared.event.InventoryEvent.MissingUnits;
import com.homedelivery.shared.event.InventoryEvent.StockShortage;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;

/**
 * An order's claim on the stock, one for each order. It is held for a while; the confirmed order commits it, an order that
 * is off releases it, and it expires when there is no such order. Each verb answers whether it changed anything: an
 * event that comes twice, late, or after another that made it pointless finds nothing to do.
 *
 * <p>Whoever calls a verb has locked the reservation and then the stock of all its products.
 */
@Entity
@Table(name = "reservations")
public class Reservation {

    @Id
    @Column(name = "order_id")
    private UUID orderId;

    @Enumerated(EnumType.STRING)
    private ReservationStatus status;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "check_at")
    private Instant checkAt;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Version
    private @Nullable Long version;

    @ElementCollection
    @CollectionTable(name = "reservation_lines", joinColumns = @JoinColumn(name = "order_id"))
    @MapKeyColumn(name = "product_id")
    @BatchSize(size = 50)
    private Map<UUID, ReservedLine> lines = new HashMap<>();

    protected Reservation() {}

    /** A claim for which nothing is reserved yet. */
    public Reservation(UUID orderId, Instant now) {
        this.orderId = orderId;
        this.status = ReservationStatus.OPEN;
        this.expiresAt = now;
        this.checkAt = now;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /**
     * Reserves every line, or none. Only an open reservation can be held.
     *
     * @param quantities units wanted, by product id
     * @param until when the hold lapses
     * @throws InsufficientStockException naming all lines that are short
     */
    public void hold(Map<UUID, Integer> quantities, StockLookup shelf, Instant until, Instant now) {
        if (!status.canBecome(ReservationStatus.HELD)) {
            throw new IllegalStateException("A reservation that is " + status + " is not held again");
        }
        List<InsufficientStockException.ShortLine> shortLines = new TreeMap<>(quantities)
                .entrySet().stream()
                        .filter(line -> !shelf.of(line.getKey()).has(line.getValue()))
                        .map(line -> new InsufficientStockException.ShortLine(
                                line.getKey(),
                                line.getValue(),
                                shelf.of(line.getKey()).available()))
                        .toList();
        if (!shortLines.isEmpty()) {
            throw new InsufficientStockException(shortLines);
        }
        transitionTo(ReservationStatus.HELD, now);
        expiresAt = until;
        checkAt = until;
        claim(quantities);
        lines.forEach((productId, line) -> shelf.of(productId).reserve(line.quantity(), orderId, now));
    }

    /**
     * Takes the units out, for the order is confirmed. When they are not held, or no longer, what is available is taken and
     * the rest is noted as {@linkplain #missing() missing}.
     *
     * @param ordered units ordered, by product id: what counts when nothing was ever held
     */
    public boolean commit(Map<UUID, Integer> ordered, StockLookup shelf, Instant now) {
        ReservationStatus before = status;
        if (!transitionTo(ReservationStatus.COMMITTED, now)) {
            return false;
        }
        if (before == ReservationStatus.OPEN) {
            claim(ordered);
        }
        if (before == ReservationStatus.HELD) {
            lines.forEach((productId, line) -> shelf.of(productId).takeReserved(line.quantity(), orderId, now));
        } else {
            lines.replaceAll((productId, line) -> new ReservedLine(
                    line.quantity(), shelf.of(productId).takeAvailable(line.quantity(), orderId, now)));
        }
        return true;
    }

    /**
     * Takes out what is held, for the order is confirmed, as the order service says, though that was never heard here. A
     * confirmation that is heard after all finds nothing to do. What is not held waits for it.
     */
    public boolean commitHeld(StockLookup shelf, Instant now) {
        return status == ReservationStatus.HELD && commit(quantities(), shelf, now);
    }

    /**
     * Gives everything back, for the order was cancelled before it left the store: what is held becomes available, what
     * was taken out is put back.
     */
    public boolean cancel(StockLookup shelf, Instant now) {
        return giveEverythingBack(shelf, now);
    }

    /**
     * Gives everything back, for the goods came back to the store after the delivery had failed. That the order was
     * confirmed may not have been heard yet: then its goods are only held, and become available.
     */
    public boolean bringBack(StockLookup shelf, Instant now) {
        return giveEverythingBack(shelf, now);
    }

    private boolean giveEverythingBack(StockLookup shelf, Instant now) {
        return release(shelf, now) || putBack(shelf, now);
    }

    /** Nobody has to look at it before then. */
    public void checkAgainAt(Instant time) {
        checkAt = time;
    }

    /** The units of a confirmed order that could not be had; none when all were there. */
    public Optional<StockShortage> shortage(Instant now) {
        List<MissingUnits> units = missing().entrySet().stream()
                .map(line -> new MissingUnits(line.getKey(), line.getValue()))
                .toList();
        return units.isEmpty() ? Optional.empty() : Optional.of(new StockShortage(orderId, units, now));
    }

    /**
     * The order has failed on its way, so it was confirmed, also when nobody heard that here: its goods have left the
     * store. Nothing is to be held for it any more.
     */
    public boolean fail(StockLookup shelf, Instant now) {
        return switch (status) {
            case OPEN -> release(shelf, now);
            case HELD, EXPIRED -> commit(quantities(), shelf, now);
            case COMMITTED, RELEASED, RETURNED -> false;
        };
    }

    /** Makes the units available again, for the order will not come. */
    public boolean release(StockLookup shelf, Instant now) {
        boolean held = status == ReservationStatus.HELD;
        if (!transitionTo(ReservationStatus.RELEASED, now)) {
            return false;
        }
        if (held) {
            releaseAll(shelf, now);
        }
        return true;
    }

    /** Makes the units available again, for there is no such order. */
    public boolean expire(StockLookup shelf, Instant now) {
        if (!transitionTo(ReservationStatus.EXPIRED, now)) {
            return false;
        }
        releaseAll(shelf, now);
        return true;
    }

    private boolean putBack(StockLookup shelf, Instant now) {
        if (!transitionTo(ReservationStatus.RETURNED, now)) {
            return false;
        }
        lines.forEach((productId, line) -> shelf.of(productId).putBack(line.taken(), orderId, now));
        return true;
    }

    /** Whether the order wants exactly this. */
    public boolean isFor(Map<UUID, Integer> quantities) {
        return quantities().equals(quantities);
    }

    private void claim(Map<UUID, Integer> quantities) {
        quantities.forEach((productId, quantity) -> lines.put(productId, new ReservedLine(quantity, 0)));
    }

    private void releaseAll(StockLookup shelf, Instant now) {
        lines.forEach((productId, line) -> shelf.of(productId).release(line.quantity(), orderId, now));
    }

    private boolean transitionTo(ReservationStatus next, Instant now) {
        if (!status.canBecome(next)) {
            return false;
        }
        status = next;
        updatedAt = now;
        return true;
    }

    /** Where the stock of a product is found. */
    @FunctionalInterface
    public interface StockLookup {

        Stock of(UUID productId);
    }

    public UUID orderId() {
        return orderId;
    }

    public ReservationStatus status() {
        return status;
    }

    /** When the hold lapses; without meaning once it is committed or released. */
    public Instant expiresAt() {
        return expiresAt;
    }

    public Set<UUID> productIds() {
        return Set.copyOf(lines.keySet());
    }

    /** Units claimed, by product id. */
    public SortedMap<UUID, Integer> quantities() {
        SortedMap<UUID, Integer> quantities = new TreeMap<>();
        lines.forEach((productId, line) -> quantities.put(productId, line.quantity()));
        return quantities;
    }

    /** Units that could not be had, by product id; empty when all were there. */
    public SortedMap<UUID, Integer> missing() {
        SortedMap<UUID, Integer> missing = new TreeMap<>();
        lines.forEach((productId, line) -> {
            if (line.missing() > 0) {
                missing.put(productId, line.missing());
            }
        });
        return missing;
    }
}
