package com.homedelivery.shared.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

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

    @EventType("payment.refunded")
    record PaymentRefunded(
            UUID paymentId, UUID orderId, UUID userId, BigDecimal amount, String refundId, Instant refundedAt)
            implements PaymentEvent {}
}
