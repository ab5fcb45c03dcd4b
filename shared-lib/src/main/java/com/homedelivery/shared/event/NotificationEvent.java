package com.homedelivery.shared.event;

import java.time.Instant;
import java.util.UUID;

/** What people were told. Kept in Kafka only. Key: the user's id. */
public sealed interface NotificationEvent extends DomainEvent {

    UUID notificationId();

    UUID userId();

    @Override
    default String key() {
        return userId().toString();
    }

    /**
     * @param channel {@code email} or {@code sms}
     * @param template name of what was said: {@code order-delivered}
     */
    @EventType("notification.sent")
    record NotificationSent(UUID notificationId, UUID userId, String channel, String template, Instant sentAt)
            implements NotificationEvent {}

    @EventType("notification.failed")
    record NotificationFailed(
            UUID notificationId, UUID userId, String channel, String template, String reason, Instant failedAt)
            implements NotificationEvent {}
}
