package com.homedelivery.payment.application;

import com.homedelivery.payment.domain.PaymentMethod;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment provider.
 *
 * <p>It is called again with the same id whenever its result may have been lost, and must then return the same result
 * without taking or giving the money twice. It is called outside of transactions and has to return, or throw, well
 * within the lease of {@code homedelivery.payment.lease}; an exception counts as no answer, and it is called again
 * later.
 */
public interface PaymentProvider {

    /** What it is called in payments. */
    String name();

    ChargeResult charge(ChargeCall call);

    RefundResult refund(RefundCall call);

    /** What a provider is called for. */
    sealed interface ProviderCall {}

    /**
     * Money to be taken.
     *
     * @param paymentId what the provider knows it by
     * @param amount with two decimals
     * @param currency ISO 4217 code
     * @param initiatedAt when the customer asked to pay
     */
    record ChargeCall(
            UUID paymentId, UUID orderId, BigDecimal amount, String currency, PaymentMethod method, Instant initiatedAt)
            implements ProviderCall {}

    /**
     * Money to be given back.
     *
     * @param refundId what the provider knows it by; it gets it as {@code refundId} in the refund's metadata as well,
     *     by which a webhook identifies the refund
     * @param transactionId the provider's id of the payment
     * @param amount with two decimals; part of the payment or all of it
     * @param currency ISO 4217 code
     * @param attempt from 1; one more after each rejection. The same attempt gets the same result; in another the
     *     provider decides again, but gives the money of one refund back at most once
     */
    record RefundCall(
            UUID refundId,
            UUID paymentId,
            String transactionId,
            BigDecimal amount,
            String currency,
            PaymentMethod method,
            @Nullable String reason,
            int attempt)
            implements ProviderCall {}

    /** The result of a charge. */
    sealed interface ChargeResult {

        /** The money is there. */
        record Approved(String transactionId) implements ChargeResult {}

        /**
         * The money will never be there.
         *
         * @param reason in words for the customer
         */
        record Declined(String reason) implements ChargeResult {}

        /** Not decided yet: to be called again then, unless a webhook brings the result before. */
        record Pending(Instant checkAgainAt) implements ChargeResult {}
    }

    /** The result of a refund. */
    sealed interface RefundResult {

        /** The money was given back. */
        record Refunded(String refundId) implements RefundResult {}

        /** The money is not given back, at least now: it is asked for again later, a few times. */
        record Rejected(String reason) implements RefundResult {}
    }
}
