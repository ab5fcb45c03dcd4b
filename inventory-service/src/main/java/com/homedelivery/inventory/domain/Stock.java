package com.homedelivery.inventory.domain;

import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.ValidationException;
import com.homedelivery.shared.event.InventoryEvent;
import com.homedelivery.shared.event.InventoryEvent.AvailabilityChanged;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The units of one product. Of the {@code quantity} in the store some are {@code reserved}: for orders, or ad hoc, by hand
 * and without an order. Some may be {@code expired}, which are not sold, and some are safety stock, which is kept for orders
 * that would be short otherwise. The rest is available. Never is more reserved than there is.
 *
 * <p>Units come in and are counted ({@link #count}, {@link #adjust}); a customer's order reserves some; when it is confirmed
 * they are committed, which takes them out of the stock; when it is not they are released. Each change is a
 * {@link StockMovement}.
 */
@Entity
@Table(name = "stock")
public class Stock {

    /** More units than any store has of a product: a higher figure is a typing error. */
    public static final int MAX_QUANTITY = 1_000_000;

    @Id
    @Column(name = "product_id")
    private UUID productId;

    private int quantity;
    private int reserved;

    @Column(name = "put_aside")
    private int reservedAdHoc;

    @Column(name = "low_stock_threshold")
    private int lowStockThreshold;

    @Column(name = "safety_stock")
    private int safetyStock;

    private int expired;

    /** What other services were told last; null when they never were. */
    @Column(name = "told_available")
    private @Nullable Integer toldAvailable;

    @Column(name = "availability_version")
    private long availabilityVersion;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Version
    private @Nullable Long version;

    @Transient
    private final List<StockMovement> movements = new ArrayList<>();

    /** The day before which batches expire now; null when none are asked to. */
    @Transient
    private @Nullable LocalDate expiryDay;

    /** Before the first change that was not drained yet; null when there is none. */
    @Transient
    private @Nullable StockLevel levelBefore;

    protected Stock() {}

    /** The stock of a product that has no units yet. */
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

    /**
     * Units that were reserved for an order leave the stock. What has expired since does not: it is released.
     *
     * @return how many could not be had
     */
    public int commit(int units, UUID orderId, Instant now) {
        requireReservedForOrders(units);
        int committed = Math.min(units, Math.max(0, quantity - expired));
        move(MovementKind.COMMIT, -committed, -committed, orderId, now);
        move(MovementKind.RELEASE, 0, committed - units, orderId, now);
        return units - committed;
    }

    /**
     * Units leave the stock for an order that has not reserved them, as many as are there and not reserved, safety stock
     * among them.
     *
     * @return how many could not be had
     */
    public int commitUnreserved(int units, UUID orderId, Instant now) {
        require(units > 0, "units are more than none");
        int committed = Math.min(units, Math.max(0, quantity - expired - reserved));
        move(MovementKind.COMMIT, -committed, 0, orderId, now);
        return units - committed;
    }

    /** Units that had left the stock for an order are back. */
    public void returnUnits(int units, UUID orderId, Instant now) {
        require(units >= 0, "units are not less than none");
        move(MovementKind.RETURN, units, 0, orderId, now);
    }

    /**
     * Reserves units without an order. They stay reserved until they are {@linkplain #releaseAdHoc released}.
     *
     * @throws InsufficientStockException when fewer are available
     */
    public void reserveAdHoc(int units, Instant now) {
        requireAvailable(units);
        move(MovementKind.RESERVATION, 0, units, null, now);
        reservedAdHoc += units;
    }

    /**
     * Makes units available again that were reserved without an order.
     *
     * @throws ConflictException when fewer are: what is reserved for orders cannot be released this way
     */
    public void releaseAdHoc(int units, Instant now) {
        require(units > 0, "units are more than none");
        if (units > reservedAdHoc) {
            throw new ConflictException("Only " + reservedAdHoc + " are reserved without an order");
        }
        reservedAdHoc -= units;
        move(MovementKind.RELEASE, 0, -units, null, now);
    }

    /**
     * Sets the quantity to what was counted.
     *
     * @param units 0 to {@value #MAX_QUANTITY}
     * @throws ConflictException when more are reserved
     */
    public void count(int units, Instant now) {
        require(units >= 0 && units <= MAX_QUANTITY, "a count is between 0 and " + MAX_QUANTITY);
        changeQuantity(MovementKind.CORRECTION, units, now);
    }

    /** Whether the quantity can be corrected by a difference: not below what is reserved. */
    public boolean canBeCorrectedBy(int difference) {
        long units = (long) quantity + difference;
        return units >= reserved && units <= MAX_QUANTITY;
    }

    /**
     * Corrects the quantity by the difference that a count has found.
     *
     * @throws ConflictException when fewer would remain than are reserved
     */
    public void correct(int difference, Instant now) {
        changeQuantity(MovementKind.CORRECTION, (long) quantity + difference, now);
    }

    /**
     * Adds units that came in, or removes some that were lost.
     *
     * @param change positive or negative
     * @throws ConflictException when fewer would remain than are reserved
     * @throws ValidationException when more than {@value #MAX_QUANTITY} would result
     */
    public void adjust(int change, Instant now) {
        long result = (long) quantity + change;
        requireAtMostMaximum(result, "adjustBy");
        changeQuantity(change > 0 ? MovementKind.RECEIPT : MovementKind.CORRECTION, result, now);
    }

    /**
     * Adds units that came in as a batch.
     *
     * @throws ValidationException when more than {@value #MAX_QUANTITY} would result
     */
    public void receive(int units, UUID batchId, Instant now) {
        require(units > 0, "units are more than none");
        requireAtMostMaximum((long) quantity + units, "quantity");
        move(MovementKind.RECEIPT, units, 0, null, batchId, now);
    }

    /**
     * Removes units of a batch, which has as many.
     *
     * @throws ConflictException when fewer would remain than are reserved
     */
    public void writeOff(int units, UUID batchId, Instant now) {
        require(units > 0, "units are more than none");
        requireAtLeastReserved(quantity - units);
        move(MovementKind.CORRECTION, -units, 0, null, batchId, now);
    }

    /** What should have been sold before this day is no longer sold. */
    public void expireBefore(LocalDate day, Instant now) {
        rememberLevel();
        expiryDay = day;
        updatedAt = now;
    }

    /** Whether its batches have to follow what has happened to it. */
    public boolean concernsBatches() {
        return expiryDay != null || movements.stream().anyMatch(movement -> movement.quantityChange() != 0);
    }

    /** What has happened and was not drained yet. */
    public List<StockMovement> movements() {
        return List.copyOf(movements);
    }

    /** Lets its batches follow what has happened to it since it was read. */
    public void carryOverTo(ProductBatches batches) {
        StockLevel before = Objects.requireNonNull(levelBefore, "batches follow a change");
        batches.settle(before.quantity());
        movements.stream().filter(movement -> movement.quantityChange() != 0).forEach(batches::follow);
        if (expiryDay != null) {
            batches.expireBefore(expiryDay);
            expiryDay = null;
        }
        expired = batches.expired();
    }

    /** @param units 0 to {@value #MAX_QUANTITY}: at this many available units or fewer the product is low */
    public void alertAt(int units, Instant now) {
        require(units >= 0 && units <= MAX_QUANTITY, "a threshold is between 0 and " + MAX_QUANTITY);
        rememberLevel();
        lowStockThreshold = units;
        updatedAt = now;
    }

    /** @param units 0 to {@value #MAX_QUANTITY} that are not sold */
    public void keepSafetyStock(int units, Instant now) {
        require(units >= 0 && units <= MAX_QUANTITY, "safety stock is between 0 and " + MAX_QUANTITY);
        rememberLevel();
        safetyStock = units;
        updatedAt = now;
    }

    /** Tells other services what is available, unless they know: what an instance of the version before has changed. */
    public void tellAvailability() {
        rememberLevel();
    }

    /** What has happened since it was read, or since this was last called: each movement and event is handed out once. */
    public StockChange drainChange(Instant now) {
        StockLevel before = levelBefore;
        if (before == null) {
            return new StockChange(List.of(), 0, List.of());
        }
        StockLevel level = level();
        List<InventoryEvent> events = new ArrayList<>(before.eventsOfChangeTo(level, productId, now));
        if (!Objects.equals(toldAvailable, level.toldAvailable())) {
            toldAvailable = level.toldAvailable();
            events.add(new AvailabilityChanged(productId, level.toldAvailable(), ++availabilityVersion, now));
        }
        StockChange change = new StockChange(List.copyOf(movements), level.balance() - before.balance(), events);
        movements.clear();
        levelBefore = null;
        return change;
    }

    private void rememberLevel() {
        if (levelBefore == null) {
            levelBefore = level();
        }
    }

    private void changeQuantity(MovementKind kind, long units, Instant now) {
        requireAtLeastReserved(units);
        move(kind, (int) (units - quantity), 0, null, now);
    }

    private void requireAtLeastReserved(long units) {
        if (units < reserved) {
            throw new ConflictException("The quantity cannot be less than the " + reserved + " that are reserved");
        }
    }

    private static void requireAtMostMaximum(long units, String field) {
        if (units > MAX_QUANTITY) {
            throw new ValidationException(field, "must not make the quantity more than " + MAX_QUANTITY);
        }
    }

    private void move(MovementKind kind, int quantityChange, int reservedChange, @Nullable UUID orderId, Instant now) {
        move(kind, quantityChange, reservedChange, orderId, null, now);
    }

    /** The only place where quantity and reserved units change: so the movements add up to them. */
    private void move(
            MovementKind kind,
            int quantityChange,
            int reservedChange,
            @Nullable UUID orderId,
            @Nullable UUID batchId,
            Instant now) {
        rememberLevel();
        quantity += quantityChange;
        reserved += reservedChange;
        updatedAt = now;
        if (quantityChange != 0 || reservedChange != 0) {
            movements.add(new StockMovement(productId, kind, quantityChange, reservedChange, orderId, batchId));
        }
    }

    private void requireAvailable(int units) {
        require(units > 0, "units are more than none");
        if (!has(units)) {
            throw new InsufficientStockException(productId, units, available());
        }
    }

    private void requireReservedForOrders(int units) {
        require(units > 0 && units <= reserved - reservedAdHoc, "only what orders have reserved is released");
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
        return level().available();
    }

    public StockLevel level() {
        return new StockLevel(quantity, reserved, lowStockThreshold, safetyStock, expired);
    }

    /** Grows with every change that is saved. */
    public long version() {
        return Objects.requireNonNull(version, "a stock that was never saved has no version");
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
