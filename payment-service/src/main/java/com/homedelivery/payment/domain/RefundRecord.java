package com.homedelivery.payment.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A refund as its customer may read it. */
public record RefundRecord(
        UUID id,
        UUID paymentId,
        BigDecimal amount,
        RefundStatus status,
        @Nullable String reason,
        Instant createdAt) {}
