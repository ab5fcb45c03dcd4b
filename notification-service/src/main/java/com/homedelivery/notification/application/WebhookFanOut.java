package com.homedelivery.notification.application;

import com.homedelivery.notification.domain.OrderProjections;
import com.homedelivery.notification.domain.Recipients;
import com.homedelivery.notification.domain.Webhook;
import com.homedelivery.notification.domain.WebhookDeliveries;
import com.homedelivery.notification.domain.WebhookDelivery;
import com.homedelivery.notification.domain.Webhooks;
import com.homedelivery.shared.event.DomainEvent;
import com.homedelivery.shared.event.EventMetadata;
import com.homedelivery.shared.work.WakeUpSignal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes a delivery of an event for each webhook that is to be told of it, in the transaction that notes the event: once,
 * however often the event comes. About somebody who is gone they are told without the person. Where there are no webhooks it costs nothing; an instance notices the first one within two
 * seconds.
 */
@Component
public class WebhookFanOut {

    private static final Duration CHECK_AFTER = Duration.ofSeconds(2);

    private final Webhooks webhooks;
    private final WebhookDeliveries deliveries;
    private final OrderProjections orders;
    private final Recipients recipients;
    private final ForgetWebhookDeliveries forgetDeliveries;
    private final WakeUpSignal webhookSignal;
    private final Clock clock;

    private volatile boolean anyWebhook;
    private volatile Instant checkedAt = Instant.EPOCH;

    WebhookFanOut(
            Webhooks webhooks,
            WebhookDeliveries deliveries,
            OrderProjections orders,
            Recipients recipients,
            ForgetWebhookDeliveries forgetDeliveries,
            WakeUpSignal webhookSignal,
            Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.orders = orders;
        this.recipients = recipients;
        this.forgetDeliveries = forgetDeliveries;
        this.webhookSignal = webhookSignal;
        this.clock = clock;
    }

    /** Hands the event to those who are to be told of it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(DomainEvent event, EventMetadata metadata) {
        Instant now = clock.instant();
        if (!WebhookEvents.all().contains(metadata.type()) || !hasWebhooks(now)) {
            return;
        }
        List<Webhook> told = webhooks.findAllByOrderByCreatedAt().stream()
                .filter(webhook -> webhook.isEnabled()
                        && webhook.eventTypes().contains(metadata.type())
                        && !deliveries.existsByWebhookIdAndEventId(webhook.id(), metadata.id()))
                .toList();
        if (!told.isEmpty()) {
            UUID orderId = WebhookEvents.orderOf(event);
            UUID userId = userOf(event, orderId);
            if (userId != null && recipients.findOrCreateForShare(userId).isDeleted()) {
                forgetDeliveries.of(userId);
                ImpersonalEvents.of(event).ifPresent(rest -> tell(told, rest, metadata, null, null, now));
            } else {
                tell(told, event, metadata, userId, orderId, now);
            }
        }
    }

    /** The order's customer where the event does not say who it is about; null when that is not known yet, or nobody. */
    private @Nullable UUID userOf(DomainEvent event, @Nullable UUID orderId) {
        UUID userId = WebhookEvents.userOf(event);
        return userId == null && orderId != null ? orders.findOwner(orderId).orElse(null) : userId;
    }

    private void tell(
            List<Webhook> told,
            DomainEvent event,
            EventMetadata metadata,
            @Nullable UUID userId,
            @Nullable UUID orderId,
            Instant now) {
        String payload = WebhookEvents.payloadOf(event, metadata);
        told.forEach(webhook -> deliveries.save(
                new WebhookDelivery(webhook, metadata.id(), userId, orderId, metadata.type(), payload, now)));
        webhookSignal.wakeUpAfterCommit();
    }

    /** There is one more webhook: it is noticed at once here. */
    void notice() {
        anyWebhook = true;
    }

    private boolean hasWebhooks(Instant now) {
        if (now.isAfter(checkedAt.plus(CHECK_AFTER))) {
            anyWebhook = webhooks.count() > 0;
            checkedAt = now;
        }
        return anyWebhook;
    }
}
