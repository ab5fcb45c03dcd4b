package com.homedelivery.notification.application;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.notification.domain.Webhook;
import com.homedelivery.notification.domain.WebhookDeliveries;
import com.homedelivery.notification.domain.WebhookDelivery;
import com.homedelivery.notification.domain.WebhookSecret;
import com.homedelivery.notification.domain.Webhooks;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.work.WakeUpSignal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The webhooks of merchants, and the log of what was delivered to them. */
@Component
@Transactional
public class ManageWebhooks {

    private static final int MOST = 50;

    private final Webhooks webhooks;
    private final WebhookDeliveries deliveries;
    private final WebhookSecrets secrets;
    private final WebhookFanOut fanOut;
    private final WakeUpSignal webhookSignal;
    private final NotificationProperties.Webhooks settings;
    private final Clock clock;

    ManageWebhooks(
            Webhooks webhooks,
            WebhookDeliveries deliveries,
            WebhookSecrets secrets,
            WebhookFanOut fanOut,
            WakeUpSignal webhookSignal,
            NotificationProperties properties,
            Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.secrets = secrets;
        this.fanOut = fanOut;
        this.webhookSignal = webhookSignal;
        this.settings = properties.webhooks();
        this.clock = clock;
    }

    /** A webhook, and its secret, which is not shown again. */
    public record WithSecret(Webhook webhook, WebhookSecret secret) {}

    @Transactional(readOnly = true)
    public List<Webhook> all() {
        return webhooks.findAllByOrderByCreatedAt();
    }

    @Transactional(readOnly = true)
    public Webhook get(UUID id) {
        return webhooks.findById(id).orElseThrow(() -> new NotFoundException("Webhook"));
    }

    /**
     * @param url checked
     * @throws ConflictException when there are too many, or no key for their secrets
     */
    public WithSecret create(String url, @Nullable String description, Set<String> eventTypes) {
        if (webhooks.count() >= MOST) {
            throw new ConflictException("There are " + MOST + " webhooks already");
        }
        WebhookSecret secret = WebhookSecret.generate();
        Webhook webhook =
                webhooks.save(new Webhook(url, description, eventTypes, secrets.encrypted(secret), clock.instant()));
        fanOut.notice();
        return new WithSecret(webhook, secret);
    }

    /**
     * Changes a webhook. What waits for one that is switched on again is sent.
     *
     * @param url checked
     */
    public Webhook revise(UUID id, String url, @Nullable String description, Set<String> eventTypes, boolean enabled) {
        Webhook webhook = getForUpdate(id);
        webhook.revise(url, description, eventTypes);
        if (enabled) {
            webhook.enable();
            deliveries.resume(id, clock.instant());
            webhookSignal.wakeUpAfterCommit();
        } else if (webhook.isEnabled()) {
            webhook.disable("by an admin");
            deliveries.suspend(id);
        }
        return webhook;
    }

    /** Deletes a webhook with its log. */
    public void delete(UUID id) {
        webhooks.delete(getForUpdate(id));
    }

    /**
     * Gives a webhook another secret; for a while messages are signed with the one of before as well, if that can be read.
     *
     * @throws ConflictException when there is no key for secrets
     */
    public WithSecret rotateSecret(UUID id) {
        Webhook webhook = getForUpdate(id);
        WebhookSecret secret = WebhookSecret.generate();
        Instant now = clock.instant();
        webhook.rotate(
                secrets.encrypted(secret),
                secrets.isReadable(webhook.secret()) ? now.plus(settings.keepOldSecret()) : now);
        return new WithSecret(webhook, secret);
    }

    /** A page of a webhook's deliveries, newest first. */
    @Transactional(readOnly = true)
    public List<WebhookDelivery> deliveriesOf(UUID id, WebhookDelivery.@Nullable Status status, int limit, int offset) {
        get(id);
        return deliveries.findByWebhook(id, status == null ? null : status.name(), limit, offset);
    }

    @Transactional(readOnly = true)
    public long countDeliveries(UUID id, WebhookDelivery.@Nullable Status status) {
        return deliveries.countByWebhook(id, status == null ? null : status.name());
    }

    /**
     * Has a delivery posted once more, under the same id.
     *
     * @throws ConflictException when the webhook is switched off
     */
    public WebhookDelivery resend(UUID id, UUID deliveryId) {
        WebhookDelivery delivery = deliveries.findByIdsForUpdate(List.of(deliveryId)).stream()
                .filter(candidate -> candidate.webhookId().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("Delivery"));
        if (!getForUpdate(id).isEnabled()) {
            throw new ConflictException("The webhook is switched off");
        }
        delivery.resend(clock.instant());
        webhookSignal.wakeUpAfterCommit();
        return delivery;
    }

    private Webhook getForUpdate(UUID id) {
        return webhooks.findByIdForUpdate(id).orElseThrow(() -> new NotFoundException("Webhook"));
    }
}
