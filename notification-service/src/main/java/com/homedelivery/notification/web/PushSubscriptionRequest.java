package com.homedelivery.notification.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /notifications/push/subscriptions}: a browser's {@code PushSubscription} as it writes itself.
 *
 * @param endpoint URL of the browser's push service, public and with TLS
 */
record PushSubscriptionRequest(
        @NotBlank @Size(max = 1000) @Nullable String endpoint,
        @Valid @NotNull @Nullable Keys keys) {

    /**
     * @param p256dh the browser's key, in base64url
     * @param auth the browser's authentication secret, in base64url
     */
    record Keys(
            @NotNull
            @Pattern(regexp = "B[A-Za-z0-9_-]{86}=?", message = "must be an uncompressed P-256 key in base64url")
            @Nullable
            String p256dh,

            @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{22}={0,2}", message = "must be 16 bytes in base64url") @Nullable
            String auth) {}
}
