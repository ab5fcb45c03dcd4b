package com.homedelivery.payment.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A payment as its customer may read it. */
public record PaymentRecord(
        UUID id,
        UUID orderId,
        BigDecimal amount,
        String currency,
        String paymentMethod,
        PaymentStatus status,
        @Nullable String transactionId,
        Instant createdAt) {}
