package com.homedelivery.payment.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.event.PaymentEvent.PaymentFailed;
import com.homedelivery.shared.event.PaymentEvent.PaymentInitiated;
import com.homedelivery.shared.event.PaymentEvent.PaymentRefunded;
import com.homedelivery.shared.event.PaymentEvent.PaymentSucceeded;
import com.homedelivery.shared.event.PaymentEvent.RefundFailed;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to pay for an order, and what happens to its money. It starts {@code PENDING} and settles later: a
 * provider is called for the money, or the rider collects it. An order has at most one payment that is not {@code
 * FAILED}. See {@link PaymentStatus} for its life. Events and webhooks may come twice, late and in any order: each verb
 * returns what it means now, which may be nothing.
 *
 * <p>Refunds are reserved here before the provider is asked and counted when it has answered; both sums stay within the
 * amount, and the database holds that too.
 */
@Entity
@Table(name = "payments")
public class Payment {

    private static final int REASON_LENGTH = 500;
    private static final String LINES_REMOVED = "Some of the goods were not in stock";

    @Id
    private UUID id;

    private UUID orderId;
    private UUID userId;
    private BigDecimal amount;
    private String currency;
    private String method;
    private String provider;

    @Enumerated(EnumType.STRING)
    private PaymentStatus status;

    private @Nullable String transactionId;
    private @Nullable String refundId;
    private @Nullable String failureReason;
    private BigDecimal refundRequested;
    private BigDecimal refunded;
    private BigDecimal owedBack;

    /** How often the provider did not answer. */
    @Column(name = "attempts")
    private int unansweredCalls;

    private @Nullable Instant dueAt;
    private @Nullable String traceparent;
    private Instant createdAt;
    private Instant updatedAt;

    @Version
    private long version;

    protected Payment() {}

    /** A new payment, and the event of it. */
    public record Initiated(Payment payment, PaymentInitiated event) {}

    /**
     * Begins to pay for an order.
     *
     * @param amount with at most two decimals
     * @param currency ISO 4217 code
     * @param provider name of who will be asked for the money
     * @throws PaymentRefusedException when the order was cancelled, was closed, or costs something else
     */
    public static Initiated initiate(
            PayableOrder order,
            BigDecimal amount,
            String currency,
            PaymentMethod method,
            String provider,
            Instant now) {
        order.requirePayable(amount);
        Payment payment = new Payment();
        payment.id = UuidCreator.getTimeOrderedEpoch();
        payment.orderId = order.orderId();
        payment.userId = order.userId();
        payment.amount = amount.setScale(2, RoundingMode.UNNECESSARY);
        payment.currency = currency;
        payment.method = method.code();
        payment.provider = method.isCash() ? "cash" : provider;
        payment.status = PaymentStatus.PENDING;
        payment.refundRequested = BigDecimal.ZERO.setScale(2);
        payment.refunded = BigDecimal.ZERO.setScale(2);
        payment.owedBack = BigDecimal.ZERO.setScale(2);
        payment.dueAt = method.isCash() ? null : now;
        payment.createdAt = now;
        payment.updatedAt = now;
        return new Initiated(
                payment,
                new PaymentInitiated(payment.id, payment.orderId, payment.userId, payment.amount, payment.method, now));
    }

    /** @param recorded W3C trace context of the request that begins it, or null when nobody records that */
    public void beginIn(@Nullable String recorded) {
        traceparent = recorded;
    }

    /** An instance asks the provider now; without a recorded result it is asked again when the lease ends. */
    public void claim(Instant now, Instant leaseEnd) {
        if (status != PaymentStatus.PROCESSING) {
            transitionTo(PaymentStatus.PROCESSING, now);
        }
        dueAt = leaseEnd;
    }

    /** The provider has not decided yet. */
    public void checkAgainAt(Instant at) {
        if (status.isAwaitingProvider()) {
            dueAt = at;
        }
    }

    /** The provider did not answer: it is asked again later. */
    public void postpone(Instant now) {
        if (status.isAwaitingProvider()) {
            dueAt = ProviderBackoff.UNANSWERED.next(unansweredCalls++, now);
        }
    }

    /**
     * The provider has taken the money. It goes back when the order was cancelled meanwhile or the payment had failed
     * here; a part of it goes back when lines were removed from the order meanwhile.
     *
     * @param transactionId the provider's id of it
     */
    public PaymentOutcome approve(String transactionId, PayableOrder order, Instant now) {
        return switch (status) {
            case PENDING, PROCESSING -> {
                PaymentSucceeded event = succeed(transactionId, now);
                if (order.isCancelled()) {
                    yield new PaymentOutcome(
                            event, reserveRefund(refundable(), "The order was undone before it was paid", now));
                }
                yield owedBack.signum() > 0
                        ? new PaymentOutcome(event, reserveRefund(owedBack, LINES_REMOVED, now))
                        : PaymentOutcome.of(event);
            }
            case FAILED -> {
                if (this.transactionId != null) {
                    yield PaymentOutcome.NOTHING;
                }
                this.transactionId = transactionId;
                yield PaymentOutcome.of(reserveRefund(amount, "Paid after the payment had failed", now));
            }
            case SUCCESS, REFUNDED -> PaymentOutcome.NOTHING;
        };
    }

    /** The provider will not take the money. */
    public PaymentOutcome decline(String reason, Instant now) {
        return switch (status) {
            case PENDING, PROCESSING -> PaymentOutcome.of(fail(reason, now));
            case SUCCESS, FAILED, REFUNDED -> PaymentOutcome.NOTHING;
        };
    }

    /** The order was cancelled or has failed: what was taken goes back, and nothing is taken any more. */
    public PaymentOutcome voidOrRefund(String reason, Instant now) {
        return switch (status) {
            case PENDING -> PaymentOutcome.of(fail(reason, now));
            case SUCCESS -> refundIfAny(refundable(), reason, now);
            // The provider may have taken the money: it goes back once that is known.
            case PROCESSING -> PaymentOutcome.NOTHING;
            case FAILED, REFUNDED -> PaymentOutcome.NOTHING;
        };
    }

    /**
     * Lines were removed from the order. While nobody was asked for the money, that much less is asked for, and none
     * when nothing is left. Once the money was taken, that much goes back. While the provider decides, that much goes
     * back if it approves.
     *
     * @param sum what the lines cost, more than 0
     * @see #adjustDelivered
     */
    public PaymentOutcome adjust(BigDecimal sum, Instant now) {
        return switch (status) {
            case PENDING -> {
                if (sum.compareTo(amount) >= 0) {
                    yield PaymentOutcome.of(fail("Nothing is left of the order", now));
                }
                amount = amount.subtract(sum);
                updatedAt = now;
                yield PaymentOutcome.NOTHING;
            }
            case PROCESSING -> {
                owedBack = owedBack.add(sum).min(amount);
                updatedAt = now;
                yield PaymentOutcome.NOTHING;
            }
            case SUCCESS -> refundIfAny(sum.min(refundable()), LINES_REMOVED, now);
            case FAILED, REFUNDED -> PaymentOutcome.NOTHING;
        };
    }

    /**
     * Lines were removed from an order that was delivered before: cash on delivery was collected in full, even if that
     * event has not come yet, and that much goes back.
     *
     * @param sum what the lines cost, more than 0
     * @param transactionId what the cash is known by
     */
    public PaymentOutcome adjustDelivered(BigDecimal sum, String transactionId, Instant now) {
        PaymentOutcome collected = collectCash(transactionId, now);
        PaymentOutcome adjusted = adjust(sum, now);
        return collected.isNothing() ? adjusted : new PaymentOutcome(collected.event(), adjusted.refund());
    }

    /**
     * The rider has handed over: cash on delivery was collected.
     *
     * @param transactionId what it is known by
     */
    public PaymentOutcome collectCash(String transactionId, Instant now) {
        return method().isCash() && status == PaymentStatus.PENDING
                ? PaymentOutcome.of(succeed(transactionId, now))
                : PaymentOutcome.NOTHING;
    }

    private PaymentSucceeded succeed(String transactionId, Instant now) {
        transitionTo(PaymentStatus.SUCCESS, now);
        this.transactionId = transactionId;
        dueAt = null;
        return new PaymentSucceeded(id, orderId, userId, amount, transactionId, now);
    }

    private PaymentFailed fail(String reason, Instant now) {
        transitionTo(PaymentStatus.FAILED, now);
        failureReason = truncate(reason);
        dueAt = null;
        return new PaymentFailed(id, orderId, userId, amount, failureReason, now);
    }

    /**
     * Reserves a part of the money, or all that is left of it, to be given back.
     *
     * @param part null for all that is left
     * @throws PaymentRefusedException when the payment was not successful, nothing is left, or less than the part
     */
    public Refund refund(@Nullable BigDecimal part, @Nullable String reason, Instant now) {
        if (status != PaymentStatus.SUCCESS) {
            throw PaymentRefusedException.notRefundable(status);
        }
        BigDecimal left = refundable();
        BigDecimal sum = part == null ? left : part.setScale(2, RoundingMode.UNNECESSARY);
        if (left.signum() == 0 || sum.compareTo(left) > 0) {
            throw PaymentRefusedException.refundTooHigh(left);
        }
        return reserveRefund(sum, reason, now);
    }

    /**
     * The provider reports a refund, made by this service or by others, see {@link RefundReconciliation#applyRefund}.
     *
     * @param refunds all of the payment's, the oldest first
     * @return an outcome for each refund that is completed now
     * @throws ConflictException when it is not known yet that the provider has taken the money
     */
    public List<PaymentOutcome> recordProviderRefund(ProviderRefund reported, List<Refund> refunds, Instant now) {
        requirePaid();
        return new RefundReconciliation(this, refunds, now).applyRefund(reported);
    }

    /**
     * The provider reports how much it has given back by now, see {@link RefundReconciliation#applyTotal}.
     *
     * @param chargeId what the provider calls the payment
     * @param refunds all of the payment's
     * @return an outcome for each refund that is completed now
     * @throws ConflictException when it is not known yet that the provider has taken the money
     */
    public List<PaymentOutcome> recordRefundedTotal(
            String chargeId, BigDecimal total, List<Refund> refunds, Instant now) {
        requirePaid();
        return new RefundReconciliation(this, refunds, now).applyTotal(chargeId, total);
    }

    private void requirePaid() {
        if (transactionId == null) {
            throw new ConflictException("It is not known yet that the payment was made");
        }
    }

    /** The provider gave a refund's money back. After the last of it the payment is {@code REFUNDED}. */
    public PaymentRefunded completeRefund(Refund refund, String refundId, Instant now) {
        if (refund.status() == RefundStatus.FAILED) {
            // It counted as not requested since it was rejected for good.
            refundRequested = refundRequested.add(refund.amount());
        }
        refund.complete(refundId, now);
        refunded = refunded.add(refund.amount());
        this.refundId = refundId;
        updatedAt = now;
        if (status == PaymentStatus.SUCCESS && refunded.compareTo(amount) == 0) {
            transitionTo(PaymentStatus.REFUNDED, now);
        }
        return new PaymentRefunded(
                id, orderId, userId, refund.amount(), refundId, now, status == PaymentStatus.REFUNDED);
    }

    /**
     * The provider does not give a refund's money back. It is asked again later; after the last attempt the money
     * counts as not requested, so that it may be given back in another way.
     *
     * @param maxAttempts how often the provider is asked, 1 or more
     * @return the event of the last attempt, empty when it is asked again
     */
    public Optional<RefundFailed> rejectRefund(Refund refund, String reason, int maxAttempts, Instant now) {
        String shortReason = truncate(reason);
        if (!refund.reject(shortReason, maxAttempts, now)) {
            return Optional.empty();
        }
        refundRequested = refundRequested.subtract(refund.amount());
        updatedAt = now;
        return Optional.of(new RefundFailed(
                id, orderId, userId, refund.amount(), refund.id(), shortReason, refund.refusals(), now));
    }

    /**
     * Asks the provider again, from the first attempt, about a refund that it has refused for good.
     *
     * @throws ConflictException when the refund has not failed, or less is left of the payment
     */
    public void retryRefund(Refund refund, Instant now) {
        if (refund.status() != RefundStatus.FAILED) {
            throw new ConflictException("Only a refund that has failed is retried; this one is " + refund.status());
        }
        if (refund.amount().compareTo(refundable()) > 0) {
            throw new ConflictException("Only " + refundable() + " is left of the payment");
        }
        refund.retry(now);
        refundRequested = refundRequested.add(refund.amount());
        updatedAt = now;
    }

    /** Less of a pending refund is to be given back: the rest was given back in another way. */
    void reduceRefund(Refund refund, BigDecimal part, Instant now) {
        refund.reduceBy(part, now);
        refundRequested = refundRequested.subtract(part);
    }

    private PaymentOutcome refundIfAny(BigDecimal sum, String reason, Instant now) {
        return sum.signum() > 0 ? PaymentOutcome.of(reserveRefund(sum, reason, now)) : PaymentOutcome.NOTHING;
    }

    Refund reserveRefund(BigDecimal sum, @Nullable String reason, Instant now) {
        refundRequested = refundRequested.add(sum);
        updatedAt = now;
        return new Refund(id, sum, reason, now);
    }

    private void transitionTo(PaymentStatus next, Instant now) {
        if (!status.canTransitionTo(next)) {
            throw new IllegalStateException("A payment that is " + status + " cannot become " + next);
        }
        status = next;
        updatedAt = now;
    }

    private static String truncate(String reason) {
        return reason.length() <= REASON_LENGTH ? reason : reason.substring(0, REASON_LENGTH);
    }

    public UUID id() {
        return id;
    }

    public UUID orderId() {
        return orderId;
    }

    public UUID userId() {
        return userId;
    }

    public BigDecimal amount() {
        return amount;
    }

    public String currency() {
        return currency;
    }

    public PaymentMethod method() {
        return new PaymentMethod(method);
    }

    /** Who carries the money: a provider's name, or {@code cash}. */
    public String provider() {
        return provider;
    }

    public PaymentStatus status() {
        return status;
    }

    /** The provider's id of it, once the money was taken. */
    public @Nullable String transactionId() {
        return transactionId;
    }

    /** The provider's id of the last refund that is done. */
    public @Nullable String refundId() {
        return refundId;
    }

    public @Nullable String failureReason() {
        return failureReason;
    }

    /** What was given back. */
    public BigDecimal refunded() {
        return refunded;
    }

    /** What was given back or is on its way. */
    public BigDecimal refundRequested() {
        return refundRequested;
    }

    /** What could still be given back. */
    public BigDecimal refundable() {
        return amount.subtract(refundRequested);
    }

    /** W3C trace context of the request that began it, if that is recorded. */
    public @Nullable String traceparent() {
        return traceparent;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
