package com.homedelivery.inventory.domain;

import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.ValidationException;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The units of one product. Of the {@code quantity} in the store some are {@code reserved}: for orders, or put aside by
 * hand, without an order. The rest is available. Never is more reserved than there is.
 *
 * <p>Its life: units come in and are counted ({@link #count}, {@link #adjust}); a customer's order reserves some; when it
 * is confirmed they are taken out, when it is not they become available again. Each change is a {@link StockMovement}.
 */
@Entity
@Table(name = "stock")
public class Stock {

    /** More than any shelf holds: a figure beyond is a slip of the finger. */
    public static final int MOST = 1_000_000;

    @Id
    @Column(name = "product_id")
    private UUID productId;

    private int quantity;
    private int reserved;

    @Column(name = "put_aside")
    private int putAside;

    @Column(name = "low_stock_threshold")
    private int lowStockThreshold;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Version
    private @Nullable Long version;

    @Transient
    private final List<StockMovement> movements = new ArrayList<>();

    protected Stock() {}

    /** An empty shelf for a product. */
    public Stock(UUID productId, int lowStockThreshold, Instant now) {
        this.productId = productId;
        this.lowStockThreshold = lowStockThreshold;
        this.updatedAt = now;
    }

    /** Whether so many units can still be sold. */
    public boolean has(int units) {
        return units <= available();
    }

    /**
     * Reserves units for an order.
     *
     * @throws InsufficientStockException when fewer are available
     */
    public void reserve(int units, UUID orderId, Instant now) {
        requireAvailable(units);
        move(MovementKind.RESERVATION, 0, units, orderId, now);
    }

    /** Makes units available again that were reserved for an order. */
    public void release(int units, UUID orderId, Instant now) {
        requireReservedForOrders(units);
        move(MovementKind.RELEASE, 0, -units, orderId, now);
    }

    /** Takes units out of the store that were reserved for an order. */
    public void takeReserved(int units, UUID orderId, Instant now) {
        requireReservedForOrders(units);
        move(MovementKind.COMMIT, -units, -units, orderId, now);
    }

    /**
     * Takes units out of the store for which nothing was reserved, as many as are available.
     *
     * @return how many could not be had
     */
    public int takeAvailable(int units, UUID orderId, Instant now) {
        require(units > 0, "units are more than none");
        int taken = Math.min(units, available());
        move(MovementKind.COMMIT, -taken, 0, orderId, now);
        return units - taken;
    }

    /** Puts units back that had been taken out for an order. */
    public void putBack(int units, UUID orderId, Instant now) {
        require(units >= 0, "units are not less than none");
        move(MovementKind.RETURN, units, 0, orderId, now);
    }

    /**
     * Reserves units without an order. They stay reserved until they are given back.
     *
     * @throws InsufficientStockException when fewer are available
     */
    public void putAside(int units, Instant now) {
        requireAvailable(units);
        move(MovementKind.RESERVATION, 0, units, null, now);
        putAside += units;
    }

    /**
     * Makes units available again that had been put aside.
     *
     * @throws ConflictException when fewer are put aside: what is reserved for orders cannot be given back this way
     */
    public void giveBack(int units, Instant now) {
        require(units > 0, "units are more than none");
        if (units > putAside) {
            throw new ConflictException("Only " + putAside + " are reserved without an order");
        }
        putAside -= units;
        move(MovementKind.RELEASE, 0, -units, null, now);
    }

    /**
     * States how many units there are, after somebody has counted.
     *
     * @param units 0 to {@value #MOST}
     * @throws ConflictException when more are reserved
     */
    public void count(int units, Instant now) {
        require(units >= 0 && units <= MOST, "a count is between 0 and " + MOST);
        changeQuantity(MovementKind.CORRECTION, units, now);
    }

    /**
     * Adds units that came in, or removes some that were lost.
     *
     * @param change positive or negative
     * @throws ConflictException when fewer would remain than are reserved
     * @throws ValidationException when more than {@value #MOST} would result
     */
    public void adjust(int change, Instant now) {
        long result = (long) quantity + change;
        if (result > MOST) {
            throw new ValidationException("adjustBy", "must not make the quantity more than " + MOST);
        }
        changeQuantity(change > 0 ? MovementKind.RECEIPT : MovementKind.CORRECTION, result, now);
    }

    /** @param units 0 to {@value #MOST}: at this many available units or fewer the product is low */
    public void alertAt(int units, Instant now) {
        require(units >= 0 && units <= MOST, "a threshold is between 0 and " + MOST);
        lowStockThreshold = units;
        updatedAt = now;
    }

    /** What has changed since it was read, in that order. Each movement is handed out once. */
    public List<StockMovement> drainMovements() {
        List<StockMovement> drained = List.copyOf(movements);
        movements.clear();
        return drained;
    }

    private void changeQuantity(MovementKind kind, long units, Instant now) {
        if (units < reserved) {
            throw new ConflictException("The quantity cannot be less than the " + reserved + " that are reserved");
        }
        move(kind, (int) (units - quantity), 0, null, now);
    }

    /** The only place where quantity and reserved units change: so the movements add up to them. */
    private void move(MovementKind kind, int quantityChange, int reservedChange, @Nullable UUID orderId, Instant now) {
        quantity += quantityChange;
        reserved += reservedChange;
        updatedAt = now;
        if (quantityChange != 0 || reservedChange != 0) {
            movements.add(new StockMovement(productId, kind, quantityChange, reservedChange, orderId));
        }
    }

    private void requireAvailable(int units) {
        require(units > 0, "units are more than none");
        if (!has(units)) {
            throw new InsufficientStockException(productId, units, available());
        }
    }

    private void requireReservedForOrders(int units) {
        require(units > 0 && units <= reserved - putAside, "only what orders have reserved is released");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    public UUID productId() {
        return productId;
    }

    public int available() {
        return quantity - reserved;
    }

    public StockLevel level() {
        return new StockLevel(quantity, reserved, lowStockThreshold);
    }

    /** Grows with every change that is written. */
    public long version() {
        return Objects.requireNonNull(version, "a stock that was never written has no version");
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
