package com.homedelivery.notification.application;

import com.homedelivery.notification.domain.Notification;
import com.homedelivery.notification.domain.NotificationStatus;
import com.homedelivery.notification.domain.Notifications;
import com.homedelivery.notification.domain.Preferences;
import com.homedelivery.notification.domain.PushSubscription;
import com.homedelivery.notification.domain.PushSubscriptions;
import com.homedelivery.notification.domain.Recipient;
import com.homedelivery.notification.domain.Recipients;
import com.homedelivery.notification.domain.ToldMerchant;
import com.homedelivery.notification.domain.WebhookDeliveries;
import com.homedelivery.shared.privacy.PersonalData;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is kept about a person here: how to reach them, what they want to hear, what they were told, and merchants about them. */
@Component
@Transactional(readOnly = true)
class NotificationPersonalData implements PersonalData {

    private static final int ALL = Integer.MAX_VALUE;

    private final Recipients recipients;
    private final Notifications notifications;
    private final PushSubscriptions subscriptions;
    private final WebhookDeliveries deliveries;

    NotificationPersonalData(
            Recipients recipients,
            Notifications notifications,
            PushSubscriptions subscriptions,
            WebhookDeliveries deliveries) {
        this.recipients = recipients;
        this.notifications = notifications;
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
    }

    private record Data(
            @Nullable String email,
            @Nullable String phone,
            @Nullable String firstName,
            @Nullable String language,
            @Nullable Preferences preferences,
            List<Instant> browsersSubscribedAt,
            List<Message> notifications,
            List<Told> merchantsTold) {}

    /** @param host of the merchant */
    private record Told(
            String host,
            String type,
            Instant happenedAt,
            @Nullable Instant deliveredAt) {

        static Told of(ToldMerchant told) {
            return new Told(URI.create(told.url()).getHost(), told.type(), told.happenedAt(), told.deliveredAt());
        }
    }

    private record Message(
            String channel,
            String template,
            String subject,
            String body,
            NotificationStatus status,
            Instant createdAt,
            @Nullable Instant sentAt) {

        static Message of(Notification notification) {
            return new Message(
                    notification.channel().toString(),
                    notification.template().toString(),
                    notification.message().subject(),
                    notification.message().body(),
                    notification.status(),
                    notification.createdAt(),
                    notification.sentAt());
        }
    }

    @Override
    public Object of(UUID userId) {
        Recipient recipient =
                recipients.findAll(List.of(userId)).stream().findFirst().orElse(null);
        List<Instant> browsers = subscriptions.findByUserIdOrderByCreatedAt(userId).stream()
                .map(PushSubscription::createdAt)
                .toList();
        List<Message> messages = notifications.findByUserId(userId, ALL, 0).stream()
                .map(Message::of)
                .toList();
        List<Told> told =
                deliveries.findToldAbout(userId).stream().map(Told::of).toList();
        return recipient == null || recipient.isDeleted()
                ? new Data(null, null, null, null, null, browsers, messages, told)
                : new Data(
                        recipient.email(),
                        recipient.phone(),
                        recipient.firstName(),
                        recipient.language().toString(),
                        recipient.preferences(),
                        browsers,
                        messages,
                        told);
    }
}
