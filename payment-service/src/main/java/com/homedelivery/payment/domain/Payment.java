package com.homedelivery.payment.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.shared.event.PaymentEvent.PaymentFailed;
import com.homedelivery.shared.event.PaymentEvent.PaymentInitiated;
import com.homedelivery.shared.event.PaymentEvent.PaymentRefunded;
import com.homedelivery.shared.event.PaymentEvent.PaymentSucceeded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to pay for an order, and everything that becomes of the money. It starts {@code PENDING} and settles later:
 * a provider is asked for the money, or the rider brings it. An order has at most one payment that is not
 * {@code FAILED}. See {@link PaymentStatus} for its life. A verb that others have to hear of returns the event.
 *
 * <p>Refunds are reserved here before the provider is asked and counted when it has answered; both sums stay within the
 * amount, and the database holds that too.
 */
@Entity
@Table(name = "payments")
public class Payment {

    private static final int REASON_LENGTH = 500;

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
    private int attempts;
    private @Nullable Instant dueAt;
    private Instant createdAt;
    private Instant updatedAt;

    @Version
    private long version;

    protected Payment() {}

    /**
     * Begins to pay for an order.
     *
     * @param amount with at most two decimals
     * @param currency ISO 4217 code
     * @param provider name of who will be asked for the money
     * @throws PaymentRefused when the order was undone or costs something else
     */
    public static Payment of(
            Payable order, BigDecimal amount, String currency, PaymentMethod method, String provider, Instant now) {
        order.expects(amount);
        Payment payment = new Payment();
        payment.id = UuidCreator.getTimeOrderedEpoch();
        payment.orderId = order.orderId();
        payment.userId = order.userId();
        payment.amount = amount.setScale(2, RoundingMode.UNNECESSARY);
        payment.currency = currency;
        payment.method = method.word();
        payment.provider = method.isCash() ? "cash" : provider;
        payment.status = PaymentStatus.PENDING;
        payment.refundRequested = BigDecimal.ZERO.setScale(2);
        payment.refunded = BigDecimal.ZERO.setScale(2);
        payment.dueAt = method.isCash() ? null : now;
        payment.createdAt = now;
        payment.updatedAt = now;
        return payment;
    }

    public PaymentInitiated initiated() {
        return new PaymentInitiated(id, orderId, userId, amount, method, createdAt);
    }

    /** Somebody asks the provider now; if that comes to nothing, it is asked again at the end of the lease. */
    public void claim(Instant now, Instant leaseEnd) {
        if (status != PaymentStatus.PROCESSING) {
            become(PaymentStatus.PROCESSING, now);
        }
        dueAt = leaseEnd;
    }

    /** The provider is still thinking about it. */
    public void askAgain(Instant at) {
        dueAt = at;
    }

    /** The provider could not be asked: later again. */
    public void postpone(Instant now) {
        dueAt = Patience.after(attempts++, now);
    }

    /** The money is there. */
    public PaymentSucceeded succeed(String transactionId, Instant now) {
        become(PaymentStatus.SUCCESS, now);
        this.transactionId = transactionId;
        dueAt = null;
        return new PaymentSucceeded(id, orderId, userId, amount, transactionId, now);
    }

    /** The provider refused, or the payment was voided before anybody was asked for the money. */
    public PaymentFailed fail(String reason, Instant now) {
        become(PaymentStatus.FAILED, now);
        failureReason = shortened(reason);
        dueAt = null;
        return new PaymentFailed(id, orderId, userId, amount, failureReason, now);
    }

    /**
     * Reserves a part of the money, or all that is left of it, to be given back.
     *
     * @param part null for all that is left
     * @throws PaymentRefused when the payment was not successful, nothing is left, or less than the part
     */
    public Refund refund(@Nullable BigDecimal part, @Nullable String reason, Instant now) {
        if (status != PaymentStatus.SUCCESS) {
            throw PaymentRefused.notRefundable(status);
        }
        BigDecimal left = refundable();
        BigDecimal sum = part == null ? left : part.setScale(2, RoundingMode.UNNECESSARY);
        if (left.signum() == 0 || sum.compareTo(left) > 0) {
            throw PaymentRefused.refundTooHigh(left);
        }
        return reserve(sum, reason, now);
    }

    /**
     * The provider took the money although the payment had failed here. It is not kept.
     *
     * @return the refund of all of it
     */
    public Refund sendBack(String transactionId, Instant now) {
        if (status != PaymentStatus.FAILED || this.transactionId != null) {
            throw new IllegalStateException("Only money that came too late is sent back");
        }
        this.transactionId = transactionId;
        return reserve(amount, "Paid after the payment had failed", now);
    }

    /**
     * A refund that was made with the provider directly.
     *
     * @param sum what was given back, at most what is left
     */
    public Refund refundedElsewhere(BigDecimal sum, Instant now) {
        return reserve(sum.min(refundable()), "Refunded at the provider", now);
    }

    /** The provider gave a refund's money back. After the last of it the payment is {@code REFUNDED}. */
    public PaymentRefunded refunded(Refund refund, String refundId, Instant now) {
        refund.succeed(refundId, now);
        refunded = refunded.add(refund.amount());
        this.refundId = refundId;
        updatedAt = now;
        if (status == PaymentStatus.SUCCESS && refunded.compareTo(amount) == 0) {
            become(PaymentStatus.REFUNDED, now);
        }
        return new PaymentRefunded(id, orderId, userId, refund.amount(), refundId, now);
    }

    /** The provider does not give a refund's money back: it may be tried in another way. */
    public void refundRefused(Refund refund, String reason, Instant now) {
        refund.fail(shortened(reason), now);
        refundRequested = refundRequested.subtract(refund.amount());
        updatedAt = now;
    }

    private Refund reserve(BigDecimal sum, @Nullable String reason, Instant now) {
        refundRequested = refundRequested.add(sum);
        updatedAt = now;
        return new Refund(id, sum, reason, now);
    }

    private void become(PaymentStatus next, Instant now) {
        if (!status.canBecome(next)) {
            throw new IllegalStateException("A payment that is " + status + " cannot become " + next);
        }
        status = next;
        updatedAt = now;
    }

    private static String shortened(String reason) {
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

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
