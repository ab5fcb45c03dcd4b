package com.homedelivery.payment.web;

import com.homedelivery.payment.domain.Refund;
import com.homedelivery.payment.domain.RefundStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A refund as admins see it.
 *
 * @param refundId the provider's id, once the money was given back
 * @param failureReason why it was not
 */
record RefundResponse(
        UUID id,
        UUID paymentId,
        BigDecimal amount,
        RefundStatus status,
        @Nullable String reason,
        @Nullable String refundId,
        @Nullable String failureReason,
        Instant createdAt,
        Instant updatedAt) {

    static RefundResponse of(Refund refund) {
        return new RefundResponse(
                refund.id(),
                refund.paymentId(),
                refund.amount(),
                refund.status(),
                refund.reason(),
                refund.refundId(),
                refund.failureReason(),
                refund.createdAt(),
                refund.updatedAt());
    }
}
