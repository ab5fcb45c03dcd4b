package com.homedelivery.delivery.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a delivery about its customer or its rider.
 *
 * @param address null for its rider
 * @param failureReason why it failed or was stopped
 */
public record DeliveryRecord(
        UUID id,
        UUID orderId,
        DeliveryStatus status,
        @Nullable DeliveryAddress address,
        @Nullable String failureReason,
        Instant createdAt,
        @Nullable Instant finishedAt) {}
