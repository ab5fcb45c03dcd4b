package com.homedelivery.order.domain;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;

/**
 * What a customer has ordered, from the moment its stock is reserved until it is at the door, or given up.
 *
 * <p>It is placed PENDING, becomes CONFIRMED by being paid, and from then on follows the rider. News of payments and
 * deliveries come late, twice and in any order: a verb that no longer fits changes nothing but the timeline, and says so
 * by returning false. Only a customer's wish to cancel is refused aloud.
 *
 * @see OrderStatus for what may follow what
 */
@Entity
@Table(name = "orders")
public class Order {

    @Id
    private UUID id;

    @Version
    private @Nullable Long version;

    private UUID userId;

    @Enumerated(EnumType.STRING)
    private OrderStatus status;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "order_lines", joinColumns = @JoinColumn(name = "order_id"))
    @OrderColumn(name = "line_number")
    @BatchSize(size = 100)
    private List<OrderLine> lines;

    private BigDecimal totalAmount;

    @Embedded
    private DeliveryAddress deliveryAddress;

    private @Nullable String paymentMethod;
    private @Nullable String notes;
    private @Nullable UUID paymentId;
    private @Nullable UUID deliveryId;
    private Instant createdAt;
    private Instant updatedAt;

    @ElementCollection
    @CollectionTable(name = "order_timeline", joinColumns = @JoinColumn(name = "order_id"))
    @OrderColumn(name = "entry_number")
    private List<TimelineEntry> timeline;

    protected Order() {}

    private Order(UUID id, UUID userId, OrderDraft draft, Instant now) {
        this.id = id;
        this.userId = userId;
        this.status = OrderStatus.PENDING;
        this.lines = new ArrayList<>(draft.lines());
        this.totalAmount = draft.total();
        this.deliveryAddress = draft.deliveryAddress();
        this.paymentMethod = draft.paymentMethod();
        this.notes = draft.notes();
        this.createdAt = now;
        this.updatedAt = now;
        this.timeline = new ArrayList<>();
        note("Order placed", now);
    }

    public static Order place(UUID id, UUID userId, OrderDraft draft, Instant now) {
        return new Order(id, userId, draft, now);
    }

    /** A payment has begun. It becomes the order's payment unless another one has already confirmed the order. */
    public void expectPayment(UUID paymentId, String cause, Instant now) {
        if (status == OrderStatus.PENDING) {
            this.paymentId = paymentId;
        }
        note(cause, now);
    }

    /**
     * The order is paid, or will be at the door.
     *
     * @param amount must be the order's total, or the order stays as it is
     * @return whether that confirmed the order
     */
    public boolean confirm(UUID paymentId, BigDecimal amount, String cause, Instant now) {
        if (status == OrderStatus.PENDING && amount.compareTo(totalAmount) != 0) {
            note(cause + ", but for " + amount.toPlainString() + " instead of " + totalAmount.toPlainString(), now);
            return false;
        }
        if (!become(OrderStatus.CONFIRMED, cause, now)) {
            return false;
        }
        this.paymentId = paymentId;
        return true;
    }

    /** @return whether the order is now being prepared; not when another rider takes over */
    public boolean assignTo(UUID deliveryId, String cause, Instant now) {
        this.deliveryId = deliveryId;
        return become(OrderStatus.PROCESSING, cause, now);
    }

    public boolean ship(UUID deliveryId, String cause, Instant now) {
        this.deliveryId = deliveryId;
        return become(OrderStatus.SHIPPED, cause, now);
    }

    public boolean deliver(UUID deliveryId, String cause, Instant now) {
        this.deliveryId = deliveryId;
        return become(OrderStatus.DELIVERED, cause, now);
    }

    public boolean fail(UUID deliveryId, String cause, Instant now) {
        this.deliveryId = deliveryId;
        return become(OrderStatus.FAILED, cause, now);
    }

    /** @throws CancelRefused once it has been picked up, and when it is cancelled already */
    public void cancel(String cause, Instant now) {
        if (!status.canBecome(OrderStatus.CANCELLED)) {
            throw new CancelRefused(status);
        }
        become(OrderStatus.CANCELLED, cause, now);
    }

    /** Something happened that does not move the order. */
    public void note(String cause, Instant now) {
        timeline.add(new TimelineEntry(now, status, cause));
        updatedAt = now;
    }

    private boolean become(OrderStatus next, String cause, Instant now) {
        boolean fits = status.canBecome(next);
        if (fits) {
            status = next;
        }
        note(cause, now);
        return fits;
    }

    public boolean belongsTo(UUID userId) {
        return this.userId.equals(userId);
    }

    public UUID id() {
        return id;
    }

    public UUID userId() {
        return userId;
    }

    public OrderStatus status() {
        return status;
    }

    public List<OrderLine> lines() {
        return List.copyOf(lines);
    }

    public BigDecimal totalAmount() {
        return totalAmount;
    }

    public DeliveryAddress deliveryAddress() {
        return deliveryAddress;
    }

    /** How the customer means to pay, in the words of the payment service, or null when they did not say. */
    public @Nullable String paymentMethod() {
        return paymentMethod;
    }

    /** What the customer wants the store or the rider to know, or null. */
    public @Nullable String notes() {
        return notes;
    }

    /** The payment that confirmed the order, or until then the last one that was begun; null before the first. */
    public @Nullable UUID paymentId() {
        return paymentId;
    }

    /** Null until a rider is found. */
    public @Nullable UUID deliveryId() {
        return deliveryId;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    /** Everything that happened to the order, oldest first. */
    public List<TimelineEntry> timeline() {
        return List.copyOf(timeline);
    }
}
