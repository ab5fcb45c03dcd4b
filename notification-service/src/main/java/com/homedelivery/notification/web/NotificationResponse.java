package com.homedelivery.notification.web;

import com.homedelivery.notification.domain.Notification;
import com.homedelivery.notification.domain.NotificationStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification as its recipient sees it.
 *
 * @param channel {@code email}
 * @param template {@code order-placed} and so on
 * @param body plain text
 */
record NotificationResponse(
        UUID id,
        String channel,
        String template,
        String subject,
        String body,
        NotificationStatus status,
        Instant createdAt,
        @Nullable Instant sentAt) {

    static NotificationResponse of(Notification notification) {
        return new NotificationResponse(
                notification.id(),
                notification.channel().toString(),
                notification.template().toString(),
                notification.message().subject(),
                notification.message().body(),
                notification.status(),
                notification.createdAt(),
                notification.sentAt());
    }
}
