package com.homedelivery.payment.application;

import com.homedelivery.payment.domain.PaymentMethod;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who carries money: the seam to the outside.
 *
 * <p>A provider is asked again with the same id whenever its answer may have been lost, and must then answer what it
 * answered before without taking or giving the money twice. It is called outside of transactions and has to answer, or
 * throw, well within the lease of {@code homedelivery.payment.lease}; what it throws counts as no answer, and it is
 * asked again later.
 */
public interface PaymentProvider {

    /** What it is called in payments. */
    String name();

    ChargeAnswer charge(Charge charge);

    RefundAnswer refund(Reversal reversal);

    /**
     * Money to be taken.
     *
     * @param paymentId what the provider knows it by
     * @param amount with two decimals
     * @param currency ISO 4217 code
     * @param initiatedAt when the customer asked to pay
     */
    record Charge(
            UUID paymentId,
            UUID orderId,
            BigDecimal amount,
            String currency,
            PaymentMethod method,
            Instant initiatedAt) {}

    /**
     * Money to be given back.
     *
     * @param refundId what the provider knows it by; it gets it as {@code refundId} in the refund's metadata as well, by
     *     which a webhook tells whose refund it is about
     * @param transactionId the provider's id of the payment
     * @param amount with two decimals; part of the payment or all of it
     * @param currency ISO 4217 code
     * @param attempt from 1; one more after each refusal. The same attempt gets the same answer; in another the provider
     *     decides anew, but gives the money of one refund back at most once
     */
    record Reversal(
            UUID refundId,
            UUID paymentId,
            String transactionId,
            BigDecimal amount,
            String currency,
            PaymentMethod method,
            @Nullable String reason,
            int attempt) {}

    /** What became of a charge. */
    sealed interface ChargeAnswer {

        /** The money is there. */
        record Approved(String transactionId) implements ChargeAnswer {}

        /**
         * The money will never be there.
         *
         * @param reason in words for the customer
         */
        record Declined(String reason) implements ChargeAnswer {}

        /** Not decided: ask then, unless a webhook tells before. */
        record AskAgain(Instant at) implements ChargeAnswer {}
    }

    /** What became of a reversal. */
    sealed interface RefundAnswer {

        /** The money was given back. */
        record Done(String refundId) implements RefundAnswer {}

        /** The money is not given back, at least now: it is asked for again later, some times. */
        record Refused(String reason) implements RefundAnswer {}
    }
}
