package com.homedelivery.notification.application;

import com.homedelivery.notification.domain.WebhookSecret;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Posts messages to webhooks. */
public interface WebhookSender {

    /**
     * Posts a message.
     *
     * @param secrets that it is signed with, at least one
     * @throws IOException when there is no answer in time, or the address may not be called
     */
    Answer post(Call call, List<WebhookSecret> secrets) throws IOException;

    /**
     * A message.
     *
     * @param eventId the {@code webhook-id}, the same at each attempt
     * @param storedSecrets that it is signed with, encrypted
     */
    record Call(
            UUID deliveryId, UUID webhookId, UUID eventId, String url, String payload, List<String> storedSecrets) {}

    /**
     * What was answered.
     *
     * @param body its beginning, for the log of deliveries
     * @param retryAfter how long the receiver asks us to wait, or zero
     */
    record Answer(int status, String body, Duration retryAfter) {

        boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }
}
