package com.homedelivery.payment.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order as far as paying goes: whose it is, what it costs, and whether it was closed to payments or undone. News of it come in any order,
 * so an order may be known to be undone before anything else is. Whoever decides about an order's money holds its lock.
 */
@Entity
@Table(name = "payables")
public class PayableOrder {

    @Id
    private UUID orderId;

    private UUID userId;
    private @Nullable BigDecimal total;
    private @Nullable Instant cancelledAt;
    private @Nullable Instant closedAt;

    protected PayableOrder() {}

    /** The order was placed. Whoever says so first is believed: an order's total only ever falls, see {@link #adjust}. */
    public void placed(BigDecimal total) {
        if (this.total == null) {
            this.total = total;
        }
    }

    /**
     * The order was cancelled or has failed: nothing more is to be paid for it.
     *
     * @return false when that was known
     */
    public boolean cancel(Instant now) {
        if (cancelledAt != null) {
            return false;
        }
        cancelledAt = now;
        return true;
    }

    /**
     * Lines were taken off the order. Of several times the lowest total is the last, in whatever order they are heard of.
     *
     * @param total what the order costs without them
     */
    public void adjust(BigDecimal total) {
        if (this.total == null || total.compareTo(this.total) < 0) {
            this.total = total;
        }
    }

    /** No payment begins for the order any more. Whoever says so has seen that no live one has begun. */
    public void close(Instant now) {
        if (closedAt == null) {
            closedAt = now;
        }
    }

    /**
     * Checks that this amount may be paid for the order now.
     *
     * @throws PaymentRefusedException when the order was undone, closed, or costs something else
     */
    public void expects(BigDecimal amount) {
        if (cancelledAt != null || closedAt != null || total == null) {
            throw PaymentRefusedException.orderNotPending();
        }
        if (total.compareTo(amount) != 0) {
            throw PaymentRefusedException.wrongAmount(total);
        }
    }

    public boolean isCancelled() {
        return cancelledAt != null;
    }

    public boolean isOf(UUID userId) {
        return this.userId.equals(userId);
    }

    public UUID orderId() {
        return orderId;
    }

    public UUID userId() {
        return userId;
    }
}
