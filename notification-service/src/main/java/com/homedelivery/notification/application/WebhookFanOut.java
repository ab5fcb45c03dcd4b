package com.homedelivery.notification.application;

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
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes a delivery of an event for each webhook that is to be told of it, in the transaction that notes the event: once,
 * however often the event comes. Where there are no webhooks it costs nothing; an instance notices the first one within two
 * seconds.
 */
@Component
public class WebhookFanOut {

    private static final Duration CHECK_AFTER = Duration.ofSeconds(2);

    private final Webhooks webhooks;
    private final WebhookDeliveries deliveries;
    private final WakeUpSignal webhookSignal;
    private final Clock clock;

    private volatile boolean anyWebhook;
    private volatile Instant checkedAt = Instant.EPOCH;

    WebhookFanOut(Webhooks webhooks, WebhookDeliveries deliveries, WakeUpSignal webhookSignal, Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
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
        for (Webhook webhook : webhooks.findAllByOrderByCreatedAt()) {
            if (webhook.isEnabled()
                    && webhook.eventTypes().contains(metadata.type())
                    && !deliveries.existsByWebhookIdAndEventId(webhook.id(), metadata.id())) {
                deliveries.save(new WebhookDelivery(
                        webhook,
                        metadata.id(),
                        WebhookEvents.userOf(event),
                        metadata.type(),
                        WebhookEvents.payloadOf(event, metadata),
                        now));
                webhookSignal.wakeUpAfterCommit();
            }
        }
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
