package com.homedelivery.shared.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The life of a payment. Key: the id of the order that is paid. */
public sealed interface PaymentEvent extends DomainEvent {

    UUID paymentId();

    UUID orderId();

    UUID userId();

    BigDecimal amount();

    @Override
    default String key() {
        return orderId().toString();
    }

    @EventType("payment.initiated")
    record PaymentInitiated(
            UUID paymentId, UUID orderId, UUID userId, BigDecimal amount, String paymentMethod, Instant initiatedAt)
            implements PaymentEvent {}

    @EventType("payment.success")
    record PaymentSucceeded(
            UUID paymentId, UUID orderId, UUID userId, BigDecimal amount, String transactionId, Instant completedAt)
            implements PaymentEvent {}

    @EventType("payment.failed")
    record PaymentFailed(UUID paymentId, UUID orderId, UUID userId, BigDecimal amount, String reason, Instant failedAt)
            implements PaymentEvent {}

    /**
     * @param amount of this refund
     * @param fullyRefunded whether nothing is left of the payment after it; null in events from before it was told
     */
    @EventType("payment.refunded")
    record PaymentRefunded(
            UUID paymentId,
            UUID orderId,
            UUID userId,
            BigDecimal amount,
            String refundId,
            Instant refundedAt,
            @Nullable Boolean fullyRefunded)
            implements PaymentEvent {}

    /**
     * The provider has refused a refund as often as it is tried: a person has to see to it.
     *
     * @param refundId our id of the refund, as in {@code GET /payments/refunds}
     * @param attempts how often the provider was asked
     */
    @EventType("payment.refund_failed")
    record RefundFailed(
            UUID paymentId,
            UUID orderId,
            UUID userId,
            BigDecimal amount,
            UUID refundId,
            String reason,
            int attempts,
            Instant failedAt)
            implements PaymentEvent {}
}
