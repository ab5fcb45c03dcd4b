package com.homedelivery.payment.web;

import com.homedelivery.payment.domain.Refund;
import com.homedelivery.payment.domain.RefundStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A refund as admins see it.
 *
 * @param refundId the provider's id, once the money was given back
 * @param failureReason why it was not, the last time that the provider was asked
 * @param refusals how often the provider has refused
 * @param nextAttemptAt when it is asked next, while the refund is PENDING
 */
record RefundResponse(
        UUID id,
        UUID paymentId,
        BigDecimal amount,
        RefundStatus status,
        @Nullable String reason,
        @Nullable String refundId,
        @Nullable String failureReason,
        int refusals,
        @Nullable Instant nextAttemptAt,
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
                refund.refusals(),
                refund.dueAt(),
                refund.createdAt(),
                refund.updatedAt());
    }

    static List<RefundResponse> of(List<Refund> refunds) {
        return refunds.stream().map(RefundResponse::of).toList();
    }
}
