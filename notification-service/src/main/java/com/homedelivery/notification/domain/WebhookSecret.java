package com.homedelivery.notification.domain;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * What messages of a webhook are signed with, as the Standard Webhooks specification writes it.
 *
 * @param text {@code whsec_} and the key in Base64
 */
public record WebhookSecret(String text) {

    private static final String PREFIX = "whsec_";

    /** The specification asks for 24 to 64. */
    private static final int BYTES = 32;

    private static final SecureRandom RANDOM = new SecureRandom();

    public static WebhookSecret generate() {
        byte[] key = new byte[BYTES];
        RANDOM.nextBytes(key);
        return of(key);
    }

    public static WebhookSecret of(byte[] key) {
        return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(key));
    }

    /** Whether a text is such a secret. */
    public static boolean isSecret(String text) {
        return text.startsWith(PREFIX);
    }

    /** The key itself. */
    public byte[] key() {
        return Base64.getDecoder().decode(text.substring(PREFIX.length()));
    }

    /** Not the secret: it must not get into a log. */
    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
