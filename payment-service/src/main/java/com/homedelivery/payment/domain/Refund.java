package com.homedelivery.payment.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money on its way back. A {@link Payment} creates and completes its refunds, so that they never come to more than was
 * paid.
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

    /** How often the provider did not answer. */
    @Column(name = "attempts")
    private int unansweredCalls;

    private int refusals;
    private int refusalsBeforeRetry;
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

    /** An instance asks the provider now; without a recorded result it is asked again when the lease ends. */
    public void claim(Instant leaseEnd) {
        dueAt = leaseEnd;
    }

    /** The provider did not answer: it is asked again later. */
    public void postpone(Instant now) {
        dueAt = ProviderBackoff.UNANSWERED.next(unansweredCalls++, now);
    }

    void complete(String refundId, Instant now) {
        transitionTo(RefundStatus.SUCCESS, now);
        this.refundId = refundId;
        failureReason = null;
        dueAt = null;
    }

    /**
     * The provider rejects it. It is asked again later, unless it has been asked often enough.
     *
     * @param maxAttempts how often it is asked, 1 or more
     * @return whether this was the last attempt
     */
    boolean reject(String reason, int maxAttempts, Instant now) {
        if (!isPending()) {
            throw new IllegalStateException("A refund that is " + status + " cannot be rejected");
        }
        refusals++;
        failureReason = reason;
        int sinceRetry = refusals - refusalsBeforeRetry;
        if (sinceRetry >= maxAttempts) {
            transitionTo(RefundStatus.FAILED, now);
            dueAt = null;
            return true;
        }
        dueAt = ProviderBackoff.REJECTED.next(sinceRetry - 1, now);
        updatedAt = now;
        return false;
    }

    /**
     * A part of it cannot be given back any more. A result for the whole amount comes too late: the provider is asked
     * for the rest as a new attempt, at once.
     *
     * @param part less than the amount
     */
    void reduceBy(BigDecimal part, Instant now) {
        amount = amount.subtract(part);
        refusals++;
        dueAt = now;
        updatedAt = now;
    }

    /** Whether it stands for money that the provider has reported as a total only, and is at least this sum. */
    boolean isPartOfReportedTotal(@Nullable String chargeId, BigDecimal sum) {
        return status == RefundStatus.SUCCESS
                && refundId != null
                && refundId.equals(chargeId)
                && amount.compareTo(sum) >= 0;
    }

    /**
     * The provider's id of this refund, or of a part of it, became known.
     *
     * @return the part, when it is a refund of its own; empty when it is all of this one
     */
    Optional<Refund> identify(String refundId, BigDecimal sum, Instant now) {
        updatedAt = now;
        if (amount.compareTo(sum) == 0) {
            this.refundId = refundId;
            return Optional.empty();
        }
        amount = amount.subtract(sum);
        Refund part = new Refund(paymentId, sum, reason, now);
        part.complete(refundId, now);
        return Optional.of(part);
    }

    /** Starts again, at once and with all attempts. */
    void retry(Instant now) {
        transitionTo(RefundStatus.PENDING, now);
        refusalsBeforeRetry = refusals;
        dueAt = now;
    }

    private void transitionTo(RefundStatus next, Instant now) {
        if (!status.canTransitionTo(next)) {
            throw new IllegalStateException("A refund that is " + status + " cannot become " + next);
        }
        status = next;
        updatedAt = now;
    }

    /** Whether the provider is to be asked about it in this attempt. A result for an earlier attempt comes too late. */
    public boolean isPendingInAttempt(int attempt) {
        return isPending() && attempt == attempt();
    }

    public boolean isPending() {
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

    /** The provider's reason when it last rejected it. */
    public @Nullable String failureReason() {
        return failureReason;
    }

    /** How often the provider has rejected it, before and after retries by hand. */
    public int refusals() {
        return refusals;
    }

    /** Number of the attempt that is under way or comes next, from 1. */
    public int attempt() {
        return refusals + 1;
    }

    /**
     * When the provider is asked next, or the lease of whoever asks it now ends; null when it is not asked any more.
     */
    public @Nullable Instant dueAt() {
        return dueAt;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
