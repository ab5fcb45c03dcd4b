package com.homedelivery.payment.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money on its way back. A {@link Payment} makes its refunds and hears of their end, so that they never come to more
 * than was paid.
 */
@Entity
@Table(name = "refunds")
public class Refund {

    @Id
    private UUID id;

    private UUID paymentId;
    private BigDecimal amount;
    private @Nullable String reason;

    @Enumerated(EnumType.STRING)
    private RefundStatus status;

    private @Nullable String refundId;
    private @Nullable String failureReason;
    private int attempts;
    private @Nullable Instant dueAt;
    private Instant createdAt;
    private Instant updatedAt;

    @Version
    private long version;

    protected Refund() {}

    Refund(UUID paymentId, BigDecimal amount, @Nullable String reason, Instant now) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.paymentId = paymentId;
        this.amount = amount;
        this.reason = reason;
        this.status = RefundStatus.PENDING;
        this.dueAt = now;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** Somebody asks the provider now; if that comes to nothing, it is asked again at the end of the lease. */
    public void claim(Instant leaseEnd) {
        dueAt = leaseEnd;
    }

    /** The provider could not be asked: later again. */
    public void postpone(Instant now) {
        dueAt = Patience.after(attempts++, now);
    }

    void succeed(String refundId, Instant now) {
        end(RefundStatus.SUCCESS, now);
        this.refundId = refundId;
    }

    void fail(String failureReason, Instant now) {
        end(RefundStatus.FAILED, now);
        this.failureReason = failureReason;
    }

    private void end(RefundStatus end, Instant now) {
        if (!isOpen()) {
            throw new IllegalStateException("A refund that is " + status + " cannot become " + end);
        }
        status = end;
        dueAt = null;
        updatedAt = now;
    }

    public boolean isOpen() {
        return status == RefundStatus.PENDING;
    }

    public UUID id() {
        return id;
    }

    public UUID paymentId() {
        return paymentId;
    }

    public BigDecimal amount() {
        return amount;
    }

    public @Nullable String reason() {
        return reason;
    }

    public RefundStatus status() {
        return status;
    }

    /** The provider's id of it, once it is done. */
    public @Nullable String refundId() {
        return refundId;
    }

    public @Nullable String failureReason() {
        return failureReason;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
