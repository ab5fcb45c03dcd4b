package com.homedelivery.notification.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook was told, or is to be told, about a person.
 *
 * @param url of the webhook
 * @param type of the event
 * @param happenedAt when it was handed to the webhook
 * @param deliveredAt when its receiver has taken it, or null
 */
public record ToldMerchant(
        String url,
        String type,
        Instant happenedAt,
        @Nullable Instant deliveredAt) {}
