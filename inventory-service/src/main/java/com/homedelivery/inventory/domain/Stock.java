package com.homedelivery.inventory.domain;

import com.homedelivery.shared.api.Conflict;
import com.homedelivery.shared.api.InvalidInput;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The units of one product. Of the {@code quantity} in the store some are {@code reserved}: for orders, or put aside by
 * hand, without an order. The rest is available. Never is more reserved than there is.
 *
 * <p>Its life: units come in and are counted ({@link #count}, {@link #adjust}); a customer's order reserves some; when it
 * is confirmed they are taken out, when it is not they become available again.
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
     * @throws InsufficientStock when fewer are available
     */
    public void reserve(int units, Instant now) {
        require(units > 0, "units are more than none");
        if (!has(units)) {
            throw new InsufficientStock(productId, units, available());
        }
        reserved += units;
        updatedAt = now;
    }

    /** Makes units available again that were reserved for an order. */
    public void release(int units, Instant now) {
        require(units > 0 && units <= reserved - putAside, "only what orders have reserved is released");
        reserved -= units;
        updatedAt = now;
    }

    /** Takes units out of the store that were reserved for an order. */
    public void takeReserved(int units, Instant now) {
        release(units, now);
        quantity -= units;
    }

    /**
     * Takes units out of the store for which nothing was reserved, as many as are available.
     *
     * @return how many could not be had
     */
    public int takeAvailable(int units, Instant now) {
        require(units > 0, "units are more than none");
        int taken = Math.min(units, available());
        quantity -= taken;
        updatedAt = now;
        return units - taken;
    }

    /** Puts units back that had been taken out for an order. */
    public void putBack(int units, Instant now) {
        require(units >= 0, "units are not less than none");
        quantity += units;
        updatedAt = now;
    }

    /**
     * Reserves units without an order. They stay reserved until they are given back.
     *
     * @throws InsufficientStock when fewer are available
     */
    public void putAside(int units, Instant now) {
        reserve(units, now);
        putAside += units;
    }

    /**
     * Makes units available again that had been put aside.
     *
     * @throws Conflict when fewer are put aside: what is reserved for orders cannot be given back this way
     */
    public void giveBack(int units, Instant now) {
        require(units > 0, "units are more than none");
        if (units > putAside) {
            throw new Conflict("Only " + putAside + " are reserved without an order");
        }
        putAside -= units;
        reserved -= units;
        updatedAt = now;
    }

    /**
     * States how many units there are, after somebody has counted.
     *
     * @param units 0 to {@value #MOST}
     * @throws Conflict when more are reserved
     */
    public void count(int units, Instant now) {
        require(units >= 0 && units <= MOST, "a count is between 0 and " + MOST);
        changeQuantity(units, now);
    }

    /**
     * Adds units that came in, or removes some that were lost.
     *
     * @param change positive or negative
     * @throws Conflict when fewer would remain than are reserved
     * @throws InvalidInput when more than {@value #MOST} would result
     */
    public void adjust(int change, Instant now) {
        long result = (long) quantity + change;
        if (result > MOST) {
            throw new InvalidInput("adjustBy", "must not make the quantity more than " + MOST);
        }
        changeQuantity(result, now);
    }

    /** @param units 0 to {@value #MOST}: at this many available units or fewer the product is low */
    public void alertAt(int units, Instant now) {
        require(units >= 0 && units <= MOST, "a threshold is between 0 and " + MOST);
        lowStockThreshold = units;
        updatedAt = now;
    }

    private void changeQuantity(long units, Instant now) {
        if (units < reserved) {
            throw new Conflict("The quantity cannot be less than the " + reserved + " that are reserved");
        }
        quantity = (int) units;
        updatedAt = now;
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

    public Instant updatedAt() {
        return updatedAt;
    }
}
