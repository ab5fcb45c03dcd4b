package com.homedelivery.notification.application;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.notification.application.WebhookDispatchJob.Result;
import com.homedelivery.notification.application.WebhookSender.Answer;
import com.homedelivery.notification.domain.Template;
import com.homedelivery.notification.domain.Webhook;
import com.homedelivery.notification.domain.WebhookDeliveries;
import com.homedelivery.notification.domain.WebhookDelivery;
import com.homedelivery.notification.domain.Webhooks;
import com.homedelivery.shared.event.EventMetadata;
import com.homedelivery.shared.work.AfterCommit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records what receivers have answered. A result may come late, when the delivery was settled by another instance: then it
 * changes nothing. A webhook that is gone, or answers nothing but errors for days, is switched off, and admins are told.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class RecordWebhookDelivery {

    private static final Logger log = LoggerFactory.getLogger(RecordWebhookDelivery.class);
    private static final int GONE = 410;
    private static final Duration LONGEST_WISH = Duration.ofHours(24);

    private final Webhooks webhooks;
    private final WebhookDeliveries deliveries;
    private final CreateNotifications create;
    private final NotificationProperties properties;
    private final Counter givenUp;
    private final Counter disabled;

    RecordWebhookDelivery(
            Webhooks webhooks,
            WebhookDeliveries deliveries,
            CreateNotifications create,
            NotificationProperties properties,
            MeterRegistry meters) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.create = create;
        this.properties = properties;
        this.givenUp = Counter.builder("homedelivery.notification.webhooks.failed")
                .description("Deliveries of webhooks that were given up after days")
                .register(meters);
        this.disabled = Counter.builder("homedelivery.notification.webhooks.disabled")
                .description("Webhooks that were switched off because their receivers failed or were gone")
                .register(meters);
    }

    void record(Result result, Instant now) {
        for (WebhookDelivery delivery : deliveries.findByIdsForUpdate(List.of(result.deliveryId()))) {
            if (delivery.isPending()) {
                webhooks.findByIdForUpdate(delivery.webhookId())
                        .ifPresent(webhook -> record(delivery, webhook, result, now));
            }
        }
    }

    private void record(WebhookDelivery delivery, Webhook webhook, Result result, Instant now) {
        switch (result) {
            case Result.Answered(var _, Answer answer)
            when answer.isSuccess() -> {
                delivery.succeed(answer.status(), now);
                webhook.succeed();
            }
            case Result.Answered(var _, Answer answer)
            when answer.status() == GONE -> {
                delivery.giveUp(answer.status(), answer.body(), now);
                if (webhook.isEnabled()) {
                    webhook.disable("its receiver says that it is gone (410)");
                    switchOff(webhook, now);
                }
            }
            case Result.Answered(var _, Answer answer) -> {
                Duration wish = answer.retryAfter().compareTo(LONGEST_WISH) < 0 ? answer.retryAfter() : LONGEST_WISH;
                delivery.fail(answer.status(), answer.body(), wish, now);
                fail(delivery, webhook, now);
            }
            case Result.NoAnswer(var _, String reason) -> {
                delivery.fail(null, reason, Duration.ZERO, now);
                fail(delivery, webhook, now);
            }
        }
    }

    private void fail(WebhookDelivery delivery, Webhook webhook, Instant now) {
        if (!delivery.isPending()) {
            AfterCommit.run(givenUp::increment);
        }
        if (webhook.fail(properties.webhooks().disableAfter(), now)) {
            switchOff(webhook, now);
        }
    }

    private void switchOff(Webhook webhook, Instant now) {
        deliveries.suspend(webhook.id());
        create.forAdmins(
                new EventMetadata(
                        UuidCreator.getTimeOrderedEpoch(),
                        "webhook.disabled",
                        "notification-service",
                        now,
                        webhook.id().toString(),
                        null),
                Template.WEBHOOK_DISABLED,
                Map.of(
                        "host", URI.create(webhook.url()).getHost(),
                        "reason", String.valueOf(webhook.disabledReason()),
                        "webhookId", webhook.id()));
        AfterCommit.run(() -> {
            disabled.increment();
            log.warn("Webhook {} was switched off: {}", webhook.id(), webhook.disabledReason());
        });
    }
}
