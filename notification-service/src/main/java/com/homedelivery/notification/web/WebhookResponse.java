package com.homedelivery.notification.web;

import com.homedelivery.notification.domain.Webhook;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A webhook, without its secret.
 *
 * @param disabledReason why it is switched off
 * @param failingSince since when its receiver has answered nothing but errors
 * @param oldSecretExpires until when messages are signed with the secret of before as well
 */
record WebhookResponse(
        UUID id,
        String url,
        @Nullable String description,
        List<String> eventTypes,
        boolean enabled,
        @Nullable String disabledReason,
        @Nullable Instant failingSince,
        @Nullable Instant oldSecretExpires,
        Instant createdAt) {

    static WebhookResponse of(Webhook webhook) {
        return new WebhookResponse(
                webhook.id(),
                webhook.url(),
                webhook.description(),
                webhook.eventTypes().stream().sorted().toList(),
                webhook.isEnabled(),
                webhook.disabledReason(),
                webhook.failingSince(),
                webhook.oldSecretExpires(),
                webhook.createdAt());
    }
}
