package com.homedelivery.payment.web;

import com.homedelivery.payment.domain.Payment;
import com.homedelivery.payment.domain.PaymentStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment as clients see it.
 *
 * @param transactionId the provider's id, once the money was taken
 * @param refundId the provider's id of the last refund
 */
record PaymentResponse(
        UUID id,
        UUID orderId,
        UUID userId,
        BigDecimal amount,
        String currency,
        PaymentStatus status,
        String paymentMethod,
        @Nullable String transactionId,
        @Nullable String refundId,
        Metadata metadata,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * What else is known.
     *
     * @param failureReason why there is no money, when the payment failed
     * @param refundedAmount what was given back, when something was
     */
    record Metadata(
            String provider,
            @Nullable String failureReason,
            @Nullable BigDecimal refundedAmount) {}

    static PaymentResponse of(Payment payment) {
        return new PaymentResponse(
                payment.id(),
                payment.orderId(),
                payment.userId(),
                payment.amount(),
                payment.currency(),
                payment.status(),
                payment.method().code(),
                payment.transactionId(),
                payment.refundId(),
                new Metadata(
                        payment.provider(),
                        payment.failureReason(),
                        payment.refunded().signum() == 0 ? null : payment.refunded()),
                payment.createdAt(),
                payment.updatedAt());
    }
}
