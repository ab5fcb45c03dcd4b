package com.homedelivery.notification.web;

import com.homedelivery.notification.domain.WebhookDelivery;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event to one webhook.
 *
 * @param eventId its {@code webhook-id}
 * @param attempts how often it was posted
 * @param dueAt when it is posted next
 * @param lastStatus that was answered the last time; missing when there was no answer
 * @param lastError the beginning of that answer, or what went wrong
 */
record WebhookDeliveryResponse(
        UUID id,
        UUID eventId,
        String type,
        WebhookDelivery.Status status,
        int attempts,
        @Nullable Instant dueAt,
        @Nullable Instant lastAttemptAt,
        @Nullable Integer lastStatus,
        @Nullable String lastError,
        Instant createdAt,
        @Nullable Instant deliveredAt) {

    static WebhookDeliveryResponse of(WebhookDelivery delivery) {
        return new WebhookDeliveryResponse(
                delivery.id(),
                delivery.eventId(),
                delivery.type(),
                delivery.status(),
                delivery.attempts(),
                delivery.dueAt(),
                delivery.lastAttemptAt(),
                delivery.lastStatus(),
                delivery.lastError(),
                delivery.createdAt(),
                delivery.deliveredAt());
    }
}
