package com.homedelivery.payment.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order as far as payments need it: whose it is, what it costs, and whether it was closed to payments or cancelled.
 * Its events come in any order, so an order may be known to be cancelled before anything else is. Whoever decides about
 * an order's money holds its lock.
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

    /**
     * The order was placed with this total. Only the first total counts: later it only ever falls, see {@link #adjust}.
     */
    public void place(BigDecimal total) {
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
     * Lines were removed from the order. Of several adjustments the lowest total is the last, in whatever order they
     * come.
     *
     * @param total what the order costs without them
     */
    public void adjust(BigDecimal total) {
        if (this.total == null || total.compareTo(this.total) < 0) {
            this.total = total;
        }
    }

    /** Whether there is nothing to pay for it, as far as is known. */
    public boolean isFree() {
        return total != null && total.signum() == 0;
    }

    /** No payment begins for the order any more. The caller has checked that it has no live one. */
    public void close(Instant now) {
        if (closedAt == null) {
            closedAt = now;
        }
    }

    /**
     * Checks that this amount may be paid for the order now.
     *
     * @throws PaymentRefusedException when the order was cancelled, was closed, or costs something else
     */
    public void requirePayable(BigDecimal amount) {
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

    public boolean belongsTo(UUID userId) {
        return this.userId.equals(userId);
    }

    public UUID orderId() {
        return orderId;
    }

    public UUID userId() {
        return userId;
    }
}
