package com.homedelivery.inventory.domain;

import com.homedelivery.shared.event.InventoryEvent;
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
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;

/**
 * The units that an order has reserved, one reservation for each order. It lasts for a while; the confirmed order commits
 * it, an order that is cancelled releases it, and it expires when there is no such order. Each verb says whether it changed
 * anything: an event that comes twice, late, or after another that decided the matter changes nothing.
 *
 * <p>The caller of a verb has locked the reservation, and then the stock of all its products.
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

    /** A reservation for which no units are reserved yet. */
    public Reservation(UUID orderId, Instant now) {
        this.orderId = orderId;
        this.status = ReservationStatus.OPEN;
        this.expiresAt = now;
        this.checkAt = now;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /**
     * Reserves every line, or none. Only for an open reservation.
     *
     * @param quantities units wanted, by product id
     * @param until when the reservation expires
     * @throws InsufficientStockException naming all lines that are short
     */
    public void reserve(Map<UUID, Integer> quantities, StockLookup stock, Instant until, Instant now) {
        if (!status.canTransitionTo(ReservationStatus.HELD)) {
            throw new IllegalStateException("A reservation that is " + status + " reserves nothing again");
        }
        List<InsufficientStockException.ShortLine> shortLines = new TreeMap<>(quantities)
                .entrySet().stream()
                        .filter(line -> !stock.of(line.getKey()).has(line.getValue()))
                        .map(line -> new InsufficientStockException.ShortLine(
                                line.getKey(),
                                line.getValue(),
                                stock.of(line.getKey()).available()))
                        .toList();
        if (!shortLines.isEmpty()) {
            throw new InsufficientStockException(shortLines);
        }
        transitionTo(ReservationStatus.HELD, now);
        expiresAt = until;
        checkAt = until;
        addLines(quantities);
        lines.forEach((productId, line) -> stock.of(productId).reserve(line.quantity(), orderId, now));
    }

    /**
     * The units leave the stock, for the order is confirmed. When they are not reserved, or no longer, those leave it that
     * are available, and the rest is {@linkplain #missing() missing}: a shortage. So are reserved units that have expired.
     *
     * @param ordered units ordered, by product id: used when nothing was ever reserved
     */
    public CommitResult commit(Map<UUID, Integer> ordered, StockLookup stock, Instant now) {
        ReservationStatus before = status;
        if (!transitionTo(ReservationStatus.COMMITTED, now)) {
            return new CommitResult.Unchanged();
        }
        if (before == ReservationStatus.OPEN) {
            addLines(ordered);
        }
        lines.replaceAll((productId, line) -> {
            Stock ofProduct = stock.of(productId);
            int missing = before == ReservationStatus.HELD
                    ? ofProduct.commit(line.quantity(), orderId, now)
                    : ofProduct.commitUnreserved(line.quantity(), orderId, now);
            return new ReservedLine(line.quantity(), missing);
        });
        return new CommitResult.Committed(shortage(now));
    }

    private List<InventoryEvent> shortage(Instant now) {
        List<MissingUnits> units = missing().entrySet().stream()
                .map(line -> new MissingUnits(line.getKey(), line.getValue()))
                .toList();
        return units.isEmpty() ? List.of() : List.of(new StockShortage(orderId, units, now));
    }

    /**
     * Commits what is {@code HELD}, for the order service says that the order is confirmed, though the event never came. If
     * it comes after all, it changes nothing. What is not held waits for the event.
     */
    public CommitResult commitHeld(StockLookup stock, Instant now) {
        return status == ReservationStatus.HELD ? commit(quantities(), stock, now) : new CommitResult.Unchanged();
    }

    /**
     * The order was cancelled before it left the store: what is reserved is released, what was committed is returned.
     */
    public boolean cancel(StockLookup stock, Instant now) {
        return releaseOrReturn(stock, now);
    }

    /**
     * The goods are in the store again after the delivery had failed: they are returned to the stock. The event of the
     * confirmation may not have come yet: then they are only reserved, and released.
     */
    public boolean returnGoods(StockLookup stock, Instant now) {
        return releaseOrReturn(stock, now);
    }

    private boolean releaseOrReturn(StockLookup stock, Instant now) {
        return release(stock, now) || returnUnits(stock, now);
    }

    /** When it is overdue, it is not checked before then. */
    public void checkAgainAt(Instant time) {
        checkAt = time;
    }

    /**
     * The order has failed on its way, so it was confirmed, even if that event has not come: its goods have left the store.
     * Nothing is to be reserved for it any more. A shortage is not published: what was paid is refunded anyway.
     */
    public boolean fail(StockLookup stock, Instant now) {
        return switch (status) {
            case OPEN -> release(stock, now);
            case HELD, EXPIRED -> isCommitted(commit(quantities(), stock, now));
            case COMMITTED, RELEASED, RETURNED -> false;
        };
    }

    /** Makes the units available again, for the order will not be placed. */
    public boolean release(StockLookup stock, Instant now) {
        boolean reserved = status == ReservationStatus.HELD;
        if (!transitionTo(ReservationStatus.RELEASED, now)) {
            return false;
        }
        if (reserved) {
            releaseAll(stock, now);
        }
        return true;
    }

    /** Makes the units available again, for there is no such order. */
    public boolean expire(StockLookup stock, Instant now) {
        if (!transitionTo(ReservationStatus.EXPIRED, now)) {
            return false;
        }
        releaseAll(stock, now);
        return true;
    }

    private static boolean isCommitted(CommitResult result) {
        return switch (result) {
            case CommitResult.Committed _ -> true;
            case CommitResult.Unchanged _ -> false;
        };
    }

    private boolean returnUnits(StockLookup stock, Instant now) {
        if (!transitionTo(ReservationStatus.RETURNED, now)) {
            return false;
        }
        lines.forEach((productId, line) -> stock.of(productId).returnUnits(line.committed(), orderId, now));
        return true;
    }

    /** Whether it is for exactly these units. */
    public boolean hasQuantities(Map<UUID, Integer> quantities) {
        return quantities().equals(quantities);
    }

    private void addLines(Map<UUID, Integer> quantities) {
        quantities.forEach((productId, quantity) -> lines.put(productId, new ReservedLine(quantity, 0)));
    }

    private void releaseAll(StockLookup stock, Instant now) {
        lines.forEach((productId, line) -> stock.of(productId).release(line.quantity(), orderId, now));
    }

    private boolean transitionTo(ReservationStatus next, Instant now) {
        if (!status.canTransitionTo(next)) {
            return false;
        }
        status = next;
        updatedAt = now;
        return true;
    }

    /** Gives the stock of a product, which is locked. */
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

    /** When it expires; without meaning once it is committed or released. */
    public Instant expiresAt() {
        return expiresAt;
    }

    public Set<UUID> productIds() {
        return Set.copyOf(lines.keySet());
    }

    /** Units reserved, by product id. */
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
